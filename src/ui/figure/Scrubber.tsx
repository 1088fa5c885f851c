import { useTranslations } from 'use-intl';
import { stepStyle, stepsUpTo } from '../steps.ts';

/** Chooses an inner step on a row of discs. */
export function Scrubber(props: { steps: number; value: number; onChange: (step: number) => void }) {
  const t = useTranslations('figure');
  const { steps, value, onChange } = props;

  return (
    <fieldset className={steps > 6 ? 'scrubber dense' : 'scrubber'} data-part="inner alpha">
      <legend className="hidden">{t('steps')}</legend>
      {stepsUpTo(steps).map((step) => (
        <label
          key={step}
          className={`step-${step} ${step === value ? 'now' : step < value ? 'past' : ''}`}
          data-part={step === 0 ? 'theta' : undefined}
          style={stepStyle(step, steps)}
        >
          <input
            type="radio"
            name="step-shown"
            className="hidden"
            aria-label={step === 0 ? t('before') : t('step', { step })}
            checked={step === value}
            onChange={() => onChange(step)}
          />
          <span className="disc">{step}</span>
        </label>
      ))}
    </fieldset>
  );
}
