import { describe, expect, test } from 'vitest';
import { PIXELS } from '#data';
import { isDistinct, silhouetteOf } from '../../../src/data/invented/distinct.ts';
import type { Polyline } from '../../../src/data/invented/geometry.ts';
import { inkLines } from '../../../src/data/invented/pen.ts';
import type { Stroke } from '../../../src/data/invented/strokes.ts';
import { steadyHand, trace } from '../../../src/data/invented/trace.ts';

const NODES = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 0.5 },
];
const OFFSETS = NODES.map(() => ({ x: 0, y: 0 }));

function ring(radius: number, start: number): Polyline[] {
  const stroke: Stroke = { shape: 'ring', node: 0, offset: { x: 0.5, y: 0.5 }, radius, start };
  return trace([stroke], NODES, steadyHand);
}

describe('the pen', () => {
  test('leaves as much ink as its line is long times the pen wide', () => {
    const pixels = new Uint8Array(PIXELS);
    inkLines(
      [
        [
          { x: 0.1, y: 0.3 },
          { x: 0.9, y: 0.6 },
        ],
      ],
      2,
      pixels,
    );
    const ink = pixels.reduce((sum, grey) => sum + (255 - grey) / 255, 0) / PIXELS;
    const width = 2 * 0.052;
    // Its two round ends add about a disk.
    expect(ink).toBeCloseTo(Math.hypot(0.8, 0.3) * width + (Math.PI * width ** 2) / 4, 2);
  });

  test('wipes what was there before', () => {
    const pixels = new Uint8Array(PIXELS);
    inkLines([], 1, pixels);
    expect(pixels.every((grey) => grey === 255)).toBe(true);
  });
});

describe('a steady hand', () => {
  test.each(['straight', 'flowing', 'arcs'] as const)('passes every node of a stroke (%s)', (shape) => {
    const stroke: Stroke = { shape, nodes: [0, 1, 2], offsets: OFFSETS, bulges: [0.3, -0.3] };
    const [line] = trace([stroke], NODES, steadyHand);
    expect([line[0], line[6], line[12]]).toEqual(NODES);
  });

  test('bulges an arc by its share of the chord', () => {
    const stroke: Stroke = { shape: 'arcs', nodes: [0, 1], offsets: OFFSETS, bulges: [0.4] };
    const [line] = trace([stroke], NODES, steadyHand);
    expect(line[3].x).toBeCloseTo(0.25);
    expect(Math.abs(line[3].y)).toBeCloseTo(0.4 * 0.5);
  });
});

describe('distinct characters', () => {
  test('a ring is the same wherever the pen starts', () => {
    expect(isDistinct(silhouetteOf(ring(0.4, 0)), [silhouetteOf(ring(0.4, 0.2))])).toBe(false);
  });

  test('a ring is not a corner', () => {
    const corner = [NODES.map(({ x, y }) => ({ x: x + 0.25, y: y + 0.25 }))];
    expect(isDistinct(silhouetteOf(ring(0.4, 0)), [silhouetteOf(corner)])).toBe(true);
  });
});
