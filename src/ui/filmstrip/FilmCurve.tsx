import { useTranslations } from 'use-intl';
import { nats, percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { stepColour } from '../steps.ts';
import { type FilmCurveLayout, type FilmPoint, filmCurve } from './filmCurve.ts';
import type { FilmView } from './filmView.ts';

/** Query accuracy or loss after each step, of both starts, under the frames of the steps. */
export function FilmCurve(props: {
  kind: 'accuracy' | 'loss';
  view: FilmView;
  step: number;
  narrow: boolean;
}) {
  const { kind, view, step, narrow } = props;
  const t = useTranslations('filmstrip');
  const [ref, size] = useSize<HTMLDivElement>();
  const learnt = view.learnt[kind];
  const random = view.random[kind];
  const chance = kind === 'accuracy' ? 1 / view.ways : Math.log(view.ways);
  const format = kind === 'accuracy' ? percent : nats;
  const most =
    kind === 'accuracy' ? 1 : 1.05 * Math.max(chance, ...[...learnt, ...random].filter(Number.isFinite));
  const layout = size && filmCurve(learnt, random, chance, most, size, narrow);
  const list = (values: readonly number[]) => values.map(format).join(', ');

  return (
    <section className={`film-curve ${kind}`} aria-label={t(kind)}>
      <p className="side">
        {t(kind)} <small className="fine">{t('chanceAt', { chance: format(chance) })}</small>
      </p>
      <p className="hidden">
        {t(kind === 'accuracy' ? 'accuracySummary' : 'lossSummary', {
          steps: view.steps,
          learnt: list(learnt),
          random: list(random),
          chance: format(chance),
        })}
      </p>
      <div ref={ref} className="film-plot">
        {layout && size && (
          <svg aria-hidden="true">
            <Curves layout={layout} step={step} steps={view.steps} {...size} format={format} />
          </svg>
        )}
      </div>
    </section>
  );
}

function Curves(props: {
  layout: FilmCurveLayout;
  step: number;
  steps: number;
  width: number;
  height: number;
  unit: number;
  format: (value: number) => string;
}) {
  const { layout, step, steps, width, height, unit, format } = props;
  const { learnt, random, chanceY, baseY } = layout;
  const diamond = 5.6 * unit;
  const now = learnt.find((point) => point.step === step);

  return (
    <>
      <path className="grid-line" d={`M0 ${baseY}H${width}`} />
      <path className="chance-line" d={`M0 ${chanceY}H${width}`} />
      {now && <path className="film-now" d={`M${now.x} 0V${height}`} />}
      <path className="random-line" d={pathOf(random)} />
      {learnt.slice(1).map((point, i) => (
        <path
          key={point.step}
          className="learnt-line"
          stroke={stepColour(point.step, steps)}
          d={pathOf([learnt[i], point])}
        />
      ))}
      {random.map(({ step: at, x, y }) => (
        <path
          key={at}
          className="random-mark"
          d={`M${x} ${y - diamond}l${diamond} ${diamond}l${-diamond} ${diamond}l${-diamond} ${-diamond}z`}
        />
      ))}
      {learnt.map(({ step: at, x, y }) => (
        <circle key={at} className="learnt-mark" cx={x} cy={y} r={5 * unit} fill={stepColour(at, steps)} />
      ))}
      <Labels kind="random" points={random} format={format} />
      <Labels kind="learnt" points={learnt} format={format} />
    </>
  );
}

function Labels(props: {
  kind: 'learnt' | 'random';
  points: readonly FilmPoint[];
  format: (value: number) => string;
}) {
  return props.points.map(
    ({ step, x, labelX, labelY, value }) =>
      labelY !== null && (
        <text
          key={step}
          className={`curve-label ${props.kind}`}
          x={labelX}
          y={labelY}
          textAnchor={labelX === x ? 'middle' : 'start'}
        >
          {props.format(value)}
        </text>
      ),
  );
}

function pathOf(points: readonly FilmPoint[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
