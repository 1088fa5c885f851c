import type { Random } from '../random.ts';
import { mapPoints } from './geometry.ts';
import { type Manner, mannerToday } from './manner.ts';
import { inkLines } from './pen.ts';
import { placeOnCanvas } from './plane.ts';
import type { Prototype } from './prototype.ts';
import { trace } from './trace.ts';

/** Has a drawer draw a character once, into `pixels`: grey, `[28 * 28]`. */
export function drawCharacter(
  random: Random,
  { strokes, nodes, centre, scale }: Prototype,
  drawer: Manner,
  pixels: Uint8Array,
): void {
  const manner = mannerToday(random, drawer);
  const sized = mapPoints(trace(strokes, nodes, random.normal), ({ x, y }) => ({
    x: (x - centre.x) * scale,
    y: (y - centre.y) * scale,
  }));
  inkLines(placeOnCanvas(random, sized, manner), Math.exp(manner.logPen), pixels);
}
