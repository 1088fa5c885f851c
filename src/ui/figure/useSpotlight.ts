import type { FocusEvent, PointerEvent } from 'react';

/**
 * Pointing at a disc, an answer or a line, or focusing a disc, fades what belongs to other steps. It is an
 * attribute on the view rather than state: nothing renders for it.
 */
export function useSpotlight() {
  function light(event: PointerEvent<HTMLElement> | FocusEvent<HTMLElement>) {
    const step = stepUnder(event.target);
    if (step === null) delete event.currentTarget.dataset.spotlight;
    else event.currentTarget.dataset.spotlight = step;
  }
  function unlight(event: PointerEvent<HTMLElement> | FocusEvent<HTMLElement>) {
    delete event.currentTarget.dataset.spotlight;
  }
  return { onPointerOver: light, onPointerLeave: unlight, onFocus: light, onBlur: unlight };
}

/** The step that an element belongs to, by its class. */
export function stepUnder(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest('[class*="step-"]');
  return /\bstep-(\d+)\b/.exec(element?.getAttribute('class') ?? '')?.[1] ?? null;
}
