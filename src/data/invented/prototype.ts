import type { Random } from '../random.ts';
import type { Alphabet } from './alphabet.ts';
import { logNormal } from './chance.ts';
import { isDistinct, silhouetteOf } from './distinct.ts';
import { boxAround, mapPoints, type Point, type Polyline } from './geometry.ts';
import { isPlausible } from './plausible.ts';
import { inventStrokes, type Stroke } from './strokes.ts';
import { steadyHand, trace } from './trace.ts';

/** A character as it is meant, before anyone draws it. */
export interface Prototype {
  strokes: Stroke[];
  /** Its alphabet's. */
  nodes: Point[];
  /** The middle of its box, in the letter box. */
  centre: Point;
  /** Canvas sides per letter box. */
  scale: number;
}

/** About 4 are needed; an alphabet of few possible characters takes the last one as it is. */
const TRIES = 60;
/** Log size of a character against its alphabet's usual size, and the largest, in canvas sides. */
const SIZE_SPREAD = 0.15;
const LARGEST = 0.92;

/**
 * Invents a character that looks like a letter and like none of its alphabet's earlier ones.
 *
 * @param silhouettes of the earlier ones; its own is added
 */
export function inventPrototype(random: Random, alphabet: Alphabet, silhouettes: Uint8Array[]): Prototype {
  const { nodes } = alphabet;
  for (let tries = 1; ; tries++) {
    const strokes = inventStrokes(random, alphabet);
    const lines = trace(strokes, nodes, steadyHand);
    if (tries < TRIES && !isPlausible(random, lines)) continue;
    const { centre, width, height } = boxAround(lines);
    const longSide = Math.max(width, height);
    const silhouette = silhouetteOf(fillCanvas(lines, centre, longSide));
    if (tries < TRIES && !isDistinct(silhouette, silhouettes)) continue;
    silhouettes.push(silhouette);
    const size = Math.min(LARGEST, alphabet.size * logNormal(random, SIZE_SPREAD));
    return { strokes, nodes, centre, scale: size / longSide };
  }
}

/** The lines in the middle of the canvas, as large as it allows. */
function fillCanvas(lines: readonly Polyline[], centre: Point, longSide: number): Polyline[] {
  const scale = LARGEST / longSide;
  return mapPoints(lines, ({ x, y }) => ({
    x: 0.5 + (x - centre.x) * scale,
    y: 0.5 + (y - centre.y) * scale,
  }));
}
