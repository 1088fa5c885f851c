import { memo, useMemo } from 'react';
import { CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import { count, percent } from '../format.ts';
import { ROOM } from './room.ts';
import { iterationTicks } from './scales.ts';
import type { Measure } from './series.ts';

const TICK = { fill: 'var(--ink-3)' };
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
      <CartesianGrid vertical={false} />
      <XAxis
        dataKey="iteration"
        type="number"
        domain={xDomain}
        ticks={iterations}
        tickFormatter={count}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        tickMargin={4 * unit}
        height={ROOM.bottom * unit}
        interval="preserveStart"
      />
      <YAxis
        domain={yDomain}
        ticks={values}
        allowDataOverflow
        tickFormatter={measure === 'accuracy' ? shareTick : String}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        tickMargin={6 * unit}
        width={ROOM.left * unit}
        interval={0}
      />
      <ReferenceLine y={chance} />
    </>
  );
});

/** The unit at the highest number only. */
function shareTick(share: number): string {
  return share === 1 ? percent(share) : String(Math.round(share * 100));
}
