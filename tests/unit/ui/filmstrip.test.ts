import { describe, expect, it } from 'vitest';
import { filmCurve } from '../../../src/ui/filmstrip/filmCurve.ts';
import { filmLayout } from '../../../src/ui/filmstrip/filmLayout.ts';
import { type Place, placeAfter } from '../../../src/ui/filmstrip/tilePlace.ts';
import { percent } from '../../../src/ui/format.ts';

const laptop = { width: 998, height: 660, unit: 1 };
const task = { ways: 5, shots: 1, queries: 5, steps: 5 };

describe('the frames', () => {
  const widthOf = ({ tile, queries, support }: ReturnType<typeof filmLayout>, frames: number) =>
    support + frames * (queries * (tile + 2) + 8);

  it('show every drawing of a usual task on a laptop', () => {
    const layout = filmLayout(laptop, task, 'window');
    expect(layout).toMatchObject({ classes: 5, queries: 5, shots: 1, pictures: true });
    expect(layout.tile).toBeGreaterThanOrEqual(24);
    expect(widthOf(layout, 6)).toBeLessThanOrEqual(laptop.width);
  });

  it('show five classes of twenty, and of twenty steps a drawing each', () => {
    const many = { ways: 20, shots: 5, queries: 15, steps: 20 };
    const layout = filmLayout(laptop, many, 'window');
    expect(layout).toMatchObject({ classes: 5, queries: 1, shots: 3, pictures: true });
    expect(widthOf(layout, 21)).toBeLessThanOrEqual(laptop.width);
  });

  it('show marks where drawings could not be seen', () => {
    // A low window scrolls: what is pressed stays as large as a press needs.
    const low = filmLayout({ ...laptop, height: 380 }, task, 'window');
    expect(low).toMatchObject({ tile: 24, pictures: true, queries: 5 });
    const narrow = filmLayout({ ...laptop, width: 560 }, { ...task, steps: 20 }, 'show');
    expect(narrow).toMatchObject({ pictures: false, queries: 1 });
  });

  it('stand one at a time on a phone', () => {
    const layout = filmLayout({ width: 328, height: 2000, unit: 1 }, { ...task, steps: 20 }, 'phone');
    expect(layout).toMatchObject({ queries: 5, pictures: true });
    expect(layout.tile).toBeGreaterThanOrEqual(40);
    expect(widthOf(layout, 1)).toBeLessThanOrEqual(328);
  });
});

describe('the keys', () => {
  const reach = { symbols: [5, 6, 7], queries: [2, 3], steps: 2 };
  const place: Place = { who: 'learnt', step: 1, symbol: 6, query: 3 };

  it('go through the drawings and on into the next step', () => {
    expect(placeAfter('ArrowLeft', place, reach)).toEqual({ ...place, query: 2 });
    expect(placeAfter('ArrowRight', place, reach)).toEqual({ ...place, step: 2, query: 2 });
    expect(placeAfter('ArrowRight', { ...place, step: 2 }, reach)).toBeNull();
  });

  it('go through the symbols shown, and from one start to the other', () => {
    expect(placeAfter('ArrowDown', place, reach)).toEqual({ ...place, symbol: 7 });
    const last = { ...place, symbol: 7 };
    const first = { ...place, who: 'random' as const, symbol: 5 };
    expect(placeAfter('ArrowDown', last, reach)).toEqual(first);
    expect(placeAfter('ArrowUp', first, reach)).toEqual(last);
    expect(placeAfter('ArrowUp', { ...place, symbol: 5 }, reach)).toBeNull();
  });

  it('keep the drawing and change the step', () => {
    expect(placeAfter('PageUp', place, reach)).toEqual({ ...place, step: 0 });
    expect(placeAfter('End', place, reach)).toEqual({ ...place, step: 2 });
    expect(placeAfter('PageDown', { ...place, step: 2 }, reach)).toBeNull();
    expect(placeAfter('x', place, reach)).toBeNull();
  });
});

describe('the curves', () => {
  const size = { width: 600, height: 100, unit: 1 };

  it('have each point under the middle of its frame', () => {
    const { learnt } = filmCurve([0.2, 0.6, 0.9], [0.2, 0.3, 0.3], 0.2, 1, size, false, percent);
    expect(learnt.map(({ x }) => x)).toEqual([100, 300, 500]);
    expect(learnt[2].y).toBeLessThan(learnt[1].y);
  });

  it('label the higher one above and the other below, and equal ones once', () => {
    const { learnt, random } = filmCurve([0.2, 0.6], [0.2, 0.9], 0.2, 1, size, false, percent);
    expect(random[0].label).toBeNull();
    expect(learnt[1].label?.y).toBeGreaterThan(learnt[1].y);
    expect(random[1].label?.y).toBeLessThan(random[1].y);
  });

  it('have no point for what is not a number', () => {
    const { learnt } = filmCurve([1, Number.NaN, Infinity], [1, 1, 1], 1, 2, size, false, percent);
    expect(learnt.map(({ step }) => step)).toEqual([0]);
  });
});
