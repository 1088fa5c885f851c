import type { Random } from '../random.ts';
import { boxAround, mapPoints, type Point, type Polyline } from './geometry.ts';

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

/** Lengths on the canvas, as shares of its side. */
const WARP = 0.02;
const CENTRE = 0.485;
const CENTRE_SPREAD = 0.06;
const LARGEST = 0.95;
const MARGIN = 0.015;

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

/**
 * Puts traced lines, already of their size on the canvas and around its origin, onto the canvas
 * ([0, 1] each way) as a drawer in the given manner would: warped, scaled, slanted, turned and shifted.
 */
export function placeOnCanvas(random: Random, lines: readonly Polyline[], manner: Manner): Polyline[] {
  const sideways = inventWave(random);
  const upwards = inventWave(random);
  const across = Math.exp(manner.logSize + manner.logAspect / 2);
  const down = Math.exp(manner.logSize - manner.logAspect / 2);
  const cos = Math.cos(manner.rotation);
  const sin = Math.sin(manner.rotation);
  const drawn = mapPoints(lines, (point) => {
    const y = (point.y + heightAt(upwards, point)) * down;
    const x = (point.x + heightAt(sideways, point)) * across - manner.shear * y;
    return { x: cos * x - sin * y, y: sin * x + cos * y };
  });
  return centre(random, drawn);
}

/** A gentle wave of the plane in one direction. */
interface Wave {
  /** Radians per canvas side. */
  along: Point;
  phase: number;
}

function inventWave(random: Random): Wave {
  return {
    along: { x: random.uniform(2, 7), y: random.uniform(2, 7) },
    phase: random.uniform(0, 2 * Math.PI),
  };
}

function heightAt({ along, phase }: Wave, { x, y }: Point): number {
  return WARP * Math.sin(along.x * x + along.y * y + phase);
}

/** Moves the lines' box to about the middle of the canvas, and inside it. */
function centre(random: Random, lines: readonly Polyline[]): Polyline[] {
  const box = boxAround(lines);
  const fit = Math.min(1, LARGEST / Math.max(box.width, box.height));
  const x = chooseMiddle(random, box.width * fit);
  const y = chooseMiddle(random, box.height * fit);
  return mapPoints(lines, (point) => ({
    x: x + (point.x - box.centre.x) * fit,
    y: y + (point.y - box.centre.y) * fit,
  }));
}

/** Where the middle of a box goes that is `side` long, so that the box stays inside the margins. */
function chooseMiddle(random: Random, side: number): number {
  const least = MARGIN + side / 2;
  return Math.min(1 - least, Math.max(least, CENTRE + random.normal(CENTRE_SPREAD)));
}
