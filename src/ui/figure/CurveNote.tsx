import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { OutdatedNote } from './OutdatedNote.tsx';
import { type Outdated, useOutdatedCurve } from './useOutdated.ts';

/**
 * What the adaptation curve shows, and the sign of the random start; where the curve, or the answers above it, are
 * outdated, that.
 */
export function CurveNote(props: { answers: Outdated | null }) {
  const t = useTranslations('figure');
  const tasks = useSession((state) => state.curve?.tasks ?? null);
  const outdated = useOutdatedCurve() ?? props.answers;
  return (
    <div className="curve-note">
      <h2>{t('curve')}</h2>
      {outdated ? (
        <p>
          <OutdatedNote {...outdated} />
        </p>
      ) : (
        tasks !== null && <p className="long">{t('curveMore', { tasks })}</p>
      )}
      <p className="random-text">◆ {t('random')}</p>
    </div>
  );
}
