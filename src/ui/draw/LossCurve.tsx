import { useTranslations } from 'use-intl';
import { smallNats } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { isLabelled, stepColour } from '../steps.ts';

/** What a value and a step's number take of the width, in 16ths of the root's size. */
const VALUE = 46;
const NUMBER = 18;

/** The loss on the drawings after each inner step, `[step 0..S]`; labelled at its points. */
export function LossCurve(props: { losses: readonly number[] }) {
  const t = useTranslations('draw');
  const { losses } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const steps = losses.length - 1;

  return (
    <div ref={ref} className={losses.length === 0 ? 'loss-curve empty' : 'loss-curve'}>
      {losses.length === 0 && <p className="note">{t('lossEmpty')}</p>}
      {size && losses.length > 0 && <Curve losses={losses} steps={steps} {...size} />}
    </div>
  );
}

function Curve(props: {
  losses: readonly number[];
  steps: number;
  width: number;
  height: number;
  unit: number;
}) {
  const { losses, steps, width, height, unit } = props;
  const t = useTranslations('draw');
  const left = 16 * unit;
  const right = 48 * unit;
  const top = 22 * unit;
  const base = height - 38 * unit;
  const room = width - left - right;
  // Where there is room for a few values only, the first stride's tells most.
  const hasRoom = steps * VALUE * unit <= room;
  const isTold = (step: number) => hasRoom || step <= 1 || step === steps;
  const most = Math.max(...losses, 0.01);
  const points = losses.map((loss, step) => ({
    step,
    loss,
    x: left + (room * step) / Math.max(1, steps),
    y: base - ((base - top) * loss) / most,
  }));

  return (
    <svg aria-hidden="true">
      <path className="grid-line" d={`M0 ${base}H${width}`} />
      {points.slice(1).map(({ step, x, y }, i) => (
        <path
          key={step}
          className="learnt-line"
          stroke={stepColour(step, steps)}
          d={`M${points[i].x} ${points[i].y}L${x} ${y}`}
        />
      ))}
      {points.map(({ step, loss, x, y }) => (
        <g key={step}>
          <circle className="learnt-mark" cx={x} cy={y} r={5.5 * unit} fill={stepColour(step, steps)} />
          {isTold(step) && (
            <text className="curve-label learnt" x={x + 8 * unit} y={y - 7 * unit}>
              {smallNats(loss)}
            </text>
          )}
          {isLabelled(step, steps, room / (NUMBER * unit)) && (
            <text className="axis-label" x={x} y={base + 17 * unit} textAnchor="middle">
              {step}
            </text>
          )}
        </g>
      ))}
      <text className="axis-label" x={width} y={height - 4 * unit} textAnchor="end">
        {t('steps')}
      </text>
    </svg>
  );
}
