import type { RunPhase } from '#session';

/** Whether the run goes on by itself, so that "Pause" is what a person may want. */
export function isGoing(phase: RunPhase): boolean {
  return phase === 'running' || phase === 'warming' || phase === 'rebuilding';
}
