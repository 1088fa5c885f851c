import { createRandom, type Dataset, PIXELS, type Random, SIDE } from '#data';
import { classPools, type TasksWithin } from './pool.ts';
import type { ClassPool } from './too-few.ts';

/** The size of a task: N-way K-shot with Q query drawings per class. */
export interface TaskShape {
  ways: number;
  shots: number;
  queries: number;
}

/** A meta-batch of tasks (episodes), as bytes. Every task has its own classes, drawings and labels. */
export interface EpisodeBatch extends TaskShape {
  tasks: number;
  /** `[task][ways * shots][28 * 28]`, grey, paper 255, class by class in label order. */
  support: Uint8Array;
  /** `[task][ways * shots]`, 0 to ways - 1. */
  supportLabels: Int32Array;
  /** `[task][ways * queries][28 * 28]`. */
  query: Uint8Array;
  /** `[task][ways * queries]`. */
  queryLabels: Int32Array;
}

/** A class of a task: a character of the data set by its index, turned counter-clockwise by so many quarter turns. */
export interface TaskClass {
  index: number;
  turns: number;
}

/** Draws meta-batches of tasks from a fixed list of characters. */
export interface EpisodeSampler {
  /** How many classes it draws from; turned ones are classes of their own. */
  readonly classes: number;
  /** The same seeds give the same batch, on every backend. */
  sample(tasks: number, ...seeds: number[]): EpisodeBatch;
  /** The classes that the first task of these seeds has, in label order. */
  classesOf(...seeds: number[]): TaskClass[];
}

export interface SamplerOptions extends TaskShape {
  /** Indices into `dataset.characters` to draw from. */
  characters: readonly number[];
  /** What these are, and whether a setting left but a few of them, for the error where they are too few. */
  pool?: ClassPool;
  limited?: true;
  /** Whether quarter turns of a character count as new classes (MAML, section 5.2). */
  rotations: boolean;
  /** `alphabet`: a task draws one alphabet, each as likely as another, and its classes from that. Absent: `all`. */
  within?: TasksWithin;
}

/** `count` different integers from [0, n), in random order (Floyd's method, then shuffled by position). */
function chooseDistinct(random: Random, n: number, count: number): number[] {
  const chosen: number[] = [];
  for (let top = n - count; top < n; top++) {
    const pick = random.integer(top + 1);
    const at = random.integer(chosen.length + 1);
    chosen.splice(at, 0, chosen.includes(pick) ? top : pick);
  }
  return chosen;
}

/** Copies one drawing into `target` at `offset`, turned counter-clockwise by `turns` quarter turns. */
function copyTurned(
  source: Uint8Array,
  first: number,
  turns: number,
  target: Uint8Array,
  offset: number,
): void {
  if (turns === 0) {
    target.set(source.subarray(first, first + PIXELS), offset);
    return;
  }
  const last = SIDE - 1;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [fromY, fromX] = turns === 1 ? [x, last - y] : turns === 2 ? [last - y, last - x] : [last - x, y];
      target[offset + y * SIDE + x] = source[first + fromY * SIDE + fromX];
    }
  }
}

/**
 * Makes a sampler of N-way K-shot tasks: `ways` classes without replacement, labelled in random order,
 * and for each of them `shots + queries` different drawings, so that support and query sets share none.
 *
 * @throws TooFewError where there are fewer classes or drawings of a class than a task needs.
 */
export function createSampler(dataset: Dataset, options: SamplerOptions): EpisodeSampler {
  const { ways, shots, queries, rotations } = options;
  const each = shots + queries;
  const pools = classPools(dataset.characters, options);
  const countOf = (pool: readonly number[]) => pool.length * (rotations ? 4 : 1);
  const chooseClasses = (random: Random): TaskClass[] => {
    // With a single pool no random number is spent on choosing it.
    const pool = pools.length === 1 ? pools[0] : pools[random.integer(pools.length)];
    return chooseDistinct(random, countOf(pool), ways).map((turnedClass) => ({
      index: pool[turnedClass % pool.length],
      turns: Math.floor(turnedClass / pool.length),
    }));
  };

  return {
    classes: pools.reduce((sum, pool) => sum + countOf(pool), 0),
    sample(tasks, ...seeds) {
      const random = createRandom(...seeds);
      const supportSize = ways * shots;
      const querySize = ways * queries;
      const batch: EpisodeBatch = {
        tasks,
        ways,
        shots,
        queries,
        support: new Uint8Array(tasks * supportSize * PIXELS),
        supportLabels: new Int32Array(tasks * supportSize),
        query: new Uint8Array(tasks * querySize * PIXELS),
        queryLabels: new Int32Array(tasks * querySize),
      };
      for (let task = 0; task < tasks; task++) {
        chooseClasses(random).forEach(({ index, turns }, label) => {
          const character = dataset.characters[index];
          const drawings = chooseDistinct(random, character.drawings, each);
          drawings.forEach((drawing, i) => {
            const isSupport = i < shots;
            const images = isSupport ? batch.support : batch.query;
            const labels = isSupport ? batch.supportLabels : batch.queryLabels;
            const at = isSupport
              ? task * supportSize + label * shots + i
              : task * querySize + label * queries + i - shots;
            copyTurned(dataset.pixels, (character.first + drawing) * PIXELS, turns, images, at * PIXELS);
            labels[at] = label;
          });
        });
      }
      return batch;
    },
    classesOf: (...seeds) => chooseClasses(createRandom(...seeds)),
  };
}
