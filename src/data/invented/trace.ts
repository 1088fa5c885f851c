import type { Point, Polyline } from './geometry.ts';
import type { PathStroke, RoundStroke, Stroke } from './strokes.ts';

/** A hand's error: given a standard deviation, by how much it misses this time. */
export type Hand = (deviation: number) => number;

/** The hand that never misses: it traces the character itself. */
export const steadyHand: Hand = () => 0;

/** Straight pieces that an edge and a ring are drawn with. */
const EDGE_PIECES = 6;
const RING_PIECES = 12;

/** How far hands miss, as standard deviations; lengths in letter boxes. */
const MISS = {
  /** A node, for every stroke through it alike, so that joints survive. */
  node: 0.045,
  /** A node, for one stroke alone. */
  strokeNode: 0.025,
  bulge: 0.07,
  /** How round a flowing line is, as a share. */
  roundness: 0.3,
  /** How much too long or short a stroke ends. */
  end: 0.018,
  /** Log size of a ring and of a dot; log flatness of either; how far, as a share, it stays open. */
  ring: 0.2,
  dot: 0.5,
  flatness: 0.12,
  closing: 0.04,
};

/** Traces the strokes of a character, in letter boxes, with a hand that misses in its own way. */
export function trace(strokes: readonly Stroke[], nodes: readonly Point[], hand: Hand): Polyline[] {
  const aims = nodes.map((node) => miss(node, hand, MISS.node));
  return strokes.map((stroke) =>
    'node' in stroke ? traceRound(stroke, aims, hand) : tracePath(stroke, aims, hand),
  );
}

function miss(point: Point, hand: Hand, deviation: number): Point {
  return { x: point.x + hand(deviation), y: point.y + hand(deviation) };
}

function aimAt(aim: Point, offset: Point, hand: Hand): Point {
  return miss({ x: aim.x + offset.x, y: aim.y + offset.y }, hand, MISS.strokeNode);
}

function traceRound(stroke: RoundStroke, aims: readonly Point[], hand: Hand): Polyline {
  const centre = aimAt(aims[stroke.node], stroke.offset, hand);
  const radius = stroke.radius * Math.exp(hand(stroke.shape === 'ring' ? MISS.ring : MISS.dot));
  const flatness = Math.exp(hand(MISS.flatness));
  const turn = 2 * Math.PI * (1 + hand(MISS.closing));
  return Array.from({ length: RING_PIECES + 1 }, (_, i) => {
    const angle = stroke.start + (turn * i) / RING_PIECES;
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * flatness * Math.sin(angle) };
  });
}

function tracePath(stroke: PathStroke, aims: readonly Point[], hand: Hand): Polyline {
  const points = stroke.nodes.map((node, i) => aimAt(aims[node], stroke.offsets[i], hand));
  const line =
    stroke.shape === 'flowing' ? flow(points, 1 + hand(MISS.roundness)) : bow(points, stroke.bulges, hand);
  return lengthen(line, hand(MISS.end));
}

/** Joins the points by parabolas that bulge by the given shares of their chords (0: straight). */
function bow(points: readonly Point[], bulges: readonly number[], hand: Hand): Polyline {
  const missed = bulges.map((bulge) => bulge + hand(MISS.bulge));
  return joinEdges(points, (edge, t) => {
    const a = points[edge];
    const b = points[edge + 1];
    const height = missed[edge] * 4 * t * (1 - t);
    return {
      x: a.x + (b.x - a.x) * t - (b.y - a.y) * height,
      y: a.y + (b.y - a.y) * t + (b.x - a.x) * height,
    };
  });
}

/** Joins the points by one Catmull-Rom curve; roundness 0 gives straight edges, 1 the curve itself. */
function flow(points: readonly Point[], roundness: number): Polyline {
  const last = points.length - 1;
  // Beyond its ends the curve goes on as it came.
  const before = mirror(points[1], points[0]);
  const after = mirror(points[last - 1], points[last]);
  return joinEdges(points, (edge, t) => {
    const a = points[edge - 1] ?? before;
    const b = points[edge];
    const c = points[edge + 1];
    const d = points[edge + 2] ?? after;
    return {
      x: b.x + (c.x - b.x) * t + roundness * catmullRomBend(a.x, b.x, c.x, d.x, t),
      y: b.y + (c.y - b.y) * t + roundness * catmullRomBend(a.y, b.y, c.y, d.y, t),
    };
  });
}

/** By how much the Catmull-Rom curve between b and c leaves their chord, in one coordinate. */
function catmullRomBend(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * t * (1 - t) * ((1 - t) * (2 * b - a - c) + t * (2 * c - b - d));
}

/** `point` mirrored at `at`. */
function mirror(point: Point, at: Point): Point {
  return { x: 2 * at.x - point.x, y: 2 * at.y - point.y };
}

/** The line through all edges between the points, given the place on an edge at t, 0 to 1. */
function joinEdges(points: readonly Point[], place: (edge: number, t: number) => Point): Polyline {
  const line: Polyline = [place(0, 0)];
  for (let edge = 0; edge + 1 < points.length; edge++) {
    for (let piece = 1; piece <= EDGE_PIECES; piece++) line.push(place(edge, piece / EDGE_PIECES));
  }
  return line;
}

/** Moves the last point on along the line (or back, where `by` is negative). */
function lengthen(line: Polyline, by: number): Polyline {
  const end = line[line.length - 1];
  const before = line[line.length - 3];
  const dx = end.x - before.x;
  const dy = end.y - before.y;
  const length = Math.hypot(dx, dy) + 1e-3;
  return [...line.slice(0, -1), { x: end.x + (by * dx) / length, y: end.y + (by * dy) / length }];
}
