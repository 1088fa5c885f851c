import { describe, expect, it } from 'vitest';
import { createRandom } from '#data';
import { curveLayout } from '../../../src/ui/figure/curveLayout.ts';
import { episodeView } from '../../../src/ui/figure/episodeView.ts';
import { inkMask, MASK_SCALE } from '../../../src/ui/figure/inkMask.ts';
import { labelBox, overlaps } from '../../../src/ui/figure/labelPlaces.ts';
import { routeOf } from '../../../src/ui/figure/route.ts';
import { percent } from '../../../src/ui/format.ts';
import { isLabelled, stepStop } from '../../../src/ui/steps.ts';

describe('the step scale', () => {
  it('gives 1, 5 and 10 steps one path with the same ends', () => {
    const stops = (steps: number) => Array.from({ length: steps + 1 }, (_, step) => stepStop(step, steps));
    expect(stops(1)).toEqual([0, 10]);
    expect(stops(5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(stops(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('labels first, middle and last where there is room for few', () => {
    const labelled = Array.from({ length: 11 }, (_, step) => step).filter((step) => isLabelled(step, 10, 6));
    expect(labelled).toEqual([0, 5, 10]);
  });
});

describe('inkMask', () => {
  it('enlarges threefold: no ink on paper, full ink in a blot, smooth between', () => {
    const side = 8;
    const pixels = new Uint8Array(side * side).fill(255);
    for (let y = 2; y < 6; y++) for (let x = 2; x < 6; x++) pixels[y * side + x] = 0;
    const mask = inkMask(pixels);
    const large = side * MASK_SCALE;
    const at = (x: number, y: number) => mask[y * large + x];
    expect(mask.length).toBe(large * large);
    expect(at(0, 0)).toBe(0);
    expect(at(12, 12)).toBe(255);
    expect(at(5, 12)).toBeGreaterThan(0);
    expect(at(5, 12)).toBeLessThan(255);
    // Up and down, left and right are alike.
    for (let i = 0; i < large; i++) expect(at(i, 12)).toBe(at(12, i));
  });
});

describe('episodeView', () => {
  const [ways, queries] = [7, 2];
  const probabilities = new Float32Array(ways * queries * ways);
  // Query drawing 0 of class 1 is taken for class 6; all others are right.
  for (let row = 0; row < ways * queries; row++) {
    const named = row === 1 * queries ? 6 : Math.floor(row / queries);
    probabilities[row * ways + named] = 0.75;
  }
  const view = episodeView({
    iteration: 3,
    task: 0,
    split: 'validation',
    innerLr: 0.1,
    episode: {
      tasks: 1,
      ways,
      shots: 1,
      queries,
      support: new Uint8Array(ways * 784),
      supportLabels: Int32Array.from({ length: ways }, (_, i) => i),
      query: new Uint8Array(ways * queries * 784),
      queryLabels: Int32Array.from({ length: ways * queries }, (_, i) => Math.floor(i / queries)),
    },
    learnt: [probabilities, probabilities],
  });

  it('shows five classes, and what each is taken for', () => {
    expect(view.steps).toBe(1);
    expect(view.answers[1]).toEqual([
      { named: 0, probability: 0.75, right: true },
      { named: 6, probability: 0.75, right: false },
      { named: 2, probability: 0.75, right: true },
      { named: 3, probability: 0.75, right: true },
      { named: 4, probability: 0.75, right: true },
    ]);
  });

  it('has a support drawing for every class shown or named', () => {
    expect(view.support.map((mask) => mask !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(view.query.length).toBe(5);
  });
});

/** Curves of all numbers of ways and steps, as a run might have them and as it might not, in rooms of all sizes. */
function* manyCurves() {
  const random = createRandom(7);
  const sizes = [
    { width: 764, height: 150, unit: 1, narrow: false },
    { width: 480, height: 74, unit: 1, narrow: false },
    { width: 1310, height: 320, unit: 1, narrow: false },
    { width: 953, height: 118, unit: 1.24, narrow: false },
    { width: 328, height: 144, unit: 1, narrow: true },
  ];
  for (let ways = 2; ways <= 20; ways++) {
    for (let steps = 1; steps <= 10; steps++) {
      const chance = 1 / ways;
      const rising = (to: number) => (step: number) => chance + (to - chance) * (1 - 0.4 ** step);
      const anywhere = () => random.next();
      for (const [learnt, start] of [
        [rising(0.95), rising(0.4)],
        [rising(1), rising(1)],
        [rising(0), rising(1)],
        [() => 1, () => 0],
        [anywhere, anywhere],
        [(step: number) => (step + ways) % 2, (step: number) => (step + ways + 1) % 2],
        [null, rising(0.5)],
      ] as const) {
        const values = (at: (step: number) => number) =>
          Array.from({ length: steps + 1 }, (_, step) => at(step));
        const { narrow, ...size } = sizes[(ways + steps) % sizes.length];
        yield { ways, size, narrow, learnt: learnt ? values(learnt) : [], random: values(start) };
      }
    }
  }
}

describe('curveLayout', () => {
  const size = { width: 600, height: 98, unit: 1 };

  it('puts a mark under the centre of each disc', () => {
    const { random } = curveLayout([], [0.2, 0.3, 0.4], 0.2, size, false);
    expect(random.map(({ x }) => x)).toEqual([15.6, 215.6, 415.6]);
  });

  it('labels the better start above and the other below, and a tie once', () => {
    const { learnt, random } = curveLayout([0.2, 0.9], [0.2, 0.4], 0.2, size, false);
    expect(learnt[1].label?.y).toBeLessThan(learnt[1].y);
    expect(random[1].label?.y).toBeGreaterThan(random[1].y);
    expect(learnt[0].label).not.toBeNull();
    expect(random[0].label).toBeNull();
  });

  it('writes values that touch no mark, no other value and no edge, whatever they are', () => {
    const faults: object[] = [];
    for (const { learnt, random, ways, size: room, narrow } of manyCurves()) {
      const layout = curveLayout(learnt, random, 1 / ways, room, narrow);
      const labels = [
        ...layout.learnt.map((point) => ({ ...point, font: 14 * room.unit })),
        ...layout.random.map((point) => ({ ...point, font: 13 * room.unit })),
      ].flatMap(({ label, value, font }) => (label === null ? [] : [labelBox(label, percent(value), font)]));
      const marks = [...layout.learnt, ...layout.random].map(({ x, y }) => {
        const reach = 5 * room.unit;
        return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
      });
      const isOutside = labels.some(
        ({ left, right, top, bottom }) => left < 0 || top < 0 || right > room.width || bottom > room.height,
      );
      const isHit = labels.some((box, i) =>
        [...marks, ...labels.slice(i + 1)].some((other) => overlaps(box, other)),
      );
      // The last step's value is what meta-training is for: it never goes.
      const isLost = (learnt.length > 0 ? layout.learnt : layout.random).at(-1)?.label === null;
      if (isOutside || isHit || isLost)
        faults.push({ isOutside, isHit, isLost, learnt, random, room, narrow });
    }
    expect(faults).toEqual([]);
  });

  it('writes the value of every step where curves are as they usually are', () => {
    const learnt = [0.2, 0.64, 0.82, 0.89, 0.92, 0.93];
    const random = [0.2, 0.33, 0.38, 0.4, 0.41, 0.41];
    const layout = curveLayout(learnt, random, 0.2, { width: 764, height: 150, unit: 1 }, false);
    expect(layout.learnt.map(({ label }) => label !== null)).toEqual(Array(6).fill(true));
    // At step 0 one value speaks for both.
    expect(layout.random.map(({ label }) => label !== null)).toEqual([false, ...Array(5).fill(true)]);
  });

  it('draws the chance line without any figures', () => {
    const layout = curveLayout([], [], 0.2, size, true);
    expect(layout.random).toEqual([]);
    expect(layout.chanceY).toBeLessThan(layout.baseY);
  });
});

describe('routeOf', () => {
  it('closes the line: from theta through every disc and back over the top', () => {
    const disc = (x: number) => ({ x, y: 60, radius: 14 });
    const route = routeOf({
      theta: { x: 20, y: 60, radius: 20 },
      discs: [disc(300), disc(400), disc(500)],
      overY: 20,
      width: 520,
      unit: 1,
    });
    expect(route.start).toBe('M20 60H300');
    expect(route.links.map(({ line }) => line)).toEqual(['M300 60H400', 'M400 60H500']);
    expect(route.back.startsWith('M514 60')).toBe(true);
    expect(route.back.endsWith('V37')).toBe(true);
    // The way back bends inside the figure.
    expect(route.back).toContain('Q518 60');
  });
});
