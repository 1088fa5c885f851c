import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useActions, useSession } from '../context/session.tsx';
import { KernelTable } from './KernelTable.tsx';

/** Where one meta-iteration's time goes; measured when first looked at, and again on request. */
export function KernelProfile() {
  const t = useTranslations('performance');
  const profile = useSession((state) => state.profile);
  const profiling = useSession((state) => state.profiling);
  const opening = useSession((state) => state.phase === 'opening');
  const failed = useSession((state) => state.notice?.kind === 'failed');
  const { takeProfile } = useActions();

  useEffect(() => {
    if (profile === null && !profiling && !opening && !failed) takeProfile();
  }, [profile, profiling, opening, failed, takeProfile]);

  return (
    <section aria-label={t('kernels')} aria-busy={profiling}>
      <div className="section-head">
        <h3>{t('kernels')}</h3>
        <button type="button" className="button small" disabled={profiling || opening} onClick={takeProfile}>
          {t('refresh')}
        </button>
      </div>
      <p className="fine" aria-live="polite">
        {profiling
          ? t('kernelsWait')
          : profile === null
            ? t('kernelsNone')
            : t('kernelsMore', { threads: profile.threads })}
      </p>
      {profile !== null && <KernelTable profile={profile} />}
    </section>
  );
}
