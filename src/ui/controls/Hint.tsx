import { Info } from 'lucide-react';
import { type ReactNode, useId } from 'react';

/** Words with a sign behind them; pointing at them, pressing or focusing them shows what they mean. */
export function Hint(props: { hint: string; side?: 'start' | 'end'; children: ReactNode }) {
  const id = useId();
  return (
    <span className={`hint ${props.side ?? 'start'}`}>
      <button type="button" className="hinted" aria-describedby={id}>
        {props.children}
        <Info className="icon" aria-hidden="true" />
      </button>
      <span className="hint-text" role="tooltip" id={id}>
        {props.hint}
      </span>
    </span>
  );
}
