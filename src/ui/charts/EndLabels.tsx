import { isLabelled, onStepColour, stepColour } from '../steps.ts';
import type { Plot } from './frame.ts';
import { spread } from './spread.ts';

/** With more steps than this, only the first, middle and last are labelled. */
const MOST_LABELLED = 6;

/** At each line's end its disc and value, spread apart with leaders; they travel with a short line. */
export function EndLabels(props: {
  plot: Plot;
  iteration: number;
  values: readonly number[];
  format: (value: number) => string;
}) {
  const { plot, iteration, values, format } = props;
  const steps = values.length - 1;
  const { top, bottom, unit } = plot;
  const end = plot.xOf(iteration);
  const labelled = values
    .map((value, step) => ({ value, step, y: Math.min(bottom, Math.max(top, plot.yOf(value))) }))
    .filter(({ value, step }) => isLabelled(step, steps, MOST_LABELLED) && Number.isFinite(value));
  const gap = Math.min(19 * unit, (bottom - top - 8 * unit) / Math.max(1, labelled.length - 1));
  const radius = Math.min(8.5 * unit, gap / 2);
  const heights = spread(
    labelled.map((label) => label.y),
    gap,
    top,
    bottom - 8 * unit,
  );

  return labelled.map(({ value, step, y }, i) => {
    const height = heights[i];
    const colour = stepColour(step, steps);
    return (
      <g key={step} className={`end-label step-${step}`}>
        <path d={`M${end - 1} ${y}L${end + 11 * unit} ${height}`} stroke={colour} />
        <circle cx={end + 19 * unit} cy={height} r={radius} fill={colour} />
        <text
          className="in-disc"
          x={end + 19 * unit}
          y={height + 4.4 * unit}
          style={{ fill: onStepColour(step, steps) }}
        >
          {step}
        </text>
        <text className="end-value" x={end + 32 * unit} y={height + 4.5 * unit}>
          {format(value)}
        </text>
      </g>
    );
  });
}
