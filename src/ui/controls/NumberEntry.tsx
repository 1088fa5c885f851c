import { useState } from 'react';

/**
 * A typed number, taken over on Enter or when the field is left; what is no number is put back. The arrow keys
 * change it by `step`, where that is given.
 */
export function NumberEntry(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  whole?: boolean;
  step?: number;
  format?: (value: number) => string;
  onChange: (value: number) => void;
}) {
  const { value, min, max, whole, step, format = String, onChange } = props;
  /** What is being typed; null: nothing is. */
  const [typed, setTyped] = useState<string | null>(null);

  function take(wanted: number) {
    const limited = Math.min(max, Math.max(min, whole ? Math.round(wanted) : wanted));
    setTyped(null);
    if (limited !== value) onChange(limited);
  }

  function commit() {
    if (typed !== null) take(numberIn(typed) ?? value);
  }

  return (
    <input
      className="number"
      type="text"
      inputMode={whole ? 'numeric' : 'decimal'}
      aria-label={props.label}
      {...(step !== undefined && {
        role: 'spinbutton',
        'aria-valuemin': min,
        'aria-valuemax': max,
        'aria-valuenow': value,
      })}
      value={typed ?? format(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
        if (step === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        take((numberIn(typed ?? '') ?? value) + (event.key === 'ArrowUp' ? step : -step));
      }}
    />
  );
}

/** Null where the text is no number. A comma is a decimal point. */
function numberIn(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  const number = Number(trimmed);
  return trimmed === '' || !Number.isFinite(number) ? null : number;
}
