import { byAlphabet, type Character } from '#data';
import { type ClassPool, TooFewError } from './too-few.ts';

/** Where the classes of one task come from: `alphabet` is the harder protocol, since they look alike. */
export type TasksWithin = 'all' | 'alphabet';

interface PoolOptions {
  ways: number;
  shots: number;
  queries: number;
  rotations: boolean;
  within?: TasksWithin;
  /** Indices of characters. */
  characters: readonly number[];
  pool?: ClassPool;
  limited?: true;
}

/**
 * The lists of characters that the classes of one task may come from, of those with enough drawings: one list of
 * all, or one for each alphabet with enough classes.
 *
 * @throws TooFewError where no list has enough classes or drawings for a task.
 */
export function classPools(characters: readonly Character[], options: PoolOptions): number[][] {
  const { ways, shots, queries, rotations, within = 'all', pool = 'all', limited } = options;
  const each = shots + queries;
  const least = Math.ceil(ways / (rotations ? 4 : 1));
  const shortOf = (what: 'characters' | 'drawings' | 'alphabets', needed: number, found: number) =>
    new TooFewError({ what, pool, needed, found, limited });

  const usable = options.characters.filter((c) => characters[c].drawings >= each);
  if (usable.length < least) {
    if (options.characters.length < least) {
      throw shortOf('characters', ways, options.characters.length * (rotations ? 4 : 1));
    }
    const counts = options.characters.map((c) => characters[c].drawings).sort((a, b) => b - a);
    throw shortOf('drawings', each, counts[least - 1]);
  }
  if (within === 'all') return [usable];

  const alphabets = byAlphabet(characters, usable);
  const large = alphabets.filter(({ length }) => length >= least);
  if (large.length > 0) return large;
  throw shortOf('alphabets', ways, Math.max(...alphabets.map(({ length }) => length)) * (rotations ? 4 : 1));
}
