import { PIXELS } from '../dataset.ts';
import type { Polyline } from './geometry.ts';
import { inkLines } from './pen.ts';

/** In usual pens: broad enough to cover the same character drawn by another hand. */
const BROAD_PEN = 3;
/** Two characters that share more of their ink than this are taken for one. */
const MOST_SHARED = 0.55;

/** What a broad pen leaves of a character, `[28 * 28]`; its lines fill the canvas. */
export function silhouetteOf(lines: readonly Polyline[]): Uint8Array {
  const pixels = new Uint8Array(PIXELS);
  inkLines(lines, BROAD_PEN, pixels);
  return pixels;
}

/** Whether a character differs from the others of its alphabet enough to be told from them. */
export function isDistinct(silhouette: Uint8Array, others: readonly Uint8Array[]): boolean {
  return others.every((other) => sharedInk(silhouette, other) < MOST_SHARED);
}

/** Ink in both over ink in either. */
function sharedInk(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < PIXELS; i++) {
    both += 255 - Math.max(a[i], b[i]);
    either += 255 - Math.min(a[i], b[i]);
  }
  return both / either;
}
