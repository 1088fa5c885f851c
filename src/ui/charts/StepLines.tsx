import { memo } from 'react';
import { type CurveProps, Line, XAxis, YAxis } from 'recharts';
import { stepColour, stepsUpTo } from '../steps.ts';
import { IN_ORDER } from './layers.ts';
import type { PlotRow } from './series.ts';

/** Most inner steps that a run reports. */
const MOST_STEPS = 20;

/** Recharts takes a new function for a new series: one for each step, for good. */
const heightAfter = stepsUpTo(MOST_STEPS).map((step) => (row: PlotRow) => row.heights[step]);

const UNIT_INTERVAL = [0, 1];

/**
 * One line per inner step, in shares of the axes. A new domain makes Recharts work out everything anew,
 * and the last iteration is a new one at every repaint: so its own axes stay at 0 to 1.
 */
export const StepLines = memo(function StepLines(props: { steps: number }) {
  const { steps } = props;
  return (
    <>
      <XAxis hide type="number" dataKey="at" domain={UNIT_INTERVAL} />
      <YAxis hide type="number" domain={UNIT_INTERVAL} allowDataOverflow />
      {stepsUpTo(steps).map((step) => (
        <Line
          key={step}
          className={`line step-${step}`}
          dataKey={heightAfter[step]}
          stroke={stepColour(step, steps)}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          shape={StraightLine}
          zIndex={IN_ORDER}
        />
      ))}
    </>
  );
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
