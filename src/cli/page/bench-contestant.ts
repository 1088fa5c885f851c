import { type Dataset, PIXELS, splitCharacters } from '#data';
import type { BackendName, RunSettings } from '#maml';
import { createSampler, type EpisodeBatch } from '#tasks';

/** Ways to do a meta-iteration in the browser. */
export type ContestantName = 'engine' | 'stock' | 'jax';

export interface Entry {
  settings: RunSettings;
  backend: BackendName;
  data: Dataset;
}

/** Kernel calls (draw calls, on a graphics card) of one meta-iteration. */
export interface Dispatches {
  total: number;
  /** By falling number. */
  byKernel: { name: string; dispatches: number; seconds?: number }[];
}

export interface Opened {
  firstIterationSeconds: number;
  /** Threads that compute. */
  threads: number;
  /** Who draws, for webgl. */
  renderer?: string;
  /** Seconds that one meta-batch's drawings take to the device, converted. */
  uploadSeconds?: number;
}

export interface Held {
  tensors: number;
  bytes: number;
}

/** One way to do meta-iterations; each runs in a worker of its own, so that it can be ended at any time. */
export interface Contestant {
  /** Prepares everything and does the first meta-iteration. @throws Error with the reason where it cannot. */
  open(entry: Entry): Promise<Opened>;
  /** Seconds of each of `count` further meta-iterations. */
  iterate(count: number): Promise<number[]>;
  /** Live tensors and bytes, null where nobody counts them. */
  memory(): Held | null;
  dispatches(): Promise<Dispatches | null>;
}

/** Keeps the benchmark's episodes apart from others under the same seed. */
const BENCHMARK = 105;

/** Draws the tasks of a meta-iteration; a meta-batch of them where no number is given. */
export type Sample = (iteration: number, tasks?: number) => EpisodeBatch;

/** Tasks as training draws them: meta-training classes of the data set. */
export function episodesOf({ settings, data }: Entry): Sample {
  const { ways, shots, queries, rotations, metaBatch, seed } = settings;
  const characters = splitCharacters(data.characters, settings).train;
  const sampler = createSampler(data, { ways, shots, queries, rotations, characters });
  return (iteration, tasks = metaBatch) => sampler.sample(tasks, seed, BENCHMARK, iteration);
}

/** Grey bytes as values from 0 to 1. */
export function toUnit(bytes: Uint8Array, ink: RunSettings['ink']): Float32Array {
  return Float32Array.from(bytes, (grey) => (ink === 'high' ? 255 - grey : grey) / 255);
}

/** Images and labels of one task. */
export function taskOf(batch: EpisodeBatch, task: number) {
  const part = (images: Uint8Array, labels: Int32Array) => {
    const count = labels.length / batch.tasks;
    return {
      bytes: images.subarray(task * count * PIXELS, (task + 1) * count * PIXELS),
      labels: labels.subarray(task * count, (task + 1) * count),
    };
  };
  return {
    support: part(batch.support, batch.supportLabels),
    query: part(batch.query, batch.queryLabels),
  };
}

/** Seconds that some work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Seconds of each of `count` runs, one after the other. */
export async function timesOf(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await secondsOf(work));
  return times;
}
