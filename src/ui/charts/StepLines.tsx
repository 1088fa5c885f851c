import { memo, useMemo } from 'react';
import { type CurveProps, Line, LineChart, XAxis, YAxis } from 'recharts';
import type { Size } from '../hooks/useSize.ts';
import { stepColour, stepsUpTo } from '../steps.ts';
import type { Frame, Plot } from './frame.ts';
import type { ChartRow } from './series.ts';

/** Most inner steps that a run reports. */
const MOST_STEPS = 20;

/** Recharts takes a new function for a new series: one for each step, for good. */
const valueAfter = stepsUpTo(MOST_STEPS).map((step) => (row: ChartRow) => row.values[step]);

/**
 * Recharts' layer of things drawn in the order in which they are written. Its other layers are portals whose
 * listeners put them among the page's tab stops in Chromium.
 */
const IN_ORDER = 0;

/**
 * Recharts has no plot over no data; it is made ready with the page, so that Start need not wait for it. A line of a
 * single point it draws as a dot, in one of those other layers: until there are two, there is no line.
 */
const NO_LINE: ChartRow[] = [0, 1].map((iteration) => ({ iteration, values: [] }));

/** One line per inner step. A value beyond the axis, as of a loss that explodes, is cut off there. */
export const StepLines = memo(function StepLines(props: {
  frame: Frame;
  plot: Plot;
  size: Size;
  rows: ChartRow[];
}) {
  const { frame, plot, size, rows } = props;
  const { width, height } = size;
  const data = rows.length > 1 ? rows : NO_LINE;
  const steps = Math.max(0, (rows.at(-1)?.values.length ?? 0) - 1);
  const { last, top } = frame;
  const margin = useMemo(
    () => ({ left: plot.left, right: width - plot.right, top: plot.top, bottom: height - plot.bottom }),
    [plot, width, height],
  );
  const across = useMemo(() => [0, last], [last]);
  const upwards = useMemo(() => [0, top], [top]);

  return (
    <div className="time-chart step-lines" aria-hidden="true">
      <LineChart width={width} height={height} data={data} margin={margin} accessibilityLayer={false}>
        <XAxis hide type="number" dataKey="iteration" domain={across} allowDataOverflow />
        <YAxis hide type="number" domain={upwards} allowDataOverflow />
        {stepsUpTo(steps).map((step) => (
          <Line
            key={step}
            className={`line step-${step}${step === steps ? ' last' : ''}`}
            dataKey={valueAfter[step]}
            stroke={stepColour(step, steps)}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            shape={StraightLine}
            zIndex={IN_ORDER}
          />
        ))}
      </LineChart>
    </div>
  );
});

/** A plain path: Recharts' own curve measures its length at every update, for an animation not used here. */
function StraightLine(props: CurveProps) {
  const points = Array.isArray(props.points) ? props.points : [];
  let path = '';
  let pen = 'M';
  for (const { x, y } of points) {
    // Where a step was not reported, or its value is no number, the line has a gap.
    if (!Number.isFinite(x) || !Number.isFinite(y)) pen = 'M';
    else {
      path += `${pen}${Number(x).toFixed(1)} ${Number(y).toFixed(1)}`;
      pen = 'L';
    }
  }
  return <path className="step-line" d={path} stroke={props.stroke} clipPath={props.clipPath} fill="none" />;
}
