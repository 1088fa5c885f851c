import { type Dataset, type Split, spread } from '#data';
import type { RunSettings } from '#maml';
import { createSampler, type EpisodeBatch, type EpisodeSampler, type TaskShape } from '#tasks';

/** Keeps the episodes of one purpose apart from those of another under the same seed. */
const purposes = { training: 101, evaluation: 102, preview: 103, curve: 104 } as const;
export type Purpose = Exclude<keyof typeof purposes, 'training'>;

/** Where a run's episodes come from. The same seed gives the same ones, also after a pause or a restore. */
export interface EpisodeSource {
  /** The meta-batch of a meta-iteration (from 0), of meta-training classes. */
  metaBatch(iteration: number): EpisodeBatch;
  /** Tasks `first` to `first + count - 1` of a purpose, of meta-test classes; the chunking changes none. */
  tasks(purpose: Purpose, first: number, count: number): EpisodeBatch;
}

type EpisodeSettings = Pick<
  RunSettings,
  'ways' | 'shots' | 'queries' | 'rotations' | 'trainCharacters' | 'metaBatch' | 'seed'
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

/**
 * The numbered tasks of an evaluation, of meta-test classes or of all.
 *
 * @throws TooFewError where there are too few classes for the task.
 */
export function evaluationTasks(
  data: Dataset,
  split: Split,
  { ways, shots, queries }: TaskShape,
  { seed, classes }: { seed: number; classes: 'test' | 'all' },
): (first: number, count: number) => EpisodeBatch {
  const characters = classes === 'all' ? data.characters.map((_, i) => i) : split.test;
  const sampler = createSampler(data, { ways, shots, queries, rotations: false, characters });
  return (first, count) => numberedTasks(sampler, seed, 'evaluation', first, count);
}

/**
 * A run's episodes. Rotations make new classes for meta-training only (MAML, section 5.2).
 *
 * @throws TooFewError where either side of the split is too small for the task.
 */
export function createEpisodeSource(data: Dataset, split: Split, settings: EpisodeSettings): EpisodeSource {
  const { ways, shots, queries, rotations, trainCharacters, metaBatch, seed } = settings;
  const characters = spread(split.train, trainCharacters);
  const training = createSampler(data, { ways, shots, queries, rotations, characters });
  const test = createSampler(data, { ways, shots, queries, rotations: false, characters: split.test });
  return {
    metaBatch: (iteration) => training.sample(metaBatch, seed, purposes.training, iteration),
    tasks: (purpose, first, count) => numberedTasks(test, seed, purpose, first, count),
  };
}
