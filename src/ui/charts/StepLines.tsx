import { memo, useId } from 'react';
import { stepColour, stepsUpTo } from '../steps.ts';
import type { Plot } from './frame.ts';
import type { ChartRow } from './series.ts';

/** One line per inner step. A value beyond the axis, as of a loss that explodes, is cut off there. */
export const StepLines = memo(function StepLines(props: { plot: Plot; rows: readonly ChartRow[] }) {
  const { plot, rows } = props;
  const clip = useId();
  const { left, right, top, bottom } = plot;
  const steps = (rows.at(-1)?.values.length ?? 0) - 1;
  // Half a line's width more, or a line along an axis would be half as wide.
  const room = 2 * plot.unit;

  return (
    <>
      <clipPath id={clip}>
        <rect x={left} y={top - room} width={right - left} height={bottom - top + 2 * room} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {stepsUpTo(steps).map((step) => (
          <g key={step} className={`line step-${step}`}>
            <path
              className="step-line"
              d={pathOf(rows, step, plot)}
              stroke={stepColour(step, steps)}
              fill="none"
            />
          </g>
        ))}
      </g>
    </>
  );
});

/** Where a step was not reported, or its value is no number, the line has a gap. */
function pathOf(rows: readonly ChartRow[], step: number, plot: Plot): string {
  let path = '';
  let pen = 'M';
  for (const { iteration, values } of rows) {
    const value = values[step];
    if (value === undefined || !Number.isFinite(value)) pen = 'M';
    else {
      path += `${pen}${plot.xOf(iteration).toFixed(1)} ${plot.yOf(value).toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}
