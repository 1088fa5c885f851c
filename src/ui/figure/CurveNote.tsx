import { useTranslations } from 'use-intl';
import { useSession } from '../context/session.tsx';
import { percent } from '../format.ts';
import { OutdatedNote } from './OutdatedNote.tsx';
import { type Outdated, useOutdatedCurve } from './useOutdated.ts';

/**
 * What the adaptation curve shows, and the signs of the random start and of guessing; where the curve, or the answers
 * above it, are outdated, that.
 */
export function CurveNote(props: { answers: Outdated | null }) {
  const t = useTranslations();
  const curve = useSession((state) => state.curve);
  const outdated = useOutdatedCurve() ?? props.answers;
  return (
    <div className="curve-note">
      <h2>{t('figure.curve')}</h2>
      {outdated ? (
        <p>
          <OutdatedNote {...outdated} />
        </p>
      ) : (
        curve !== null && (
          <p className="long">
            {t('figure.curveMore', { tasks: curve.tasks, part: t(`pools.${curve.split}`) })}
          </p>
        )
      )}
      <CurveKey />
    </div>
  );
}

/** What the diamonds and the dotted line of the adaptation curve are. */
export function CurveKey() {
  const t = useTranslations();
  const chance = useSession((state) => 1 / state.settings.ways);
  return (
    <p className="curve-key">
      <span className="random-text">◆ {t('figure.random')}</span>
      <span className="chance-text">
        <svg viewBox="0 0 20 4" aria-hidden="true">
          <path className="chance-line" d="M1 2h18" />
        </svg>
        {t('charts.chanceAt', { level: percent(chance) })}
      </span>
    </p>
  );
}
