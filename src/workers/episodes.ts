import { type Dataset, type Split, spread } from '#data';
import type { RunSettings } from '#maml';
import {
  type ClassPool,
  createSampler,
  type EpisodeBatch,
  type EpisodeSampler,
  type TaskClass,
  TooFewError,
} from '#tasks';

/** Keeps the episodes of one purpose apart from those of another under the same seed. */
const purposes = { training: 101, evaluation: 102, preview: 103, curve: 104 } as const;
export type Purpose = Exclude<keyof typeof purposes, 'training'>;

/** Where a numbered task comes from. */
export interface TaskOrigin {
  /** What its random numbers are seeded with. */
  seeds: number[];
  /** In label order. */
  classes: TaskClass[];
}

/** Numbered tasks of one pool of classes. */
export interface TaskSource {
  split: ClassPool;
  /** Classes drawn from. */
  classes: number;
  /** Query drawings of each task. */
  answers: number;
  /** Tasks `first` to `first + count - 1` of a purpose; the chunking changes none. */
  tasks(purpose: Purpose, first: number, count: number): EpisodeBatch;
  origin(purpose: Purpose, index: number): TaskOrigin;
}

/** Where a run's episodes come from. The same seed gives the same ones, also after a pause or a restore. */
export interface EpisodeSource {
  /** The meta-batch of a meta-iteration (from 0), of meta-training classes. */
  metaBatch(iteration: number): EpisodeBatch;
  /**
   * What the run is evaluated on, and shown on, while it goes: validation where there is any, else meta-test. Where
   * there is neither, or no evaluation is asked for and they are too few, meta-training: to be shown, not judged.
   */
  watched: TaskSource;
}

type EpisodeSettings = Pick<
  RunSettings,
  | 'ways'
  | 'shots'
  | 'queries'
  | 'rotations'
  | 'trainCharacters'
  | 'tasksWithin'
  | 'metaBatch'
  | 'seed'
  | 'evaluateTasks'
  | 'evaluateRotations'
>;

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Single tasks as one batch of tasks. */
function joinTasks(batches: readonly EpisodeBatch[]): EpisodeBatch {
  return {
    ...batches[0],
    tasks: batches.length,
    support: joinBytes(batches.map((batch) => batch.support)),
    query: joinBytes(batches.map((batch) => batch.query)),
    supportLabels: Int32Array.from(batches.flatMap((batch) => [...batch.supportLabels])),
    queryLabels: Int32Array.from(batches.flatMap((batch) => [...batch.queryLabels])),
  };
}

/** Tasks `first` to `first + count - 1` of a numbered sequence, each seeded by its own number. */
export function numberedTasks(
  sampler: EpisodeSampler,
  seed: number,
  purpose: Purpose,
  first: number,
  count: number,
): EpisodeBatch {
  return joinTasks(
    Array.from({ length: count }, (_, i) => sampler.sample(1, seed, purposes[purpose], first + i)),
  );
}

/** What an evaluation asks of the tasks. */
type EvaluationShape = Pick<
  RunSettings,
  'ways' | 'shots' | 'queries' | 'tasksWithin' | 'seed' | 'evaluateRotations'
>;

/** The indices of a pool's classes. */
export function charactersOf(data: Dataset, split: Split, pool: ClassPool): readonly number[] {
  return pool === 'all' ? data.characters.map((_, i) => i) : split[pool];
}

/**
 * The numbered tasks of a part of the data set, or of all of it.
 *
 * @throws TooFewError where there are too few classes for the task.
 */
export function taskSource(data: Dataset, split: Split, shape: EvaluationShape, pool: ClassPool): TaskSource {
  const { ways, shots, queries, tasksWithin, evaluateRotations: rotations } = shape;
  const sampler = createSampler(data, {
    ...{ ways, shots, queries, rotations, within: tasksWithin },
    characters: charactersOf(data, split, pool),
    pool,
  });
  return sourceOf(sampler, pool, shape);
}

function sourceOf(
  sampler: EpisodeSampler,
  split: ClassPool,
  { ways, queries, seed }: Pick<EvaluationShape, 'ways' | 'queries' | 'seed'>,
): TaskSource {
  return {
    split,
    classes: sampler.classes,
    answers: ways * queries,
    tasks: (purpose, first, count) => numberedTasks(sampler, seed, purpose, first, count),
    origin: (purpose, index) => {
      const seeds = [seed, purposes[purpose], index];
      return { seeds, classes: sampler.classesOf(...seeds) };
    },
  };
}

/** The parts that a run can be judged on, the one to be watched first. */
function judges(split: Split): ('validation' | 'test')[] {
  return (['validation', 'test'] as const).filter((part) => split[part].length > 0);
}

/**
 * A run's episodes. `rotations` make new classes for meta-training (MAML, section 5.2), `evaluateRotations` for evaluations.
 *
 * @throws TooFewError where a part is too small for the task; one that nothing is asked of may be.
 */
export function createEpisodeSource(data: Dataset, split: Split, settings: EpisodeSettings): EpisodeSource {
  const { ways, shots, queries, rotations, trainCharacters, tasksWithin, metaBatch, seed } = settings;
  const characters = spread(split.train, trainCharacters);
  const training = createSampler(data, {
    ...{ ways, shots, queries, rotations, within: tasksWithin, characters, pool: 'train' },
    limited: characters.length < split.train.length || undefined,
  });
  return {
    metaBatch: (iteration) => training.sample(metaBatch, seed, purposes.training, iteration),
    watched: watchedSource(data, split, settings) ?? sourceOf(training, 'train', settings),
  };
}

function watchedSource(data: Dataset, split: Split, settings: EpisodeSettings): TaskSource | null {
  const sources = judges(split).map((part) => {
    try {
      return taskSource(data, split, settings, part);
    } catch (error) {
      if (settings.evaluateTasks > 0 || !(error instanceof TooFewError)) throw error;
      return null;
    }
  });
  return sources.find((source) => source !== null) ?? null;
}
