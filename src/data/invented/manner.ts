import type { Random } from '../random.ts';

/** How one drawing's plane differs from the character's: logarithms, slopes, radians. */
export interface Manner {
  logSize: number;
  logAspect: number;
  shear: number;
  rotation: number;
  logPen: number;
}

/**
 * Standard deviations among the drawers of a character. Size, aspect and shear vary about 1.2 times as
 * much as among Omniglot's drawers: what is learnt then carries over best.
 */
const SPREAD: Manner = { logSize: 0.14, logAspect: 0.16, shear: 0.17, rotation: 0.07, logPen: 0.06 };
/** Share of that variance which is a drawer's habit; the rest differs from drawing to drawing. */
const HABIT = 0.5;

/** Draws a drawer's habits. */
export function inventDrawer(random: Random): Manner {
  return inventManner(random, Math.sqrt(HABIT));
}

/** A drawer's manner in one drawing. */
export function mannerToday(random: Random, drawer: Manner): Manner {
  const today = inventManner(random, Math.sqrt(1 - HABIT));
  return {
    logSize: drawer.logSize + today.logSize,
    logAspect: drawer.logAspect + today.logAspect,
    shear: drawer.shear + today.shear,
    rotation: drawer.rotation + today.rotation,
    logPen: drawer.logPen + today.logPen,
  };
}

function inventManner(random: Random, share: number): Manner {
  return {
    logSize: random.normal(SPREAD.logSize * share),
    logAspect: random.normal(SPREAD.logAspect * share),
    shear: random.normal(SPREAD.shear * share),
    rotation: random.normal(SPREAD.rotation * share),
    logPen: random.normal(SPREAD.logPen * share),
  };
}
