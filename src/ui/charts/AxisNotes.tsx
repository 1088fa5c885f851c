import { memo } from 'react';
import type { Plot } from './frame.ts';

/** Words inside the chart: the x axis' name, what the dotted line is, and where the run stopped. */
export const AxisNotes = memo(function AxisNotes(props: {
  plot: Plot;
  chance: number;
  chanceWords: string;
  /** Beside the plot while no line's label stands there, else at that end of the line where there is room. */
  chanceAt: 'beside' | 'start' | 'end';
  iterationWords: string;
  stoppedAt: number | null;
  stoppedWords: string;
}) {
  const { plot, stoppedAt, chanceAt } = props;
  const { left, right, top, bottom, unit } = plot;
  const chanceY = plot.yOf(props.chance);
  // Under its line, unless that is too near the axis.
  const chanceShift = chanceAt === 'beside' ? 4 : chanceY + 17 * unit > bottom ? -6 : 15;
  const chanceX = { beside: right + 8 * unit, start: left + 6 * unit, end: right - 6 * unit }[chanceAt];

  return (
    <>
      <text x={right + 8 * unit} y={bottom + 19 * unit}>
        {props.iterationWords}
      </text>
      <text
        className="chance-note"
        x={chanceX}
        y={chanceY + chanceShift * unit}
        textAnchor={chanceAt === 'end' ? 'end' : 'start'}
      >
        {props.chanceWords}
      </text>
      {stoppedAt !== null && (
        <g className="stopped">
          <path d={`M${plot.xOf(stoppedAt)} ${top}V${bottom}`} />
          <text x={plot.xOf(stoppedAt) - 6 * unit} y={top + 9 * unit} textAnchor="end">
            {props.stoppedWords}
          </text>
        </g>
      )}
    </>
  );
});
