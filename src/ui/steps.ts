import type { CSSProperties } from 'react';

/** The highest stop of the step scale. */
const LAST_STOP = 10;

/** The stop of the step scale for step `step` of `steps`: 1, 5 and 10 steps share one path. */
export function stepStop(step: number, steps: number): number {
  return steps === 0 ? 0 : Math.round((LAST_STOP * step) / steps);
}

/** The colour of a step, as a CSS value. */
export function stepColour(step: number, steps: number): string {
  return `var(--p${stepStop(step, steps)})`;
}

/** The colour of text on a step's disc, as a CSS value. */
export function onStepColour(step: number, steps: number): string {
  return `var(--on${stepStop(step, steps)})`;
}

/** Custom properties `--c` (the step's colour) and `--on` (text on it). */
export function stepStyle(step: number, steps: number): CSSProperties {
  return { '--c': stepColour(step, steps), '--on': onStepColour(step, steps) } as CSSProperties;
}

/** Whether a step is labelled where there is room for a few only: the first, the middle, the last. */
export function isLabelled(step: number, steps: number, room: number): boolean {
  if (steps <= room) return true;
  return step === 0 || step === steps || step === Math.round(steps / 2);
}

/** The integers 0 to `steps`. */
export function stepsUpTo(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, step) => step);
}
