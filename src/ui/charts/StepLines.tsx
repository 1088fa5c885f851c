import { memo } from 'react';
import { type CurveProps, Line } from 'recharts';
import { stepColour, stepsUpTo } from '../steps.ts';
import { IN_ORDER } from './layers.ts';
import type { ChartRow } from './series.ts';

/** Most inner steps that a run reports. */
const MOST_STEPS = 20;

/** Recharts takes a new function for a new series: one for each step, for good. */
const valueAfter = stepsUpTo(MOST_STEPS).map((step) => (row: ChartRow) => row.values[step]);

/** One line per inner step. */
export const StepLines = memo(function StepLines(props: { steps: number }) {
  const { steps } = props;
  return stepsUpTo(steps).map((step) => (
    <Line
      key={step}
      className={`line step-${step}`}
      dataKey={valueAfter[step]}
      stroke={stepColour(step, steps)}
      dot={false}
      activeDot={false}
      isAnimationActive={false}
      shape={StraightLine}
      zIndex={IN_ORDER}
    />
  ));
});

/** A plain path: Recharts' own curve measures its length at every update, for an animation not used here. */
function StraightLine(props: CurveProps) {
  const points = Array.isArray(props.points) ? props.points : [];
  let path = '';
  let pen = 'M';
  for (const { x, y } of points) {
    // A step that was not reported then leaves a gap.
    if (typeof x !== 'number' || typeof y !== 'number') pen = 'M';
    else {
      path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
      pen = 'L';
    }
  }
  return <path className="step-line" d={path} stroke={props.stroke} clipPath={props.clipPath} fill="none" />;
}
