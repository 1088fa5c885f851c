import { wrap } from 'comlink';
import type { Device, RunSettings, TaskShare } from '#maml';
import type { Crew } from './engine.ts';
import type { TaskThread } from './task-thread.ts';

/**
 * The weights in memory that all threads share, where the page is cross-origin isolated; else as they are,
 * which sends every thread a copy.
 */
function toShared(theta: Float32Array): Float32Array {
  if (!globalThis.crossOriginIsolated) return theta;
  const shared = new Float32Array(new SharedArrayBuffer(theta.byteLength));
  shared.set(theta);
  return shared;
}

/** Shares that post the weights once for all threads. */
function sharing(shares: TaskShare[]): TaskShare[] {
  const last: { theta: Float32Array | null; shared: Float32Array | null } = { theta: null, shared: null };
  const sharedOf = (theta: Float32Array): Float32Array => {
    if (last.theta !== theta || last.shared === null) {
      last.shared = toShared(theta);
      last.theta = theta;
    }
    return last.shared;
  };
  return shares.map((share) => ({
    gradientSums: (theta, ...job) => share.gradientSums(sharedOf(theta), ...job),
    examine: (theta, ...job) => share.examine(sharedOf(theta), ...job),
  }));
}

/** How many threads are of use beside the learner's: a graphics card needs none, a task is not divided. */
function helpersFor(settings: RunSettings, device: Device): number {
  if (device.batchesTasks || typeof Worker === 'undefined') return 0;
  return Math.min(navigator.hardwareConcurrency ?? 1, settings.metaBatch) - 1;
}

/** A thread's part in the work; null where it does not start, and the others go on without it. */
async function openShare(starting: Promise<Worker>, settings: RunSettings): Promise<TaskShare | null> {
  try {
    const service = wrap<TaskThread>(await starting);
    await service.open(settings);
    return service as unknown as TaskShare;
  } catch {
    return null;
  }
}

/**
 * Starts the threads that share a learner's work on the processor, one a core.
 * @param startThread starts one thread of the engine in the role `task`, which ends with the signal
 */
export async function openCrew(
  settings: RunSettings,
  device: Device,
  startThread: (life: AbortSignal) => Promise<Worker>,
): Promise<Crew> {
  const life = new AbortController();
  const { backend } = device.report;
  const opening = Array.from({ length: helpersFor(settings, device) }, () =>
    openShare(startThread(life.signal), { ...settings, backend }),
  );
  const shares = (await Promise.all(opening)).filter((share) => share !== null);
  return { shares: sharing(shares), close: () => life.abort() };
}
