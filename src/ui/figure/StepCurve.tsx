import { useTranslations } from 'use-intl';
import { useShallow } from 'zustand/react/shallow';
import { useLive, useSession } from '../context/session.tsx';
import { percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { useList } from '../i18n/useList.ts';
import { stepColour } from '../steps.ts';
import { type CurveLayout, type CurvePoint, curveLayout } from './curveLayout.ts';

const NONE: readonly number[] = [];

/** Query accuracy after each inner step, over new tasks; the random start is always in it. */
export function StepCurve(props: { steps: number; narrow?: boolean }) {
  const t = useTranslations('figure');
  const list = useList();
  const [ref, size] = useSize<HTMLElement>();
  const chance = useSession((state) => 1 / state.settings.ways);
  const { learnt, random } = useLive(
    useShallow((state) => ({
      // Before meta-training the learnt start is the random one.
      learnt: state.curve && state.curve.iteration > 0 ? state.curve.learnt.queryAccuracy : NONE,
      random: state.curve?.random.queryAccuracy ?? NONE,
    })),
    500,
  );
  const layout = size && curveLayout(learnt, random, chance, size, props.narrow ?? false);
  const accuracies = (values: readonly number[]) =>
    values.length > 0 ? list(values.map(percent)) : t('nothing');

  return (
    <section ref={ref} className="curve" data-part="curve" aria-label={t('curve')}>
      <p className="hidden">
        {t('curveSummary', {
          steps: props.steps,
          learnt: accuracies(learnt),
          random: accuracies(random),
          chance: percent(chance),
        })}
      </p>
      {layout && size && (
        <svg aria-hidden="true">
          <Curve layout={layout} width={size.width} unit={size.unit} />
        </svg>
      )}
    </section>
  );
}

function Curve(props: { layout: CurveLayout; width: number; unit: number }) {
  const { layout, width, unit } = props;
  const { learnt, random } = layout;
  const steps = random.length - 1;
  const diamond = 6.2 * unit;

  return (
    <>
      <path className="grid-line" d={`M0 ${layout.baseY}H${width}`} />
      <path className="chance-line" d={`M0 ${layout.chanceY}H${width}`} />
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
      {random.map((point) => (
        <Label key={point.step} point={point} kind="random" />
      ))}
      {learnt.map((point) => (
        <Label key={point.step} point={point} kind="learnt" />
      ))}
    </>
  );
}

function Label(props: { point: CurvePoint; kind: 'random' | 'learnt' }) {
  const { point, kind } = props;
  if (point.labelY === null) return null;
  return (
    <text
      className={`curve-label ${kind}`}
      x={point.labelX}
      y={point.labelY}
      textAnchor={point.labelX === point.x ? 'middle' : 'start'}
    >
      {percent(point.value)}
    </text>
  );
}

function pathOf(points: readonly CurvePoint[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
