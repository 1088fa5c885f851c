import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRandom, type Dataset, drawingCount, inventAlphabets, splitCharacters } from '#data';
import { deviation, distance, type Measures, mean, measure, pixelsOf } from './statistics.ts';

const SMALL = { seed: 3, alphabets: 3, charactersPerAlphabet: 4, drawers: 5 };

let dataset: Dataset;
let seconds: number;
let measures: Measures[];
/** The measures by character. */
let byCharacter: Measures[][];

beforeAll(() => {
  // Processor time: what else the machine does is not the generator's.
  const start = process.cpuUsage();
  dataset = inventAlphabets();
  const { user, system } = process.cpuUsage(start);
  seconds = (user + system) / 1e6;
  measures = Array.from({ length: drawingCount(dataset) }, (_, i) => measure(pixelsOf(dataset, i)));
  byCharacter = dataset.characters.map(({ first, drawings }) => measures.slice(first, first + drawings));
}, 60_000);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('counts', () => {
  test('46 alphabets of 21 characters by 20 drawers, alphabet by alphabet', () => {
    const { name, source, characters } = dataset;
    expect({ name, source }).toEqual({ name: 'Invented alphabets', source: 'invented' });
    expect(characters).toHaveLength(46 * 21);
    expect(drawingCount(dataset)).toBe(46 * 21 * 20);
    expect(characters).toEqual(
      characters.map((_, i) => ({
        alphabet: characters[i - (i % 21)].alphabet,
        name: `character${String((i % 21) + 1).padStart(2, '0')}`,
        half: null,
        first: i * 20,
        drawings: 20,
      })),
    );
    expect(new Set(characters.map(({ alphabet }) => alphabet)).size).toBe(46);
  });

  test('alphabets have names that can be said aloud', () => {
    for (const alphabet of new Set(dataset.characters.map((character) => character.alphabet))) {
      expect(alphabet).toMatch(/^[A-Z][a-z]{4,13}$/);
      expect(alphabet).not.toMatch(/[aeiou]{3}|[^aeiou]{4}/i);
    }
  });

  test('meta-test alphabets are new ones', () => {
    const { train, test: held } = splitCharacters(dataset.characters, {
      split: 'official',
      validationShare: 0,
      ways: 5,
    });
    const alphabets = (indices: number[]) => new Set(indices.map((i) => dataset.characters[i].alphabet));
    expect(alphabets(train).size).toBe(34);
    expect(alphabets(held).size).toBe(12);
    expect(alphabets([...train, ...held]).size).toBe(46);
  });

  test('progress is told after each alphabet', () => {
    const told = vi.fn();
    inventAlphabets(SMALL, told);
    expect(told.mock.calls).toEqual([
      [4, 12],
      [8, 12],
      [12, 12],
    ]);
  });

  test('it takes a few seconds of one processor at most', () => {
    expect(seconds).toBeLessThan(5);
  });
});

describe('seeds', () => {
  test('the same seed gives the same data set', () => {
    expect(inventAlphabets(SMALL)).toEqual(inventAlphabets(SMALL));
  });

  test('the default data set is the one that figures were measured on', () => {
    const digest = createHash('sha256').update(dataset.pixels).digest('hex');
    expect(digest).toBe('979dd613db0150ba7cecf8fdb58faae087d707aeff927cc1cae6e428ddd5c866');
  });

  test('another seed gives other names and drawings', () => {
    const one = inventAlphabets(SMALL);
    const other = inventAlphabets({ ...SMALL, seed: 4 });
    expect(other.characters[0].alphabet).not.toBe(one.characters[0].alphabet);
    for (let i = 0; i < drawingCount(one); i++) expect(pixelsOf(other, i)).not.toEqual(pixelsOf(one, i));
  });

  test('a drawing does not depend on how many others there are', () => {
    const few = inventAlphabets({ ...SMALL, alphabets: 2, charactersPerAlphabet: 3, drawers: 2 });
    const many = inventAlphabets(SMALL);
    for (const [i, { first }] of few.characters.entries()) {
      const same = many.characters[Math.floor(i / 3) * 4 + (i % 3)];
      expect(pixelsOf(few, first + 1)).toEqual(pixelsOf(many, same.first + 1));
    }
  });

  test('the last bit of a sine, in which engines differ, does not reach the drawings', () => {
    const expected = inventAlphabets(SMALL);
    for (const name of ['sin', 'cos', 'exp', 'log', 'hypot'] as const) {
      const exact: (...values: number[]) => number = Math[name];
      vi.spyOn(Math, name).mockImplementation(
        (...values: number[]) => exact(...values) * (1 + Number.EPSILON),
      );
    }
    expect(inventAlphabets(SMALL)).toEqual(expected);
  });
});

/** Expected figures are those of a generator whose drawings taught a network to read real Omniglot. */
describe('likeness to Omniglot', () => {
  test('no drawing is empty or overfull', () => {
    expect(Math.min(...measures.map(({ ink }) => ink))).toBeGreaterThan(0.01);
    expect(Math.max(...measures.map(({ ink }) => ink))).toBeLessThan(0.25);
  });

  test('ink, size and place of the drawings', () => {
    const all = (key: keyof Measures) => measures.map((each) => each[key]);
    expect(mean(all('ink'))).toBeCloseTo(0.079, 2);
    expect(deviation(all('ink'))).toBeCloseTo(0.028, 2);
    expect(Math.abs(mean(all('width')) - 61)).toBeLessThan(3);
    expect(Math.abs(deviation(all('width')) - 17)).toBeLessThan(2);
    expect(Math.abs(mean(all('height')) - 60)).toBeLessThan(3);
    expect(Math.abs(deviation(all('height')) - 17)).toBeLessThan(2);
    expect(Math.abs(mean(all('centreX')) + 1.5)).toBeLessThan(0.5);
    expect(Math.abs(mean(all('centreY')) + 1.5)).toBeLessThan(0.5);
  });

  test('spread among the drawers of a character', () => {
    const spread = (of: (each: Measures) => number) =>
      Math.sqrt(mean(byCharacter.map((drawings) => deviation(drawings.map(of)) ** 2)));
    expect(Math.abs(spread(({ width, height }) => Math.log(width * height) / 2) - 0.144)).toBeLessThan(0.02);
    expect(Math.abs(spread(({ width, height }) => Math.log(width / height)) - 0.193)).toBeLessThan(0.02);
    expect(Math.abs(spread(({ centreX }) => centreX) - 6)).toBeLessThan(0.5);
  });

  test('a drawer has habits: of two who draw an alphabet, one draws most of it larger', () => {
    const logSize = ({ width, height }: Measures) => Math.log(width * height) / 2;
    const habits: number[] = [];
    for (let a = 0; a < 46; a++) {
      const characters = byCharacter.slice(a * 21, (a + 1) * 21);
      for (let d = 0; d < 20; d++) {
        habits.push(mean(characters.map((c) => logSize(c[d]) - mean(c.map(logSize)))));
      }
    }
    // Without habits the mean over 21 characters would vary by 0.14 / sqrt(21) = 0.03.
    expect(deviation(habits)).toBeGreaterThan(0.08);
    expect(deviation(habits)).toBeLessThan(0.12);
  });
});

describe('differences', () => {
  test('no two drawings of a character are the same', () => {
    for (const { first, drawings } of dataset.characters) {
      const different = new Set<string>();
      for (let i = 0; i < drawings; i++) {
        different.add(Buffer.from(pixelsOf(dataset, first + i)).toString('latin1'));
      }
      expect(different.size).toBe(drawings);
    }
  });

  test('drawings of two characters of an alphabet differ more than those of one', () => {
    let one = 0;
    let two = 0;
    for (let i = 0; i + 1 < dataset.characters.length; i++) {
      if (dataset.characters[i].alphabet !== dataset.characters[i + 1].alphabet) continue;
      const drawing = pixelsOf(dataset, dataset.characters[i].first);
      one += distance(drawing, pixelsOf(dataset, dataset.characters[i].first + 1));
      two += distance(drawing, pixelsOf(dataset, dataset.characters[i + 1].first + 1));
    }
    expect(one / two).toBeGreaterThan(0.88);
    expect(one / two).toBeLessThan(0.96);
  });

  test('5-way 1-shot is about as hard for the nearest neighbour on pixels as on Omniglot', () => {
    const random = createRandom(5);
    const tasks = 2000;
    let right = 0;
    for (let task = 0; task < tasks; task++) {
      const support = Array.from({ length: 5 }, () => random.integer(dataset.characters.length));
      const drawingOf = (character: number, drawer: number) =>
        pixelsOf(dataset, dataset.characters[character].first + drawer);
      const query = drawingOf(support[0], 0);
      const distances = support.map((character) =>
        distance(query, drawingOf(character, 1 + random.integer(19))),
      );
      if (distances.indexOf(Math.min(...distances)) === 0) right++;
    }
    // Omniglot 44 %, the recipe 40 %, chance 20 %.
    expect(right / tasks).toBeGreaterThan(0.36);
    expect(right / tasks).toBeLessThan(0.48);
  });
});
