import type { Random } from '../random.ts';
import { boxAround, type Polyline } from './geometry.ts';

/** A box side below this is taken for this: a straight line has no height. */
const THIN = 0.02;

/**
 * Whether a character looks like a letter, by three measures taken from Omniglot's: it is not a thin
 * scribble (by chance, so that some lines remain), not much wider or taller than others, and neither too
 * plain nor too full of ink.
 */
export function isPlausible(random: Random, lines: readonly Polyline[]): boolean {
  const { length, roundness } = measure(lines);
  const box = boxAround(lines);
  const width = Math.max(box.width, THIN);
  const height = Math.max(box.height, THIN);
  const inkiness = length / Math.max(width, height);
  return (
    random.next() < (roundness - 0.15) / 0.5 &&
    Math.abs(Math.log(width / height) + 0.1) < 0.9 &&
    inkiness > 1.4 &&
    inkiness < 3.9
  );
}

/** Length of the lines, and the ratio of their minor to their major axis of inertia (1: as wide as long). */
function measure(lines: readonly Polyline[]): { length: number; roundness: number } {
  let length = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  let sumYY = 0;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const piece = Math.hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
      const x = (line[i].x + line[i - 1].x) / 2;
      const y = (line[i].y + line[i - 1].y) / 2;
      length += piece;
      sumX += piece * x;
      sumY += piece * y;
      sumXX += piece * x * x;
      sumXY += piece * x * y;
      sumYY += piece * y * y;
    }
  }
  const xx = sumXX - (sumX * sumX) / length;
  const xy = sumXY - (sumX * sumY) / length;
  const yy = sumYY - (sumY * sumY) / length;
  // The eigenvalues of the 2x2 moments are mean +- spread.
  const mean = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  return { length, roundness: Math.sqrt(Math.max(mean - spread, 0) / (mean + spread)) };
}
