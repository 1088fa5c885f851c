import { useEffect, useState } from 'react';
import type { PagePart } from '#session';

/** What a symbol does to its part of the page while it is pointed at or focused, and once it is pressed. */
export interface Lit {
  /** The part that is lit now. */
  part: PagePart | null;
  /** Whether it stays lit until pressed again. */
  isHeld: (part: PagePart) => boolean;
  show: (part: PagePart | null) => void;
  press: (part: PagePart) => void;
}

/**
 * Lights parts of the page. The page's root carries the name, so that whatever has that `data-part` is
 * outlined and nothing renders for it. Another step begins with nothing lit.
 */
export function useLit(step: string): Lit {
  const [shown, show] = useState<PagePart | null>(null);
  const [held, setHeld] = useState<PagePart | null>(null);
  const part = shown ?? held;
  const [litFor, setLitFor] = useState(step);
  if (litFor !== step) {
    setLitFor(step);
    setHeld(null);
    show(null);
  }

  useEffect(() => {
    const root = document.documentElement;
    if (part === null) return;
    root.dataset.lit = part;
    return () => {
      delete root.dataset.lit;
    };
  }, [part]);

  return {
    part,
    isHeld: (each) => each === held,
    show,
    press(pressed) {
      setHeld(pressed === held ? null : pressed);
      if (pressed !== held) bringIntoView(pressed);
    },
  };
}

/** On a narrow page the part may lie under the sheet, or beyond the edge. */
function bringIntoView(part: PagePart): void {
  const found = document.querySelector(`main [data-part~="${part}"]`);
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  found?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}
