import { type ReactNode, useId } from 'react';

/** Words with a dotted underline; pointing at them or focusing them shows what they mean. */
export function Hint(props: { hint: string; side?: 'start' | 'end'; children: ReactNode }) {
  const id = useId();
  return (
    <span className={`hint ${props.side ?? 'start'}`}>
      <button type="button" className="hinted" aria-describedby={id}>
        {props.children}
      </button>
      <span className="hint-text" role="tooltip" id={id}>
        {props.hint}
      </span>
    </span>
  );
}
