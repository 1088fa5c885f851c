import { useTranslations } from 'use-intl';
import { Drawing } from '../figure/Drawing.tsx';
import { percent } from '../format.ts';
import { type FilmView, maskAt, type Pick, probabilitiesOf, shareText } from './filmView.ts';
import { StepBars } from './StepBars.tsx';

/** What both starts take the drawing for: each class's probability after every step. */
export function Probabilities(props: { view: FilmView; step: number; pick: Pick }) {
  const { view, step, pick } = props;
  const t = useTranslations('filmstrip');
  const learnt = probabilitiesOf(view, 'learnt', pick);
  const random = probabilitiesOf(view, 'random', pick);

  return (
    <section className="group">
      <h3>
        {t('probability')}
        <span>{step === 0 ? t('probabilityBefore') : t('probabilityAfter', { step })}</span>
      </h3>
      <ol className="film-rows probabilities" data-many={view.ways > 5 ? '' : undefined}>
        {Array.from({ length: view.ways }, (_, symbol) => symbol).map((symbol) => (
          <li key={symbol} data-is={symbol === pick.symbol ? '' : undefined}>
            <span className="symbol-number">{symbol + 1}</span>
            <span className="picture">
              <Drawing mask={maskAt(view.film.episode.support, symbol * view.shots)} />
            </span>
            <StepBars
              learnt={learnt.map((of) => of[symbol])}
              random={random.map((of) => of[symbol])}
              most={1}
              first={0}
              step={step}
              steps={view.steps}
            />
            <span className="learnt-share">{shareText(learnt[step][symbol])}</span>
            <span className="random-share">{shareText(random[step][symbol])}</span>
          </li>
        ))}
      </ol>
      <p className="film-legend">
        <span>
          <i className="learnt" />
          {t('legendLearnt')}
        </span>
        <span>
          <i className="random" />
          {t('legendRandom')}
        </span>
        <span>{t('chanceAt', { chance: percent(1 / view.ways) })}</span>
      </p>
    </section>
  );
}
