import { Hint } from '../controls/Hint.tsx';
import { LogRange } from '../controls/LogRange.tsx';
import { shareOf } from '../controls/logScale.ts';
import { NumberEntry } from '../controls/NumberEntry.tsx';
import { rate as formatRate } from '../format.ts';

/** A learning rate: its name and meaning, a field for the number, and a logarithmic slider with ticks. */
export function RateSlider(props: {
  id?: string;
  name: string;
  numberName: string;
  symbol: string;
  hint: string;
  value: number;
  limits: { min: number; max: number; ticks: number[] };
  onChange: (value: number) => void;
}) {
  const { name, value, onChange } = props;
  const { min, max, ticks } = props.limits;

  return (
    <div className="rate">
      <div className="row">
        <Hint hint={props.hint}>
          {name} <i className="sym">{props.symbol}</i>
        </Hint>
        <NumberEntry
          label={props.numberName}
          value={value}
          min={min}
          max={max}
          format={formatRate}
          onChange={onChange}
        />
      </div>
      <LogRange id={props.id} label={name} value={value} min={min} max={max} onChange={onChange} />
      <div className="ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ '--at': shareOf(tick, min, max) } as React.CSSProperties}>
            {formatRate(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
