import type { Drawing } from '#data';
import type { ShippedName } from '../shipped.ts';
import type { DrawingSet } from './set.ts';

type Point = Drawing[number][number];

/** The ring's middle and radius, and how far the mark reaches from there, in sides of the pad. */
const MIDDLE = 0.5;
const RADIUS = 0.27;
const MARK_END = 0.44;
const RING_PIECES = 24;
/** Directions of the mark, in degrees from the right, clockwise: the first points up. */
const MARKS = [-90, -18, 54, 126, 198];

function at(degrees: number, distance: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return { x: MIDDLE + distance * Math.cos(angle), y: MIDDLE + distance * Math.sin(angle) };
}

const ring = Array.from({ length: RING_PIECES + 1 }, (_, i) => at((360 * i) / RING_PIECES, RADIUS));

const drawings: readonly Drawing[] = MARKS.map((degrees) => [
  ring,
  [at(degrees, RADIUS), at(degrees, MARK_END)],
]);

/** Five symbols that look alike, one drawing of each: the same ring, with a mark at another place. */
export function lookAlikeSet(): DrawingSet {
  const symbols = drawings.map((drawing, id) => ({ id, name: null, drawings: [drawing] }));
  return { name: null, shots: 1, symbols };
}

/**
 * How often each is right about the look-alikes drawn again, one drawing at a time: shares, and half-widths of their
 * 95 % intervals. Measured by `tests/unit/drawings/look-alikes.test.ts`; docs/lesson-claims.md has the command.
 */
export const lookAlikesMeasured = {
  network: 'omniglot-5-way-1-shot' satisfies ShippedName,
  drawings: 1000,
  learnt: 1,
  random: 0.261,
  nearest: 0.798,
} as const;
