/** How far a data set is: `reading` counts bytes of archives, `drawing` invented characters, others drawings. */
export interface Progress {
  phase: 'reading' | 'decoding' | 'drawing' | 'ready';
  done: number;
  total: number;
}

/** Passes on a phase's first report and last report, and those between at most every `interval` ms. */
export function throttleProgress(
  report: (progress: Progress) => void,
  interval = 50,
): (progress: Progress) => void {
  let phase: Progress['phase'] | null = null;
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && progress.done < progress.total && now - last < interval) return;
    phase = progress.phase;
    last = now;
    report(progress);
  };
}
