import * as v from 'valibot';
import { type Character, type SplitOptions, type SplitSummary, splitCharacters, summariseSplit } from '#data';
import { parseJson } from './parse-json.ts';

/** Class names by alphabet. */
type ClassNames = Record<string, string[]>;

/**
 * What a network has learnt from, as its checkpoint tells: how the set was split, and the names of the meta-training
 * classes. Names rather than the digest alone, because only they tell of another set how much of it was learnt from:
 * the same half stands in several archives, and beside other classes. They take some 13 bytes a class.
 */
export interface TrainedOn extends SplitSummary {
  /** Null where there are more than `MOST_NAMES`: then only the same split is recognised, by its digest. */
  classes: ClassNames | null;
}

/** More than twice Omniglot. */
const MOST_NAMES = 4000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.object({
  train: count,
  validation: count,
  test: count,
  rule: v.picklist(['official', 'file-order', 'shuffled', 'by-class']),
  digest: v.string(),
  classes: v.nullable(v.record(v.string(), v.array(v.string()))),
});

/** What a run on these characters learns from; `before`: what it had learnt from when it was opened. */
export function trainedOn(
  characters: readonly Character[],
  options: SplitOptions,
  before?: TrainedOn,
): TrainedOn {
  const split = splitCharacters(characters, options);
  const names: ClassNames = {};
  for (const { alphabet, name } of split.train.map((i) => characters[i])) {
    names[alphabet] ??= [];
    names[alphabet].push(name);
  }
  for (const [alphabet, more] of Object.entries(before?.classes ?? {})) {
    names[alphabet] = [...new Set([...(names[alphabet] ?? []), ...more])];
  }
  const total = Object.values(names).reduce((sum, { length }) => sum + length, 0);
  return { ...summariseSplit(split), classes: total > MOST_NAMES ? null : names };
}

/** How many of these characters a network has learnt from, by their names. */
export function learntAmong(
  { classes }: TrainedOn,
  characters: readonly Character[],
  indices: readonly number[],
): number {
  const known = new Map(Object.entries(classes ?? {}).map(([alphabet, names]) => [alphabet, new Set(names)]));
  return indices.filter((i) => known.get(characters[i].alphabet)?.has(characters[i].name)).length;
}

/** Reads what a checkpoint tells; undefined where it does not, or not as it should. */
export function parseTrainedOn(text: string | undefined): TrainedOn | undefined {
  if (text === undefined) return undefined;
  const { success, output } = v.safeParse(schema, parseJson(text));
  return success ? (output as TrainedOn) : undefined;
}
