import type { MetaLearner, RunSettings } from '#maml';
import type { EpisodeBatch } from '#tasks';
import type { Team } from './engine.ts';

/** How long a device may warm up, and how long its meta-iterations are counted then, in milliseconds. */
const WARMING_MS = 200;
const COUNTED_MS = 300;
/** A counted meta-iteration may take so long; where tasks are adapted one by one, a part of one stands for all. */
const ITERATION_MS = 150;
/** A device that has not warmed up, or not counted, by then is not worth waiting for. */
const PATIENCE_MS = 4000;

export interface Workload {
  settings: RunSettings;
  /** A meta-batch of so many tasks. */
  metaBatch(tasks: number): EpisodeBatch;
}

/**
 * Meta-iterations a second of a workload: real ones, once the browser has compiled what they run. They leave
 * the team's learner trained a little.
 *
 * @param batchesTasks whether the team's device adapts all tasks at once
 * @throws Error where the device does not answer in time
 */
export async function measureSpeed(team: Team, batchesTasks: boolean, workload: Workload): Promise<number> {
  const { metaBatch } = workload.settings;
  const iterationOf = (tasks: number) =>
    iterationsOf(team.learner, workload.metaBatch(tasks), workload.settings);
  const least = batchesTasks ? metaBatch : Math.min(metaBatch, team.threads);
  const took = await within(PATIENCE_MS, warmUp(iterationOf(least)));
  const tasks = Math.min(metaBatch, least * Math.max(1, Math.floor(ITERATION_MS / took)));
  const perSecond = await within(PATIENCE_MS, count(iterationOf(tasks), batchesTasks ? 2 : 1));
  return (perSecond * tasks) / metaBatch;
}

function iterationsOf(learner: MetaLearner, batch: EpisodeBatch, { innerLr, outerLr }: RunSettings) {
  return () => learner.metaIteration(batch, { innerLr, outerLr });
}

/** Iterates until the browser has had its time to compile; milliseconds that the last iteration took. */
async function warmUp(iterate: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (;;) {
    const before = performance.now();
    await iterate();
    const now = performance.now();
    if (now - began >= WARMING_MS) return now - before;
  }
}

/** Iterations a second, `atOnce` of them asked for at a time. */
async function count(iterate: () => Promise<unknown>, atOnce: number): Promise<number> {
  const began = performance.now();
  const asked = Array.from({ length: atOnce }, iterate);
  let done = 0;
  for (;;) {
    await asked.shift();
    done++;
    const passed = performance.now() - began;
    if (passed < COUNTED_MS) asked.push(iterate());
    else if (asked.length === 0) return (1000 * done) / passed;
  }
}

/** The promise's result, unless it takes longer than so many milliseconds. */
async function within<Result>(limit: number, promise: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The device does not answer.')), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
