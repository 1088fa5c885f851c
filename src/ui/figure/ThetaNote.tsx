import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';

/** What the starting weights are. */
export function ThetaNote() {
  const t = useTranslations('figure');
  const isRandom = useSession((state) => state.iteration === 0);

  return (
    <p className="theta-note">
      {isRandom
        ? t.rich('thetaRandom', tags)
        : t.rich('theta', { ...tags, more: (chunks) => <span className="long">{chunks}</span> })}
    </p>
  );
}
