import { useTranslations } from 'use-intl';
import { stepStyle, stepsUpTo } from '../steps.ts';

/** Beyond so many steps the heads of the columns have no room for words. */
const MOST_NAMED = 7;

/** The discs of the inner loop with the alpha marks between them, and the columns' heads. */
export function StepLine(props: { steps: number; firstColumn: number }) {
  const t = useTranslations('figure');
  const { steps, firstColumn } = props;

  return stepsUpTo(steps).map((step) => {
    const gridColumn = firstColumn + step;
    return (
      <div key={step} className="station">
        {step > 0 && (
          <span className="alpha sym" data-part="alpha" style={{ gridColumn: gridColumn - 1 }}>
            α
          </span>
        )}
        <button
          type="button"
          className={`disc step-${step}`}
          data-station
          style={{ ...stepStyle(step, steps), gridColumn }}
          aria-label={step === 0 ? t('highlightBefore') : t('highlight', { step })}
        >
          {step}
        </button>
        <p className="column-head" style={{ gridColumn }}>
          {step === 0 ? t('before') : steps <= MOST_NAMED && t('step', { step })}
          {step === 0 && <small className="sure">{t('sure')}</small>}
        </p>
      </div>
    );
  });
}
