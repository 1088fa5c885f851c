import { expose } from 'comlink';
import { openDevice } from '#maml';
import { createTrainingRun } from './create-training-run.ts';
import type { EngineRole } from './engine-thread.ts';
import { greet, startWorker } from './start-worker.ts';
import { Studio } from './studio.service.ts';
import { createTaskThread } from './task-thread.ts';

/** One more thread that takes part of the tasks, from the script that the browser already has. */
const startTaskThread = (life: AbortSignal) =>
  startWorker(() => new Worker(self.location.href, { type: 'module', name: 'task' }), life);

/** What a thread of the engine does, by its role; calls come in through Comlink. */
const services: Record<EngineRole, () => object> = {
  // Events go out as `{ event }` on the same port, so that they keep their order with the calls' answers and
  // nobody waits for an acknowledgement.
  training: () => createTrainingRun('worker', startTaskThread, (event) => self.postMessage({ event })),
  task: createTaskThread,
  studio: () => new Studio(() => openDevice('wasm')),
};

expose(services[self.name as EngineRole]());
greet();
