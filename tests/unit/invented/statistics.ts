import { type Dataset, PIXELS, SIDE } from '#data';

/** Omniglot's scans have 105 pixels a side; its statistics are told in those. */
const SCAN_PIXELS = 105 / SIDE;

/** What can be measured on one drawing; lengths in pixels of a 105-pixel scan. */
export interface Measures {
  /** Share of the paper that is ink. */
  ink: number;
  width: number;
  height: number;
  /** Middle of the drawing's box, from the middle of the paper. */
  centreX: number;
  centreY: number;
}

export function pixelsOf(dataset: Dataset, drawing: number): Uint8Array {
  return dataset.pixels.subarray(drawing * PIXELS, (drawing + 1) * PIXELS);
}

export function measure(pixels: Uint8Array): Measures {
  let ink = 0;
  let left = SIDE;
  let right = -1;
  let top = SIDE;
  let bottom = -1;
  pixels.forEach((grey, i) => {
    ink += (255 - grey) / 255 / PIXELS;
    if (grey >= 128) return;
    left = Math.min(left, i % SIDE);
    right = Math.max(right, i % SIDE);
    top = Math.min(top, Math.floor(i / SIDE));
    bottom = Math.max(bottom, Math.floor(i / SIDE));
  });
  return {
    ink,
    width: (right - left + 1) * SCAN_PIXELS,
    height: (bottom - top + 1) * SCAN_PIXELS,
    centreX: ((left + right + 1 - SIDE) / 2) * SCAN_PIXELS,
    centreY: ((top + bottom + 1 - SIDE) / 2) * SCAN_PIXELS,
  };
}

/** Euclidean distance between two drawings, white to black being 1. */
export function distance(a: Uint8Array, b: Uint8Array): number {
  return Math.sqrt(a.reduce((sum, grey, i) => sum + ((grey - b[i]) / 255) ** 2, 0));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
