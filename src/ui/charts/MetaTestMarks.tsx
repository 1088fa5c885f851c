import { memo } from 'react';
import { stepColour, stepsUpTo } from '../steps.ts';
import type { Plot } from './frame.ts';
import type { EvaluationRow } from './series.ts';

/** Evaluations: rings, those of meta-test with a dot, and the 95 % interval as a whisker for the first and the last step. */
export const MetaTestMarks = memo(function MetaTestMarks(props: {
  plot: Plot;
  rows: readonly EvaluationRow[];
}) {
  const { plot, rows } = props;
  const within = (y: number) => Math.min(plot.bottom, Math.max(plot.top, y));

  return rows.map(({ iteration, split, values, halfWidths }, index) => {
    const steps = values.length - 1;
    const x = plot.xOf(iteration);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: of one iteration there may be two.
      <g key={`${iteration} ${index}`}>
        {stepsUpTo(steps).map((step) => {
          const value = values[step];
          const y = plot.yOf(value);
          if (within(y) !== y) return null;
          const isEnd = step === 0 || step === steps;
          const half = halfWidths[step];
          return (
            <g key={step} className={`meta-test step-${step}`} stroke={stepColour(step, steps)}>
              {isEnd && half !== null && (
                <path d={`M${x} ${within(plot.yOf(value - half))}V${within(plot.yOf(value + half))}`} />
              )}
              <circle cx={x} cy={y} r={(isEnd ? 3.4 : 2.3) * plot.unit} />
              {split === 'test' && <circle cx={x} cy={y} r={0.6 * plot.unit} />}
            </g>
          );
        })}
      </g>
    );
  });
});
