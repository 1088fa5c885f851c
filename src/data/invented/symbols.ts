import type { Random } from '../random.ts';
import { inventAlphabet } from './alphabet.ts';
import { traceCharacter } from './drawer.ts';
import { boxAround, mapPoints, type Point, type Polyline } from './geometry.ts';
import { inventDrawer } from './manner.ts';
import { placeOnCanvas } from './plane.ts';
import { inventPrototype } from './prototype.ts';

/** Invents symbols, one a call, that do not look like each other, each of an alphabet of its own; lines on the canvas. */
export function symbolInventor(random: Random): () => Polyline[] {
  const silhouettes: Uint8Array[] = [];
  return () => {
    const prototype = inventPrototype(random, inventAlphabet(random), silhouettes);
    return traceCharacter(random, prototype, inventDrawer(random)).lines;
  };
}

/** A drawing as another hand would draw it: another size, slant, turn and place, and a little out of shape. */
export function redraw(random: Random, drawing: readonly (readonly Point[])[]): Polyline[] {
  const lines = drawing.map((line) => [...line]);
  const { centre } = boxAround(lines);
  const around = mapPoints(lines, ({ x, y }) => ({ x: x - centre.x, y: y - centre.y }));
  return placeOnCanvas(random, around, inventDrawer(random));
}
