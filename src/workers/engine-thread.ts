import { startWorker } from './start-worker.ts';

/** What a thread of the engine is for: a run, a part of a run's tasks, or filmstrip and drawing. */
export type EngineRole = 'training' | 'task' | 'studio';

/**
 * Starts a thread of the engine: one script for every role, so that a visitor downloads the engine once. It ends
 * when `life` is aborted.
 *
 * @throws WorkerUnavailable see `startWorker`
 */
export function startEngineThread(role: EngineRole, life: AbortSignal): Promise<Worker> {
  return startWorker(
    () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: role }),
    life,
  );
}
