import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Dataset, PIXELS, SIDE } from '#data';
import { createSampler, TooFewError } from '#tasks';

/** Every drawing's first pixel is its character, its second the drawer; a mark in a corner shows turns. */
function markedDataset(characters: number, drawers: number): Dataset {
  const pixels = new Uint8Array(characters * drawers * PIXELS).fill(255);
  const list = Array.from({ length: characters }, (_, c) => {
    for (let d = 0; d < drawers; d++) {
      const first = (c * drawers + d) * PIXELS;
      pixels[first] = c;
      pixels[first + 1] = d;
    }
    return { alphabet: 'A', name: `character${c}`, half: null, first: c * drawers, drawings: drawers };
  });
  return { name: 'marked', source: 'archive', characters: list, pixels };
}

const shape = { ways: 5, shots: 2, queries: 3, rotations: false };
const all = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('episode sampler', () => {
  const dataset = markedDataset(12, 8);
  const sampler = createSampler(dataset, { ...shape, characters: all(12) });

  test('the same seeds give the same episodes, others give others', () => {
    expect(sampler.sample(3, 1, 2)).toEqual(sampler.sample(3, 1, 2));
    expect(sampler.sample(3, 1, 2)).not.toEqual(sampler.sample(3, 1, 3));
    expect(sampler.classesOf(1, 2)).toEqual(sampler.classesOf(1, 2));
    expect(sampler.classesOf(1, 2)).not.toEqual(sampler.classesOf(1, 3));
  });

  test('a task has its ways, shots and queries, and shares no drawing between support and query set', () => {
    const batch = sampler.sample(20, 7);
    for (let task = 0; task < 20; task++) {
      const seen = new Map<number, number>();
      const used = new Set<string>();
      const visit = (images: Uint8Array, labels: Int32Array, each: number) => {
        for (let i = task * 5 * each; i < (task + 1) * 5 * each; i++) {
          const [character, drawer] = images.subarray(i * PIXELS, i * PIXELS + 2);
          expect(seen.get(labels[i]) ?? character).toBe(character);
          seen.set(labels[i], character);
          expect(used.has(`${character}/${drawer}`)).toBe(false);
          used.add(`${character}/${drawer}`);
        }
      };
      visit(batch.support, batch.supportLabels, 2);
      visit(batch.query, batch.queryLabels, 3);
      expect(new Set(seen.values()).size).toBe(5);
      expect([...seen.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
    }
  });

  test('a character gets every label in turn, and every drawing is used', () => {
    const batch = sampler.sample(400, 11);
    const labelsOfFirst = new Set<number>();
    const drawings = new Set<string>();
    batch.supportLabels.forEach((label, i) => {
      const [character, drawer] = batch.support.subarray(i * PIXELS, i * PIXELS + 2);
      if (character === 0) labelsOfFirst.add(label);
      drawings.add(`${character}/${drawer}`);
    });
    expect([...labelsOfFirst].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(drawings.size).toBe(12 * 8);
  });

  test('only the characters given are drawn from', () => {
    const batch = createSampler(dataset, { ...shape, characters: [2, 3, 5, 7, 11] }).sample(10, 1);
    const found = new Set(all(10 * 10).map((i) => batch.support[i * PIXELS]));
    expect([...found].sort((a, b) => a - b)).toEqual([2, 3, 5, 7, 11]);
  });

  test('quarter turns are new classes, each turned as a whole', () => {
    const rotating = createSampler(markedDataset(2, 5), { ...shape, rotations: true, characters: [0, 1] });
    const batch = rotating.sample(50, 3);
    const last = SIDE - 1;
    const corners = [0, last * SIDE, last * SIDE + last, last];
    const turned = new Set<number>();
    for (let i = 0; i < batch.supportLabels.length; i++) {
      const image = batch.support.subarray(i * PIXELS, (i + 1) * PIXELS);
      const inked = corners.findIndex((corner) => image[corner] !== 255);
      expect(inked).toBeGreaterThanOrEqual(0);
      turned.add(inked);
    }
    expect([...turned].sort()).toEqual([0, 1, 2, 3]);
  });

  test('within one alphabet: every task is of one, each of the large enough ones comes up, and what is left is said', () => {
    const mixed = markedDataset(18, 8);
    // Alphabets of 3, 5 and 10 characters: the first is too small for five ways.
    mixed.characters.forEach((character, i) => {
      character.alphabet = i < 3 ? 'small' : i < 8 ? 'five' : 'ten';
    });
    const sampler = createSampler(mixed, { ...shape, characters: all(18), within: 'alphabet' });
    expect(sampler.classes).toBe(15);
    const batch = sampler.sample(60, 5);
    const seen = new Set<string>();
    for (let task = 0; task < 60; task++) {
      const ofTask = all(10).map((i) => mixed.characters[batch.support[(task * 10 + i) * PIXELS]].alphabet);
      expect(new Set(ofTask).size).toBe(1);
      seen.add(ofTask[0]);
    }
    expect([...seen].sort()).toEqual(['five', 'ten']);
    const refused = () =>
      createSampler(mixed, { ...shape, ways: 11, characters: all(18), pool: 'test', within: 'alphabet' });
    expect(refused).toThrow(
      'A task within one alphabet needs 11 characters; the largest alphabet for meta-test has 10. Choose fewer --ways, or --tasks-within all.',
    );
    const turned = createSampler(mixed, {
      ...shape,
      rotations: true,
      characters: all(18),
      within: 'alphabet',
    });
    expect(turned.classes).toBe(72);
  });

  test('tasks of all alphabets are the same, byte for byte, as before there was a choice', () => {
    const rotated = createSampler(dataset, { ...shape, rotations: true, characters: [0, 2, 3, 5, 7, 8, 11] });
    const bytes = [sampler.sample(3, 1, 2), rotated.sample(4, 9, 101, 7)].flatMap(
      ({ support, query, supportLabels, queryLabels }) => [support, query, supportLabels, queryLabels],
    );
    const hash = createHash('sha256');
    for (const part of bytes) hash.update(part);
    expect(hash.digest('hex').slice(0, 16)).toBe('a0d74a09c14ca10e');
  });

  test('too few characters or drawings are refused, with what is there', () => {
    const refuse = (characters: number, drawers: number) => {
      try {
        createSampler(markedDataset(characters, drawers), { ...shape, characters: all(characters) });
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(refuse(4, 8)).toBeInstanceOf(TooFewError);
    expect(refuse(4, 8)).toMatchObject({ what: 'characters', needed: 5, found: 4 });
    expect(refuse(6, 4)).toMatchObject({ what: 'drawings', needed: 5, found: 4 });
    expect(refuse(5, 5)).toBeNull();
  });
});
