import { useEffect } from 'react';
import { stepUnder } from '../figure/useSpotlight.ts';

/** Passing over something is not looking at it; milliseconds. */
const LOOK = 600;

/** Tells of an inner step that the person stays on for a moment: its disc, its answers or its lines. */
export function useSingledOut(tell: (step: number) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let watched: number | null = null;

    function onMove({ target }: Event) {
      const inFigure = target instanceof Element && target.closest('.main') !== null;
      const under = inFigure ? stepUnder(target) : null;
      const step = under === null ? null : Number(under);
      if (step === watched) return;
      watched = step;
      clearTimeout(timer);
      if (step !== null) timer = setTimeout(() => tell(step), LOOK);
    }
    document.addEventListener('pointerover', onMove);
    document.addEventListener('focusin', onMove);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onMove);
      document.removeEventListener('focusin', onMove);
    };
  }, [tell]);
}
