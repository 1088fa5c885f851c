import type { Random } from '../random.ts';
import type { Alphabet } from './alphabet.ts';
import { pickOne, pickSign, pickWeighted } from './chance.ts';
import type { Point } from './geometry.ts';

/** A stroke from node to node of its alphabet's lattice. */
export interface PathStroke {
  shape: 'straight' | 'flowing' | 'arcs';
  /** Indices of the nodes it passes, in order. */
  nodes: number[];
  /** By how much this character passes each of them by. */
  offsets: Point[];
  /** How far each edge of `arcs` bulges to its side, in lengths of the edge; 0 for the other shapes. */
  bulges: number[];
}

/** A circle or a dot around a node. */
export interface RoundStroke {
  shape: 'ring' | 'dot';
  node: number;
  offset: Point;
  /** In letter boxes. */
  radius: number;
  /** Angle at which the pen starts, in radians. */
  start: number;
}

export type Stroke = PathStroke | RoundStroke;

/** Deviation of a character's strokes from the lattice's nodes. */
const OFF_NODE = 0.04;
const DOT_RADIUS = 0.02;
/** Edges shorter than this are not worth a stroke, and a smaller slant still counts as upright. */
const TOO_CLOSE = 0.05;
const NEARLY_UPRIGHT = 0.12;
/** How willingly the pen turns sharply, and comes back to a node of the same stroke. */
const SHARP_TURN = 0.3;
const REVISIT = 0.3;

/**
 * Draws the strokes of one character: each starts at a node, mostly one that is already in use, and walks
 * on to neighbours, never along the same edge twice.
 */
export function inventStrokes(random: Random, alphabet: Alphabet): Stroke[] {
  const { nodes, style } = alphabet;
  const strokes: Stroke[] = [];
  const used: number[] = [];
  const walked = new Set<string>();
  const count = 1 + pickWeighted(random, style.strokes);
  for (let i = 0; i < count; i++) {
    if (i > 0 && random.next() < style.dot) {
      strokes.push(inventRound(random, 'dot', random.integer(nodes.length), DOT_RADIUS));
      continue;
    }
    const attached = used.length > 0 && random.next() < style.attach;
    const start = attached ? pickOne(random, used) : random.integer(nodes.length);
    if (random.next() < style.ring) {
      strokes.push(inventRound(random, 'ring', start, random.uniform(0.1, 0.22)));
      used.push(start);
      continue;
    }
    const path = walk(random, alphabet, start, walked);
    // A start whose edges are all drawn already leads nowhere.
    if (path.length < 2) continue;
    strokes.push(inventPath(random, alphabet, path));
    used.push(...path);
  }
  return strokes.length > 0 ? strokes : inventStrokes(random, alphabet);
}

/** Nodes from `start` on; adds the edges to `walked`. */
function walk(random: Random, alphabet: Alphabet, start: number, walked: Set<string>): number[] {
  const path = [start];
  const edges = 1 + pickWeighted(random, alphabet.style.edges);
  while (path.length <= edges) {
    const weights = alphabet.nodes.map((_, to) => edgeWeight(alphabet, path, to, walked));
    if (weights.every((weight) => weight === 0)) break;
    const from = path[path.length - 1];
    const to = pickWeighted(random, weights);
    path.push(to);
    walked.add(edgeKey(from, to));
  }
  return path;
}

/** How much the pen at the end of `path` would like to go on to the node `to`. */
function edgeWeight({ nodes, style }: Alphabet, path: number[], to: number, walked: Set<string>): number {
  const from = path[path.length - 1];
  if (path.slice(-2).includes(to) || walked.has(edgeKey(from, to))) return 0;
  const edge = difference(nodes[to], nodes[from]);
  const distance = Math.hypot(edge.x, edge.y);
  if (distance < TOO_CLOSE) return 0;
  const upright = Math.min(Math.abs(edge.x), Math.abs(edge.y)) < NEARLY_UPRIGHT;
  const sharp = path.length > 1 && isSharpTurn(difference(nodes[from], nodes[path[path.length - 2]]), edge);
  return (
    Math.exp((-1.5 * distance) / style.reach) *
    (upright ? Math.exp(style.axis) : 1) *
    (sharp ? SHARP_TURN : 1) *
    (path.includes(to) ? REVISIT : 1)
  );
}

function difference(to: Point, from: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}

/** Whether the pen almost turns back: the corner is below 60 degrees. */
function isSharpTurn(before: Point, after: Point): boolean {
  const product = before.x * after.x + before.y * after.y;
  return product < -0.5 * Math.hypot(before.x, before.y) * Math.hypot(after.x, after.y);
}

function edgeKey(a: number, b: number): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}

function inventPath(random: Random, { style }: Alphabet, path: number[]): PathStroke {
  const offsets = path.map(() => inventOffset(random));
  const nodes = [...path];
  if (path.length > 2 && random.next() < style.closed) {
    nodes.push(nodes[0]);
    offsets.push(offsets[0]);
  }
  const curved = random.next() < style.curvy;
  const shape = !curved ? 'straight' : random.next() < style.arcs ? 'arcs' : 'flowing';
  const edges = nodes.length - 1;
  return {
    shape,
    nodes,
    offsets,
    bulges: shape === 'arcs' ? inventBulges(random, edges) : new Array<number>(edges).fill(0),
  };
}

/** Mostly all to one side, like the arcs of an "m"; sometimes each to its own, like those of an "s". */
function inventBulges(random: Random, edges: number): number[] {
  const bulge = pickSign(random) * random.uniform(0.15, 0.6);
  const alternating = random.next() < 0.3;
  return Array.from({ length: edges }, () => (alternating ? bulge * pickSign(random) : bulge));
}

function inventRound(random: Random, shape: 'ring' | 'dot', node: number, radius: number): RoundStroke {
  return { shape, node, offset: inventOffset(random), radius, start: random.uniform(0, 2 * Math.PI) };
}

function inventOffset(random: Random): Point {
  return { x: random.normal(OFF_NODE), y: random.normal(OFF_NODE) };
}
