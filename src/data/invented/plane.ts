import type { Random } from '../random.ts';
import { boxAround, mapPoints, type Point, type Polyline } from './geometry.ts';
import type { Manner } from './manner.ts';

/** Lengths on the canvas, as shares of its side. */
const WARP = 0.02;
const CENTRE = 0.485;
const CENTRE_SPREAD = 0.06;
const LARGEST = 0.95;
const MARGIN = 0.015;

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
