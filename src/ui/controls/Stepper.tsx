import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { NumberEntry } from './NumberEntry.tsx';

/** A small whole number between two limits: typed, or changed by one. */
export function Stepper(props: {
  name: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const t = useTranslations('settings');
  const { name, value, min, max, onChange } = props;

  return (
    <fieldset className="stepper" aria-label={name}>
      <button
        type="button"
        aria-label={t('less', { name })}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        <Minus />
      </button>
      <NumberEntry label={name} value={value} min={min} max={max} whole step={1} onChange={onChange} />
      <button
        type="button"
        aria-label={t('more', { name })}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Plus />
      </button>
    </fieldset>
  );
}
