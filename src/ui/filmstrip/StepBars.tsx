import type { CSSProperties } from 'react';
import { stepStyle } from '../steps.ts';

/** A bar for each start and step; the step shown stands out. */
export function StepBars(props: {
  learnt: readonly number[];
  random: readonly number[];
  /** The value of a bar as high as the row. */
  most: number;
  /** The step of the first value. */
  first: number;
  step: number;
  steps: number;
}) {
  const { learnt, random, most, first, step, steps } = props;
  const height = (value: number): CSSProperties => ({ height: `${(100 * value) / most}%` });

  return (
    <span className="step-bars" aria-hidden="true">
      {learnt.map((value, i) => {
        const at = first + i;
        return (
          <span key={at} className={at === step ? 'now' : undefined} style={stepStyle(at, steps)}>
            <i className="learnt" style={height(value)} />
            <i className="random" style={height(random[i])} />
          </span>
        );
      })}
    </span>
  );
}
