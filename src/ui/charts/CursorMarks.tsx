import { stepColour } from '../steps.ts';
import type { Plot } from './frame.ts';
import type { Reading } from './reading.ts';

/** The cursor's line, a dot on each step's line, and rings at the evaluation that is told with them. */
export function CursorMarks(props: { plot: Plot; reading: Reading }) {
  const { plot, reading } = props;
  const { top, bottom, unit } = plot;
  const { row, test } = reading;
  const x = plot.xOf(row.iteration);
  const points = (values: readonly number[]) =>
    values
      .map((value, step) => ({ step, y: plot.yOf(value), colour: stepColour(step, values.length - 1) }))
      .filter(({ y }) => y >= top && y <= bottom);

  return (
    <svg className="time-chart chart-cursor" aria-hidden="true">
      <path className="cursor-line" d={`M${x} ${top}V${bottom}`} />
      {test &&
        points(test.values).map(({ step, y, colour }) => (
          <circle
            key={step}
            className="cursor-ring"
            cx={plot.xOf(test.iteration)}
            cy={y}
            r={3.4 * unit}
            stroke={colour}
          />
        ))}
      {points(row.values).map(({ step, y, colour }) => (
        <circle key={step} className="cursor-dot" cx={x} cy={y} r={3.6 * unit} fill={colour} />
      ))}
    </svg>
  );
}
