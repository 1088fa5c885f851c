import { memo, useMemo } from 'react';
import {
  CartesianGrid,
  ReferenceLine,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { count, percent } from '../format.ts';
import { IN_ORDER } from './layers.ts';
import { ROOM } from './room.ts';
import { iterationTicks } from './scales.ts';
import type { Measure } from './series.ts';

/** Height of a number on the y axis. */
const LINE_HEIGHT = 15;
/** Width of an iteration's number and the room beside it. */
const TICK_WIDTH = 70;

/** Iterations from left to right, accuracy or loss upwards, and the line of chance. */
export const Axes = memo(function Axes(props: {
  measure: Measure;
  /** The last iteration on the axis, and the values that are marked. */
  last: number;
  values: number[];
  chance: number;
  width: number;
  unit: number;
}) {
  const { measure, last, values, chance, width, unit } = props;
  const iterations = useMemo(
    () => iterationTicks(last, (width - (ROOM.left + ROOM.right) * unit) / (TICK_WIDTH * unit)),
    [last, width, unit],
  );
  const xDomain = useMemo(() => [0, last], [last]);
  const yDomain = useMemo(() => [0, values[values.length - 1]], [values]);

  return (
    <>
      <CartesianGrid vertical={false} zIndex={IN_ORDER} />
      <XAxis dataKey="iteration" type="number" domain={xDomain} ticks={iterations} hide />
      <YAxis domain={yDomain} ticks={values} allowDataOverflow hide />
      <TickLabels iterations={iterations} values={values} measure={measure} unit={unit} />
      <ReferenceLine y={chance} zIndex={IN_ORDER} />
    </>
  );
});

/** The numbers along both axes: Recharts would put its own on a layer apart (see `IN_ORDER`). */
function TickLabels(props: { iterations: number[]; values: number[]; measure: Measure; unit: number }) {
  const { iterations, values, measure, unit } = props;
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const bottom = plot.y + plot.height;
  // A flat chart has no room for every number.
  const every = Math.ceil((LINE_HEIGHT * unit * (values.length - 1)) / Math.max(1, plot.height));

  return (
    <>
      {iterations.map((iteration) => (
        <text key={iteration} x={xScale(iteration)} y={bottom + 19 * unit} textAnchor="middle">
          {count(iteration)}
        </text>
      ))}
      {values
        .filter((_, i) => i % every === 0)
        .map((value) => (
          <text key={value} x={plot.x - 8 * unit} y={(yScale(value) ?? bottom) + 4.5 * unit} textAnchor="end">
            {measure === 'accuracy' ? shareTick(value) : value}
          </text>
        ))}
    </>
  );
}

/** The unit at the highest number only. */
function shareTick(share: number): string {
  return share === 1 ? percent(share) : String(Math.round(share * 100));
}
