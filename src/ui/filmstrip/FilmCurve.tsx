import { useTranslations } from 'use-intl';
import { CurveMarks } from '../figure/CurveMarks.tsx';
import { nats, percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { useList } from '../i18n/useList.ts';
import { filmCurve } from './filmCurve.ts';
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
  const list = useList();
  const [ref, size] = useSize<HTMLDivElement>();
  const learnt = view.learnt[kind];
  const random = view.random[kind];
  const chance = kind === 'accuracy' ? 1 / view.ways : Math.log(view.ways);
  const format = kind === 'accuracy' ? percent : nats;
  const most =
    kind === 'accuracy' ? 1 : 1.05 * Math.max(chance, ...[...learnt, ...random].filter(Number.isFinite));
  const layout = size && filmCurve(learnt, random, chance, most, size, narrow, format);
  const now = layout?.learnt.find((point) => point.step === step);
  const written = (values: readonly number[]) => list(values.map(format));

  return (
    <section className={`film-curve ${kind}`} aria-label={t(kind)}>
      <p className="side">
        {t(kind)} <small className="fine">{t('chanceAt', { chance: format(chance) })}</small>
      </p>
      <p className="hidden">
        {t(kind === 'accuracy' ? 'accuracySummary' : 'lossSummary', {
          steps: view.steps,
          learnt: written(learnt),
          random: written(random),
          chance: format(chance),
        })}
      </p>
      <div ref={ref} className="film-plot">
        {layout && size && (
          <svg aria-hidden="true">
            <CurveMarks
              layout={layout}
              steps={view.steps}
              width={size.width}
              unit={size.unit}
              diamond={5.6}
              format={format}
            >
              {now && <path className="film-now" d={`M${now.x} 0V${size.height}`} />}
            </CurveMarks>
          </svg>
        )}
      </div>
    </section>
  );
}
