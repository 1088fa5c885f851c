import { useEffect, useState } from 'react';
import type { LessonStepId, PagePart } from '#session';
import { useLessonActions } from '../context/session.tsx';
import { bringIntoView } from './watched.ts';

/** What a symbol does to its part of the page while it is pointed at or focused, and once it is pressed. */
export interface Lit {
  /** The part that is lit now. */
  part: PagePart | null;
  /** Whether it stays lit until pressed again. */
  isHeld: (part: PagePart) => boolean;
  show: (part: PagePart | null) => void;
  /** Holds a part, or lets go of the one held. */
  press: (part: PagePart) => void;
  /** Holds a part, whatever was held. */
  find: (part: PagePart) => void;
}

/**
 * Lights parts of the page. The page's root carries the name, so that whatever has that `data-part` is
 * outlined and nothing renders for it. Another step begins with nothing lit.
 */
export function useLit(step: LessonStepId): Lit {
  const { light } = useLessonActions();
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

  function find(found: PagePart) {
    setHeld(found);
    bringIntoView(found);
    light(found);
  }

  return {
    part,
    isHeld: (each) => each === held,
    show,
    find,
    press(pressed) {
      if (pressed === held) setHeld(null);
      else find(pressed);
    },
  };
}
