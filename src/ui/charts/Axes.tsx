import { memo } from 'react';
import { count, percent } from '../format.ts';
import type { Plot } from './frame.ts';
import { iterationTicks, valueTicks } from './scales.ts';
import type { Measure } from './series.ts';

/** Height of a number on the y axis, and width of one on the x axis with the room beside it. */
const LINE_HEIGHT = 15;
const NUMBER_WIDTH = 70;
/** Width of one figure of a number. */
const FIGURE_WIDTH = 6.6;

/** Iterations from left to right, accuracy or loss upwards with a line each, and the line of chance. */
export const Axes = memo(function Axes(props: {
  plot: Plot;
  /** The last iteration and the highest value. */
  last: number;
  top: number;
  measure: Measure;
  chance: number;
}) {
  const { plot, last, top, measure, chance } = props;
  const { unit } = plot;
  const values = valueTicks(measure, top);
  const across = `H${plot.right}`;
  // No number reaches into the axis' name, which stands beside the plot.
  const iterations = iterationTicks(last, (plot.right - plot.left) / (NUMBER_WIDTH * unit)).filter(
    (iteration) =>
      plot.xOf(iteration) + (count(iteration).length * FIGURE_WIDTH * unit) / 2 < plot.right + 2 * unit,
  );
  // A flat chart has no room for every number.
  const every = Math.ceil((LINE_HEIGHT * unit * (values.length - 1)) / Math.max(1, plot.bottom - plot.top));

  return (
    <>
      {values.map((value) => (
        <path key={value} className="grid-line" d={`M${plot.left} ${plot.yOf(value)}${across}`} />
      ))}
      {values
        .filter((_, i) => i % every === 0)
        .map((value) => (
          <text key={value} x={plot.left - 8 * unit} y={plot.yOf(value) + 4.5 * unit} textAnchor="end">
            {measure === 'accuracy' ? shareTick(value) : value}
          </text>
        ))}
      {iterations.map((iteration) => (
        <text key={iteration} x={plot.xOf(iteration)} y={plot.numbersY} textAnchor="middle">
          {count(iteration)}
        </text>
      ))}
      <path className="chance-line" d={`M${plot.left} ${plot.yOf(chance)}${across}`} />
    </>
  );
});

/** The unit at the highest number only. */
function shareTick(share: number): string {
  return share === 1 ? percent(share) : String(Math.round(share * 100));
}
