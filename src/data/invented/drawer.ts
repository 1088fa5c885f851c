import type { Random } from '../random.ts';
import { mapPoints, type Polyline } from './geometry.ts';
import { type Manner, mannerToday } from './manner.ts';
import { inkLines } from './pen.ts';
import { placeOnCanvas } from './plane.ts';
import type { Prototype } from './prototype.ts';
import { trace } from './trace.ts';

/** A character as a drawer's hand traces it once: lines on the canvas, and the pen's width in usual pens. */
export function traceCharacter(
  random: Random,
  { strokes, nodes, centre, scale }: Prototype,
  drawer: Manner,
): { lines: Polyline[]; pen: number } {
  const manner = mannerToday(random, drawer);
  const sized = mapPoints(trace(strokes, nodes, random.normal), ({ x, y }) => ({
    x: (x - centre.x) * scale,
    y: (y - centre.y) * scale,
  }));
  return { lines: placeOnCanvas(random, sized, manner), pen: Math.exp(manner.logPen) };
}

/** Has a drawer draw a character once, into `pixels`: grey, `[28 * 28]`. */
export function drawCharacter(
  random: Random,
  prototype: Prototype,
  drawer: Manner,
  pixels: Uint8Array,
): void {
  const { lines, pen } = traceCharacter(random, prototype, drawer);
  inkLines(lines, pen, pixels);
}
