import { useTranslations } from 'use-intl';
import type { FilmView } from './filmView.ts';
import { StepBars } from './StepBars.tsx';

/** How far each step moved each layer, from both starts. */
export function Movement(props: { view: FilmView; step: number }) {
  const { view, step } = props;
  const t = useTranslations('filmstrip');
  const { learnt, random } = view.film;
  const strides = [...learnt.movement, ...random.movement].flatMap(({ perStep }) => perStep);
  const most = Math.max(...strides.filter(Number.isFinite), 1e-9);
  const nameOf = (layer: string) => {
    const [, number] = /^conv(\d+)$/.exec(layer) ?? [];
    return number === undefined ? t('linear') : t('layer', { number: Number(number) });
  };

  return (
    <section className="group">
      <h3>
        {t('moved')}
        <span>{t('movedMore')}</span>
      </h3>
      <ol className="film-rows movement">
        {learnt.movement.map(({ layer, perStep }, i) => (
          <li key={layer}>
            <span className="layer">{nameOf(layer)}</span>
            <StepBars
              learnt={perStep}
              random={random.movement[i].perStep}
              most={most}
              first={1}
              step={step}
              steps={view.steps}
            />
            {step > 0 && (
              <>
                <span className="learnt-share">{stride(perStep[step - 1])}</span>
                <span className="random-share">{stride(random.movement[i].perStep[step - 1])}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      {step === 0 && <p className="fine">{t('movedNone')}</p>}
    </section>
  );
}

/** A stride as a share of the weights' length, in two figures: "3.4%". */
function stride(share: number): string {
  if (!Number.isFinite(share)) return '–';
  return `${Number((100 * share).toPrecision(2))}%`;
}
