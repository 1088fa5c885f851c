import { describe, expect, it } from 'vitest';
import { curveLayout } from '../../../src/ui/figure/curveLayout.ts';
import { episodeView } from '../../../src/ui/figure/episodeView.ts';
import { inkMask, MASK_SCALE } from '../../../src/ui/figure/inkMask.ts';
import { routeOf } from '../../../src/ui/figure/route.ts';
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

describe('curveLayout', () => {
  const size = { width: 600, height: 98, unit: 1 };

  it('puts a mark under the centre of each disc', () => {
    const { random } = curveLayout([], [0.2, 0.3, 0.4], 0.2, size, false);
    expect(random.map(({ x }) => x)).toEqual([15.6, 215.6, 415.6]);
  });

  it('labels the better start above and the other below, and a tie once', () => {
    const { learnt, random } = curveLayout([0.2, 0.9], [0.2, 0.4], 0.2, size, false);
    expect(learnt[1].labelY).toBeLessThan(learnt[1].y);
    expect(random[1].labelY).toBeGreaterThan(random[1].y);
    expect(learnt[0].labelY).not.toBeNull();
    expect(random[0].labelY).toBeNull();
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
