import { useCallback, useEffect, useState } from 'react';

/** Milliseconds that each step is shown for. */
const STEP = 1200;

export interface Play {
  playing: boolean;
  toggle(): void;
  stop(): void;
}

/** Shows one step after the other, slowly, up to the last one; from the first where the last is shown. */
export function usePlay(step: number, steps: number, choose: (step: number) => void): Play {
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      choose(Math.min(step + 1, steps));
      if (step + 1 >= steps) setPlaying(false);
    }, STEP);
    return () => clearTimeout(timer);
  }, [playing, step, steps, choose]);

  const toggle = useCallback(() => {
    if (!playing && step >= steps) choose(0);
    setPlaying(!playing);
  }, [playing, step, steps, choose]);
  const stop = useCallback(() => setPlaying(false), []);
  return { playing, toggle, stop };
}
