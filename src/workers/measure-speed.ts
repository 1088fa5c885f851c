import type { Device, MetaLearner, RunSettings } from '#maml';
import type { EpisodeBatch } from '#tasks';
import { assemble, type Engine } from './engine.ts';

/** How long meta-iterations are counted, in milliseconds. */
const COUNTED_MS = 300;
/** A graphics card that has not done its first meta-iteration by then is not worth waiting for. */
const PATIENCE_MS = 4000;

export interface Workload {
  settings: RunSettings;
  /** A meta-batch of so many tasks. */
  metaBatch(tasks: number): EpisodeBatch;
}

/**
 * Meta-iterations a second of a workload on a device: real ones, of a learner of its own, after one that
 * compiles. Where tasks are adapted one by one, a task for each thread stands for the meta-batch.
 *
 * @throws Error where the device does not answer in time
 */
export async function measureSpeed(engine: Engine, device: Device, workload: Workload): Promise<number> {
  const { settings } = workload;
  const team = await assemble(engine, settings, device);
  try {
    const tasks = device.batchesTasks ? settings.metaBatch : Math.min(settings.metaBatch, team.threads);
    const iterate = iterationsOf(team.learner, workload.metaBatch(tasks), settings);
    await within(PATIENCE_MS, iterate());
    const perSecond = await within(PATIENCE_MS, count(iterate, device.batchesTasks ? 2 : 1));
    return (perSecond * tasks) / settings.metaBatch;
  } finally {
    team.dispose();
  }
}

function iterationsOf(learner: MetaLearner, batch: EpisodeBatch, { innerLr, outerLr }: RunSettings) {
  return () => learner.metaIteration(batch, { innerLr, outerLr });
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
