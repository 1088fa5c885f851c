import { Info } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';

/** Words with a sign behind them; pointing at them, pressing or focusing them shows what they mean. */
export function Hint(props: { hint: string; children: ReactNode }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const text = usePlaced(button, open);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it takes the keys.
    <span
      className="hint"
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => setOpen(false)}
      onFocus={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      <button ref={button} type="button" className="hinted" aria-describedby={id}>
        {props.children}
        <Info className="icon" aria-hidden="true" />
      </button>
      <span ref={text} className="hint-text" role="tooltip" id={id} popover="manual">
        {props.hint}
      </span>
    </span>
  );
}

/** Pixels that stay free beside the window's sides. */
const EDGE = 8;

/** Shows an element over everything, under another one or above it, all of it within the window. */
function usePlaced(beside: { current: HTMLElement | null }, open: boolean) {
  const ref = useRef<HTMLSpanElement>(null);
  const place = useCallback(() => {
    const box = ref.current;
    const anchor = beside.current?.getBoundingClientRect();
    if (!box || !anchor) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = Math.max(EDGE, Math.min(anchor.left, clientWidth - width - EDGE));
    const fitsBelow = anchor.bottom + height + EDGE <= clientHeight;
    box.style.left = `${left}px`;
    box.style.top = `${fitsBelow ? anchor.bottom + 3 : Math.max(EDGE, anchor.top - height - 3)}px`;
  }, [beside]);

  useEffect(() => {
    const box = ref.current;
    if (!open || box === null) return;
    box.showPopover();
    place();
    // Whatever scrolls, the words stay beside what they are about.
    document.addEventListener('scroll', place, { capture: true, passive: true });
    return () => {
      document.removeEventListener('scroll', place, { capture: true });
      // Where it has left the page, it is hidden already.
      if (box.matches(':popover-open')) box.hidePopover();
    };
  }, [open, place]);

  return ref;
}
