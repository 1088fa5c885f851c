import type { Point, Polyline } from '../invented/geometry.ts';
import { BOX, PEN } from './drawing.ts';

const RADIUS = PEN / 2;

/**
 * Inks lines with Omniglot's pen: black or white, no antialiasing.
 *
 * @param lines in pixels of the box
 * @returns `[105 * 105]`, 1 where the middle of a pixel is within half a pen of a line, else 0
 */
export function rasterise(lines: readonly Polyline[]): Uint8Array {
  const ink = new Uint8Array(BOX * BOX);
  for (const line of lines) {
    if (line.length === 1) inkPiece(line[0], line[0], ink);
    for (let i = 1; i < line.length; i++) inkPiece(line[i - 1], line[i], ink);
  }
  return ink;
}

/** Inks the pixels around the straight piece from a to b. */
function inkPiece(a: Point, b: Point, ink: Uint8Array): void {
  // Pixel (column, row) has its middle at (column + 0.5, row + 0.5).
  const ax = a.x - 0.5;
  const ay = a.y - 0.5;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squaredLength = dx * dx + dy * dy;
  const left = Math.max(0, Math.ceil(Math.min(ax, ax + dx) - RADIUS));
  const right = Math.min(BOX - 1, Math.floor(Math.max(ax, ax + dx) + RADIUS));
  const top = Math.max(0, Math.ceil(Math.min(ay, ay + dy) - RADIUS));
  const bottom = Math.min(BOX - 1, Math.floor(Math.max(ay, ay + dy) + RADIUS));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const x = column - ax;
      const y = row - ay;
      const along = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squaredLength));
      if ((x - along * dx) ** 2 + (y - along * dy) ** 2 <= RADIUS * RADIUS) ink[row * BOX + column] = 1;
    }
  }
}
