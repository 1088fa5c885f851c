import { rate as formatRate } from '../format.ts';
import { DECADE_STEP, positionOf, rateAt } from './logScale.ts';

/** A slider for a rate on a logarithmic scale. */
export function LogRange(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  id?: string;
  describedBy?: string;
  onChange: (value: number) => void;
}) {
  return (
    <input
      type="range"
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-valuetext={formatRate(props.value)}
      min={positionOf(props.min)}
      max={positionOf(props.max)}
      step={DECADE_STEP}
      value={positionOf(props.value)}
      onChange={(event) => props.onChange(rateAt(event.target.valueAsNumber))}
    />
  );
}
