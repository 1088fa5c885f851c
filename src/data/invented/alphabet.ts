import type { Random } from '../random.ts';
import { logNormal, pickOne } from './chance.ts';
import type { Point } from './geometry.ts';

/** How the characters of one alphabet tend to look; probabilities unless said otherwise. */
export interface Style {
  /** Relative weights of 1, 2, 3 and 4 strokes in a character. */
  strokes: number[];
  /** Relative weights of 1, 2, 3 and 4 edges in a stroke. */
  edges: number[];
  /** That a stroke is curved. */
  curvy: number;
  /** That a curved stroke is made of arcs rather than one flowing line. */
  arcs: number;
  /** That a stroke of two edges or more returns to its first node. */
  closed: number;
  /** That a stroke is a ring. */
  ring: number;
  /** That a stroke after the first is a dot. */
  dot: number;
  /** That a stroke starts where an earlier one passes. */
  attach: number;
  /** Distance in letter boxes over which the pen likes to move to a next node. */
  reach: number;
  /** Log preference for horizontal and vertical edges. */
  axis: number;
}

/** What the characters of an alphabet share. */
export interface Alphabet {
  /** The places that strokes join: a small uneven lattice in the letter box, [-0.5, 0.5] each way. */
  nodes: Point[];
  /** The usual long side of a character, as a share of the canvas side. */
  size: number;
  style: Style;
}

const STROKE_COUNTS = [0.3, 0.37, 0.23, 0.1];
const EDGE_COUNTS = [0.3, 0.35, 0.25, 0.1];
/** Deviation of a row, a column and (in half of the alphabets) a node from the even lattice. */
const UNEVEN = 0.05;

/** Draws the lattice and the style of an alphabet. */
export function inventAlphabet(random: Random): Alphabet {
  return {
    nodes: inventNodes(random),
    size: 0.56 * logNormal(random, 0.1),
    style: {
      strokes: tilt(random, STROKE_COUNTS, 0.8),
      edges: tilt(random, EDGE_COUNTS, 0.5),
      curvy: random.uniform(0.05, 0.9),
      arcs: random.uniform(0.1, 0.7),
      closed: random.uniform(0, 0.3),
      ring: random.uniform(0, 0.15),
      dot: random.uniform(0, 0.12),
      attach: random.uniform(0.5, 0.9),
      reach: random.uniform(0.3, 1.5),
      axis: random.uniform(0, 2),
    },
  };
}

function inventNodes(random: Random): Point[] {
  const columns = unevenSteps(random, pickOne(random, [2, 3, 3, 4]));
  const rows = unevenSteps(random, pickOne(random, [3, 3, 4]));
  const narrowing = random.uniform(0.7, 1.1);
  const scatter = random.next() < 0.5 ? UNEVEN : 0;
  return rows.flatMap((y) =>
    columns.map((x) => ({ x: x * narrowing + random.normal(scatter), y: y + random.normal(scatter) })),
  );
}

/** `count` positions from -0.5 to 0.5, each a little off its even place. */
function unevenSteps(random: Random, count: number): number[] {
  return Array.from({ length: count }, (_, i) => i / (count - 1) - 0.5 + random.normal(UNEVEN));
}

/** Tilts weights of 1 to 4 towards few or many: some alphabets are plain, others busy. */
function tilt(random: Random, weights: readonly number[], strength: number): number[] {
  const slope = random.normal(strength);
  return weights.map((weight, i) => weight * Math.exp(slope * (i - 1.2)));
}
