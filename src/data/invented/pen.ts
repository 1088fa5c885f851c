import { PIXELS, SIDE } from '../dataset.ts';
import type { Point, Polyline } from './geometry.ts';

const PAPER = 255;
/** Usual width of the pen, in pixels: Omniglot's strokes, scaled down with their drawings. */
const WIDTH = 0.052 * SIDE;
/** How fast ink fades across a stroke's edge, per pixel: as in Omniglot after antialiasing. */
const SHARPNESS = 0.7;

/**
 * Inks lines on the canvas ([0, 1] each way) into a 28x28 drawing: grey, paper 255, ink 0. A pixel's grey
 * depends on the distance from its middle to the nearest line.
 *
 * @param width of the pen, in usual pens
 * @param pixels `[28 * 28]`, overwritten
 */
export function inkLines(lines: readonly Polyline[], width: number, pixels: Uint8Array): void {
  const halfWidth = (WIDTH * width) / 2;
  const reach = halfWidth + 0.5 / SHARPNESS;
  const far = reach * reach;
  const nearest = new Float64Array(PIXELS).fill(far);
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) approach(line[i - 1], line[i], reach, nearest);
  }
  pixels.fill(PAPER);
  for (let i = 0; i < PIXELS; i++) {
    if (nearest[i] === far) continue;
    const edge = Math.min(1, 0.5 + (halfWidth - Math.sqrt(nearest[i])) * SHARPNESS);
    // A smooth step, as the antialiasing of a sharp edge gives.
    pixels[i] = Math.round(PAPER * (1 - edge * edge * (3 - 2 * edge)));
  }
}

/** Lowers the squared distances, in pixels, of the pixels within `reach` of the piece from a to b. */
function approach(a: Point, b: Point, reach: number, nearest: Float64Array): void {
  // Pixel (column, row) has its middle at (column + 0.5, row + 0.5) / SIDE.
  const ax = a.x * SIDE - 0.5;
  const ay = a.y * SIDE - 0.5;
  const dx = (b.x - a.x) * SIDE;
  const dy = (b.y - a.y) * SIDE;
  const squaredLength = dx * dx + dy * dy + 1e-9;
  const left = Math.max(0, Math.ceil(Math.min(ax, ax + dx) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(ax, ax + dx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(ay, ay + dy) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(ay, ay + dy) + reach));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const x = column - ax;
      const y = row - ay;
      const t = Math.min(1, Math.max(0, (x * dx + y * dy) / squaredLength));
      const squared = (x - t * dx) ** 2 + (y - t * dy) ** 2;
      const at = row * SIDE + column;
      if (squared < nearest[at]) nearest[at] = squared;
    }
  }
}
