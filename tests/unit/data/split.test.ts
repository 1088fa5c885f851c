import { describe, expect, test } from 'vitest';
import { type Character, type Half, type SplitOptions, splitCharacters, summariseSplit } from '#data';

const official: SplitOptions = { split: 'official', validationShare: 0.1, ways: 5 };
const inFileOrder: SplitOptions = { ...official, split: 'file-order' };

/** Alphabets of a half, each with so many characters. */
function alphabets(half: Half, count: number, each: number, from = 0): Character[] {
  return Array.from({ length: count * each }, (_, i) => ({
    alphabet: `${half ?? 'own'}-${from + Math.floor(i / each)}`,
    name: `character${String((i % each) + 1).padStart(2, '0')}`,
    half,
    first: i * 20,
    drawings: 20,
  }));
}

const background = alphabets('background', 30, 32);
const evaluation = alphabets('evaluation', 20, 33);
const own = alphabets(null, 4, 6);

const sizes = (characters: Character[], options: SplitOptions) => {
  const { train, validation, test: held, rule } = summariseSplit(splitCharacters(characters, options));
  return [train, validation, held, rule];
};
const namesOf = (characters: Character[], indices: number[]) =>
  new Set(indices.map((i) => characters[i].alphabet));

describe('official', () => {
  test('the halves stay what they are, alone, together, and beside a set of one’s own', () => {
    expect(sizes([...background, ...evaluation], official)).toEqual([864, 96, 660, 'official']);
    expect(sizes(background, official)).toEqual([864, 96, 0, 'official']);
    expect(sizes(evaluation, official)).toEqual([0, 0, 660, 'official']);
    const all = [...background, ...evaluation, ...own];
    const split = splitCharacters(all, { ...official, validationShare: 0 });
    expect(namesOf(all, split.test)).toEqual(namesOf(evaluation, [...evaluation.keys()]));
    expect(split.train).toHaveLength(background.length + own.length);
  });

  test('every class is in one part, and the parts are in the set’s order', () => {
    const all = [...background, ...evaluation, ...own];
    const { train, validation, test: held } = splitCharacters(all, official);
    expect([...train, ...validation, ...held].sort((a, b) => a - b)).toEqual([...all.keys()]);
    for (const part of [train, validation, held]) expect(part).toEqual(part.toSorted((a, b) => a - b));
  });
});

describe('shuffled', () => {
  const shuffled: SplitOptions = { split: 'shuffled', validationShare: 0.0833, ways: 5 };
  const set = [...background, ...evaluation].slice(0, 1618).concat(alphabets(null, 1, 5, 90));

  test('has the sizes of the paper’s code, and characters of all alphabets in every large part', () => {
    expect(set).toHaveLength(1623);
    expect(sizes(set, shuffled)).toEqual([1100, 100, 423, 'shuffled']);
    const { train, test: held } = splitCharacters(set, shuffled);
    for (const part of [train, held]) expect(namesOf(set, part).size).toBeGreaterThan(45);
  });

  test('is the same in whatever order the files come', () => {
    const split = splitCharacters(set, shuffled);
    expect(split.digest).not.toBe(splitCharacters(set, inFileOrder).digest);
    const turned = set.toReversed();
    const names = (from: Character[], part: number[]) =>
      part.map((i) => `${from[i].alphabet}/${from[i].name}`).sort();
    for (const part of ['train', 'validation', 'test'] as const) {
      expect(names(turned, splitCharacters(turned, shuffled)[part])).toEqual(names(set, split[part]));
    }
  });

  test('leaves a task enough classes in a small set', () => {
    expect(sizes(own, { ...shuffled, ways: 5 })).toEqual([13, 5, 6, 'shuffled']);
    expect(sizes(alphabets(null, 2, 6), { ...shuffled, ways: 5 })).toEqual([7, 0, 5, 'shuffled']);
  });
});

describe('validation', () => {
  test('is a share of the meta-training alphabets, whole ones, at least one', () => {
    const { train, validation } = splitCharacters(background, official);
    expect(namesOf(background, validation).size).toBe(3);
    for (const name of namesOf(background, validation)) {
      expect(namesOf(background, train).has(name)).toBe(false);
    }
    expect(sizes(alphabets('background', 5, 20), official)).toEqual([80, 20, 0, 'official']);
    expect(sizes(background, { ...official, validationShare: 0 })).toEqual([960, 0, 0, 'official']);
  });

  test('has enough classes for a task, and is none where meta-training would keep too few', () => {
    expect(sizes(alphabets('background', 10, 3), official)).toEqual([24, 6, 0, 'official']);
    expect(sizes(alphabets('background', 2, 4), official)).toEqual([8, 0, 0, 'official']);
    expect(sizes(alphabets('background', 1, 40), official)).toEqual([40, 0, 0, 'official']);
  });

  test('what a person added stays in meta-training, and moves no other class', () => {
    const added = alphabets(null, 1, 5).map((character) => ({
      ...character,
      alphabet: 'Mine',
      added: true as const,
    }));
    for (const set of [[...background, ...evaluation], own, alphabets(null, 46, 21)]) {
      const before = splitCharacters(set, official);
      const after = splitCharacters([...added, ...set], official);
      const moved = (indices: number[]) => indices.map((i) => i + added.length);
      expect(after.validation).toEqual(moved(before.validation));
      expect(after.test).toEqual(moved(before.test));
    }
  });
});

describe('a set without halves', () => {
  test('is split by class in the reference’s share, so that no part is too small where the set is large enough', () => {
    const twelve = alphabets(null, 1, 12);
    expect(sizes(twelve, official)).toEqual([7, 0, 5, 'by-class']);
    expect(sizes(twelve, { ...official, ways: 3 })).toEqual([9, 0, 3, 'by-class']);
    expect(sizes(alphabets(null, 1, 9), official)).toEqual([5, 0, 4, 'by-class']);
    expect(sizes(alphabets(null, 46, 21), official)).toEqual([651, 63, 252, 'by-class']);
  });

  test('in file order, the share is the reference’s whatever comes of it', () => {
    const whole = [...alphabets('background', 30, 32), ...alphabets('evaluation', 13, 51)];
    expect(whole).toHaveLength(1623);
    expect(sizes(whole, { ...inFileOrder, validationShare: 0 })).toEqual([1200, 0, 423, 'file-order']);
    expect(sizes(alphabets(null, 1, 12), inFileOrder)).toEqual([9, 0, 3, 'file-order']);
  });
});

describe('digest', () => {
  test('tells splits apart, and is that of the names in order of parts', () => {
    const digest = (characters: Character[], options: SplitOptions) =>
      splitCharacters(characters, options).digest;
    // printf 'train own-0/character01\n...' | sha256sum | head -c 16
    const three = alphabets(null, 1, 3);
    expect(digest(three, { ...official, ways: 2 })).toBe('955e302827df508f');
    const both = [...background, ...evaluation];
    const digests = [
      digest(both, official),
      digest(both, inFileOrder),
      digest(both, { ...official, validationShare: 0 }),
      digest(background, official),
      digest(evaluation, official),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(digest(structuredClone(both), official)).toBe(digests[0]);
  });
});
