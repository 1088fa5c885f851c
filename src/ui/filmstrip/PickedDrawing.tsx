import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Drawing } from '../figure/Drawing.tsx';
import { drawingAt, type FilmView, maskAt, type Pick } from './filmView.ts';

/** The drawing picked, pixel by pixel, beside the support drawing of its class. */
export function PickedDrawing(props: { view: FilmView; pick: Pick }) {
  const { view, pick } = props;
  const { symbol, query } = pick;
  const t = useTranslations('filmstrip');
  const { episode } = view.film;
  const pixels = useMemo(
    () =>
      Uint8ClampedArray.from(drawingAt(episode.query, symbol * view.queries + query), (grey) => 255 - grey),
    [episode, symbol, query, view.queries],
  );

  return (
    <section className="group">
      <h3>
        {t('drawing')}
        <span className="plain">{t('isA', { symbol: symbol + 1 })}</span>
      </h3>
      <div className="film-picked">
        <figure>
          <span
            className="seen"
            role="img"
            aria-label={t('drawingLabel', { drawing: query + 1, symbol: symbol + 1 })}
          >
            <Drawing mask={pixels} />
          </span>
          <figcaption>{t('seen')}</figcaption>
        </figure>
        <figure>
          <span className="seen smooth" role="img" aria-label={t('supportOf', { symbol: symbol + 1 })}>
            <Drawing mask={maskAt(episode.support, symbol * view.shots)} />
          </span>
          <figcaption>{t('supportExample')}</figcaption>
        </figure>
      </div>
    </section>
  );
}
