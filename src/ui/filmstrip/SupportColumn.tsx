import { useTranslations } from 'use-intl';
import { Drawing } from '../figure/Drawing.tsx';
import { type FilmView, maskAt } from './filmView.ts';

/** The support set's drawings, class by class, in line with the query drawings of their class. */
export function SupportColumn(props: { view: FilmView; symbols: readonly number[]; shots: number }) {
  const { view, symbols, shots } = props;
  const t = useTranslations('filmstrip');
  const { support } = view.film.episode;

  return (
    <ul className="film-support" aria-label={t('support')}>
      {symbols.map((symbol) => (
        <li key={symbol}>
          <span className="film-shots" role="img" aria-label={t('supportOf', { symbol: symbol + 1 })}>
            {Array.from({ length: shots }, (_, shot) => symbol * view.shots + shot).map((index) => (
              <span key={index} className="picture">
                <Drawing mask={maskAt(support, index)} />
              </span>
            ))}
          </span>
          <span className="symbol-number">{symbol + 1}</span>
        </li>
      ))}
    </ul>
  );
}
