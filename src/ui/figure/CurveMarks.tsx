import type { ReactNode } from 'react';
import { stepColour } from '../steps.ts';
import type { CurveLayout, CurvePoint } from './curveLayout.ts';

/** A curve of each start against the inner steps, with marks and values, over the lines of zero and of guessing. */
export function CurveMarks(props: {
  layout: CurveLayout;
  steps: number;
  width: number;
  unit: number;
  /** Half the height of the random start's marks, in 16ths of the root's size. */
  diamond: number;
  format: (value: number) => string;
  /** Drawn under the curves. */
  children?: ReactNode;
}) {
  const { layout, steps, width, unit, format } = props;
  const { learnt, random } = layout;
  const diamond = props.diamond * unit;

  return (
    <>
      <path className="grid-line" d={`M0 ${layout.baseY}H${width}`} />
      <path className="chance-line" d={`M0 ${layout.chanceY}H${width}`} />
      {props.children}
      <path className="random-line" d={pathOf(random)} />
      {learnt.slice(1).map((point, i) => (
        <path
          key={point.step}
          className="learnt-line"
          stroke={stepColour(point.step, steps)}
          d={pathOf([learnt[i], point])}
        />
      ))}
      {random.map(({ step, x, y }) => (
        <path
          key={step}
          className="random-mark"
          d={`M${x} ${y - diamond}l${diamond} ${diamond}l${-diamond} ${diamond}l${-diamond} ${-diamond}z`}
        />
      ))}
      {learnt.map(({ step, x, y }) => (
        <circle
          key={step}
          className="learnt-mark"
          cx={x}
          cy={y}
          r={5 * unit}
          fill={stepColour(step, steps)}
        />
      ))}
      <Labels kind="random" points={random} format={format} />
      <Labels kind="learnt" points={learnt} format={format} />
    </>
  );
}

function Labels(props: {
  kind: 'learnt' | 'random';
  points: readonly CurvePoint[];
  format: (value: number) => string;
}) {
  return props.points.map(
    ({ step, label, value }) =>
      label !== null && (
        <text
          key={step}
          className={`curve-label ${props.kind}`}
          x={label.x}
          y={label.y}
          textAnchor={label.anchor}
        >
          {props.format(value)}
        </text>
      ),
  );
}

function pathOf(points: readonly CurvePoint[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
