import { memo } from 'react';
import type { Plot } from './frame.ts';

/** Words inside the chart: the x axis' name, and where the run stopped. */
export const AxisNotes = memo(function AxisNotes(props: {
  plot: Plot;
  iterationWords: string;
  stoppedAt: number | null;
  stoppedWords: string;
}) {
  const { plot, stoppedAt } = props;
  const { left, right, top, bottom, unit } = plot;
  const stopped = plot.xOf(stoppedAt ?? 0);
  // On that side of its line where there is more room.
  const isEarly = stopped < (left + right) / 2;

  return (
    <>
      <text x={right + 8 * unit} y={plot.numbersY}>
        {props.iterationWords}
      </text>
      {stoppedAt !== null && (
        <g className="stopped">
          <path d={`M${stopped} ${top}V${bottom}`} />
          <text
            x={stopped + (isEarly ? 6 : -6) * unit}
            y={top + 9 * unit}
            textAnchor={isEarly ? 'start' : 'end'}
          >
            {props.stoppedWords}
          </text>
        </g>
      )}
    </>
  );
});
