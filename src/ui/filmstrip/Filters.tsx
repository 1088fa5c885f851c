import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { FilterPictures } from './FilterPictures.tsx';
import { BOTH, type FilmView, type Who } from './filmView.ts';

/** The first layer's filters before adaptation and after the step shown, and what changed, of both starts. */
export function Filters(props: { view: FilmView; step: number }) {
  const { view, step } = props;
  const t = useTranslations('filmstrip');

  return (
    <section className="group">
      <h3>
        {t('filters')}
        <span className="filter-scale">
          {t('filtersBelow')} <i /> {t('filtersAbove')}
        </span>
      </h3>
      <dl className="film-filters">
        {BOTH.map((who) => (
          <OfOne key={who} who={who} filters={view.film[who].filters} step={step} />
        ))}
      </dl>
      {step === 0 && <p className="fine">{t('filtersNone')}</p>}
    </section>
  );
}

function OfOne(props: { who: Who; filters: readonly Float32Array[]; step: number }) {
  const { who, filters, step } = props;
  const t = useTranslations('filmstrip');
  const before = filters[0];
  const after = filters[step];
  const change = after.map((weight, i) => weight - before[i]);
  const most = largest(before, after);
  const mostChange = largest(change);
  const name = t(who === 'learnt' ? 'network' : 'random');
  const rows = [
    { when: t('filtersBefore'), weights: before, scale: most },
    ...(step === 0 || mostChange === 0
      ? []
      : [
          { when: t('filtersAfter', { step }), weights: after, scale: most },
          {
            when: t('filtersChange', { times: Number((most / mostChange).toPrecision(2)) }),
            weights: change,
            scale: mostChange,
          },
        ]),
  ];

  return rows.map(({ when, weights, scale }, i) => (
    <Fragment key={when}>
      <dt className={who === 'random' ? 'random-text' : undefined}>
        {who === 'random' && i === 0 && '◆ '}
        {when}
      </dt>
      <dd>
        <FilterPictures
          filters={weights}
          scale={scale}
          label={t('filtersLabel', { who: name, count: weights.length / 9, when })}
        />
      </dd>
    </Fragment>
  ));
}

function largest(...arrays: readonly Float32Array[]): number {
  return Math.max(
    ...arrays.map((array) => array.reduce((most, value) => Math.max(most, Math.abs(value)), 0)),
  );
}
