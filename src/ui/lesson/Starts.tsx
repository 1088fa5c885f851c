import { useTranslations } from 'use-intl';
import { stepColour } from '../steps.ts';

/** Where three tasks have their solutions, in a picture 100 wide and 66 high. */
const SOLUTIONS = [
  [62, 12],
  [88, 30],
  [66, 54],
] as const;
/** Steps reach only so far. */
const REACH = 22;
const STEPS = 5;

/** A start far from all tasks, and one from which each is a few steps away. */
export function Starts() {
  const t = useTranslations('lesson.pictures');
  return (
    <div className="lesson-pictures two">
      <figure>
        <Start at={[16, 40]} isRandom />
        <figcaption>{t('before')}</figcaption>
      </figure>
      <figure>
        <Start at={[70, 33]} />
        <figcaption>{t('after')}</figcaption>
      </figure>
    </div>
  );
}

function Start(props: { at: readonly [number, number]; isRandom?: boolean }) {
  const [x, y] = props.at;
  return (
    <svg viewBox="0 0 100 66" aria-hidden="true">
      {SOLUTIONS.map(([toX, toY]) => {
        const far = Math.hypot(toX - x, toY - y);
        const share = Math.min(1, REACH / far);
        const colour = props.isRandom ? 'var(--random)' : stepColour(STEPS, STEPS);
        return (
          <g key={toY}>
            <circle className="solution" cx={toX} cy={toY} r="5" />
            <path
              className="stride"
              stroke={colour}
              d={`M${x} ${y}L${x + (toX - x) * share} ${y + (toY - y) * share}`}
            />
            <circle cx={x + (toX - x) * share} cy={y + (toY - y) * share} r="2.6" fill={colour} />
          </g>
        );
      })}
      <circle className="start" cx={x} cy={y} r="5.5" />
    </svg>
  );
}
