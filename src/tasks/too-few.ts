import type { Part } from '#data';

/** What classes were drawn from: a part of the data set, or all of it. */
export type ClassPool = Part | 'all';

export interface Shortage {
  /** `alphabets`: none has enough characters for a task within one. */
  what: 'characters' | 'drawings' | 'alphabets';
  pool: ClassPool;
  /** Characters of a task, or drawings of each of them. */
  needed: number;
  found: number;
  /** The setting `trainCharacters` left so few. */
  limited?: true;
}

const KEPT: Record<ClassPool, string> = {
  train: 'for meta-training',
  validation: 'for validation',
  test: 'for meta-test',
  all: 'in the data set',
};

function causeOf({ what, pool, needed, found, limited }: Shortage): string {
  const kept = KEPT[pool];
  if (what === 'drawings') {
    return `A task needs ${needed} drawings of each character (--shots and --queries); ${kept} too few characters have more than ${found}.`;
  }
  if (what === 'alphabets') {
    return `A task within one alphabet needs ${needed} characters; the largest alphabet ${kept} has ${found}.`;
  }
  if (pool === 'test' && found === 0) return 'The data set has no meta-test classes.';
  if (pool === 'train' && found === 0) {
    return "No character is left for meta-training: Omniglot's evaluation half is all kept for meta-test.";
  }
  if (limited) return `--train-characters leaves ${found} characters, and a task needs ${needed}.`;
  const are = pool === 'all' ? 'are' : 'are kept';
  return `${found} characters ${are} ${kept}, and a task needs ${needed}.`;
}

function remedyOf({ what, pool, found, limited }: Shortage): string {
  if (what === 'drawings') return 'Choose fewer.';
  if (what === 'alphabets') return 'Choose fewer --ways, or --tasks-within all.';
  if (pool === 'train' && found === 0) return 'Add images_background.zip, or choose --split file-order.';
  if (pool === 'test' && found === 0) return 'Choose --classes train, validation or all.';
  if (limited) return 'Raise it, or choose fewer --ways.';
  if (pool === 'train' || pool === 'all') return 'Choose fewer --ways, or a larger data set.';
  return 'Choose fewer --ways, a larger data set, or --evaluate-tasks 0.';
}

/** What an error tells, as plain data. */
export function shortageOf({ what, pool, needed, found, limited }: TooFewError): Shortage {
  return { what, pool, needed, found, ...(limited && { limited }) };
}

/** Thrown where the classes of a pool are too few for the task asked of them; the message names cause and remedy. */
export class TooFewError extends Error implements Shortage {
  override name = 'TooFewError';
  readonly what: Shortage['what'];
  readonly pool: ClassPool;
  readonly needed: number;
  readonly found: number;
  readonly limited?: true;

  constructor(shortage: Shortage) {
    super(`${causeOf(shortage)} ${remedyOf(shortage)}`);
    const { what, pool, needed, found, limited } = shortage;
    this.what = what;
    this.pool = pool;
    this.needed = needed;
    this.found = found;
    if (limited) this.limited = true;
  }
}
