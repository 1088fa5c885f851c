import { useEffect, useState } from 'react';

/** A typed number, taken over on Enter or when the field is left; what is no number is put back. */
export function NumberEntry(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  whole?: boolean;
  format?: (value: number) => string;
  onChange: (value: number) => void;
}) {
  const { value, min, max, whole, onChange } = props;
  const shown = (props.format ?? String)(value);
  const [text, setText] = useState(shown);

  useEffect(() => setText(shown), [shown]);

  function commit() {
    const typed = Number(text.trim().replace(',', '.'));
    if (text.trim() === '' || !Number.isFinite(typed)) {
      setText(shown);
      return;
    }
    const limited = Math.min(max, Math.max(min, whole ? Math.round(typed) : typed));
    setText((props.format ?? String)(limited));
    if (limited !== value) onChange(limited);
  }

  return (
    <input
      className="number"
      type="text"
      inputMode={whole ? 'numeric' : 'decimal'}
      aria-label={props.label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(shown);
      }}
    />
  );
}
