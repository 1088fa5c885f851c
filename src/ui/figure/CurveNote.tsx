import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';

/** What the adaptation curve shows, and the sign of the random start. */
export function CurveNote() {
  const t = useTranslations('figure');
  const tasks = useSession((state) => state.curve?.tasks ?? null);
  return (
    <div className="curve-note">
      <h2>{t('curve')}</h2>
      {tasks !== null && <p className="long">{t('curveMore', { tasks })}</p>}
      <p className="random-text">◆ {t('random')}</p>
    </div>
  );
}
