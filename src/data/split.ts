import { byAlphabet, type Character, type Part, spread } from './dataset.ts';
import { digestOf } from './split-digest.ts';
import { shuffledByName } from './split-shuffle.ts';

/**
 * How a data set is to be split: by Omniglot's halves where it has them; as the reference does, in file order; or as
 * the paper does, at random, whatever the alphabet.
 */
export type SplitChoice = 'official' | 'file-order' | 'shuffled';

/** How it was split; see `splitCharacters`. */
export type SplitRule = SplitChoice | 'by-class';

export interface SplitOptions {
  split: SplitChoice;
  /** Of the meta-training alphabets, of its characters where they are shuffled; 0 to 0.5. */
  validationShare: number;
  /** Classes of a task: no part is left with fewer where that can be helped. */
  ways: number;
}

/** Indices into `characters` of the classes of each part, each in the data set's order. */
export interface Split extends Record<Part, number[]> {
  rule: SplitRule;
  /** Of the names of all classes, part by part: the same digest, the same split. */
  digest: string;
}

/** A split as lines, files and the page tell of it: classes counted. */
export interface SplitSummary extends Record<Part, number> {
  rule: SplitRule;
  digest: string;
}

/** Characters of the whole Omniglot, and how many the reference trains on, in file order. */
const OMNIGLOT_CHARACTERS = 1623;
const REFERENCE_TRAIN = 1200;

type Halves = Record<'train' | 'test', number[]>;

/**
 * Splits the characters into meta-training, validation and meta-test.
 *
 * `official`: Omniglot's evaluation half is meta-test, and everything beside it meta-training; so an evaluation half
 * alone has no meta-training, and a background half alone no meta-test. `file-order`: the reference's share, 1,200
 * of 1,623, in file order. `shuffled`: as many of any alphabet, and validation is characters too. `by-class`, for a
 * set without halves: the same share, moved so that either side has enough classes for a task, where the set has.
 * Validation then takes whole alphabets of meta-training, evenly spread; none where meta-training would keep too few
 * classes for a task. Classes that a person has added stay in meta-training.
 */
export function splitCharacters(characters: readonly Character[], options: SplitOptions): Split {
  const { rule, train, test } = inHalves(characters, options);
  const validation = validationOf(characters, train, options);
  const isHeld = new Set(validation);
  const parts = { train: train.filter((i) => !isHeld.has(i)), validation, test };
  return { ...parts, rule, digest: digestOf(characters, parts) };
}

/** The parts counted. */
export function summariseSplit({ train, validation, test, rule, digest }: Split): SplitSummary {
  return { train: train.length, validation: validation.length, test: test.length, rule, digest };
}

function inHalves(
  characters: readonly Character[],
  { split, ways }: SplitOptions,
): Halves & { rule: SplitRule } {
  const indices = characters.map((_, i) => i);
  if (split === 'official' && characters.some(({ half }) => half !== null)) {
    const isTest = (i: number) => characters[i].half === 'evaluation';
    return { rule: 'official', train: indices.filter((i) => !isTest(i)), test: indices.filter(isTest) };
  }
  const added = indices.filter((i) => characters[i].added);
  const inOrder = indices.filter((i) => !characters[i].added);
  const found = split === 'shuffled' ? shuffledByName(characters, inOrder) : inOrder;
  const share = Math.round((found.length * REFERENCE_TRAIN) / OMNIGLOT_CHARACTERS);
  const cut = split === 'file-order' ? share : cutFor(share, found.length, ways);
  const rule = split === 'official' ? 'by-class' : split;
  const inSetOrder = (part: number[]) => part.sort((a, b) => a - b);
  return { rule, train: inSetOrder([...added, ...found.slice(0, cut)]), test: inSetOrder(found.slice(cut)) };
}

/** As near to the share as leaves either side a task's classes; meta-training comes first where there are too few. */
function cutFor(share: number, count: number, ways: number): number {
  return Math.min(count, Math.max(ways, Math.min(share, count - ways)));
}

/**
 * Whole alphabets of meta-training, at least one and enough for a task, or the last of the shuffled characters; empty
 * where too little would be left.
 */
function validationOf(
  characters: readonly Character[],
  train: readonly number[],
  { split, validationShare, ways }: SplitOptions,
): number[] {
  if (validationShare === 0) return [];
  const found = train.filter((i) => !characters[i].added);
  if (split === 'shuffled') {
    const count = Math.max(ways, Math.round(found.length * validationShare));
    const held = shuffledByName(characters, found)
      .slice(-count)
      .sort((a, b) => a - b);
    return train.length - held.length < ways ? [] : held;
  }
  const all = byAlphabet(characters, found);
  const least = Math.max(1, Math.round(all.length * validationShare));
  for (let count = least; count < all.length; count++) {
    const held = spread(all, count).flat();
    if (train.length - held.length < ways) break;
    if (held.length >= ways) return held;
  }
  return [];
}
