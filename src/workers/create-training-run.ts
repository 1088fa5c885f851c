import { createLearner, openDevice } from '#maml';
import { openCrew } from './crew.ts';
import type { Engine } from './engine.ts';
import type { TrainingEvent } from './protocol.ts';
import { TrainingRun } from './training.service.ts';
import { browserTrialMemory } from './trial-memory.ts';

/**
 * The training service on the real engine, for whichever thread loads this file.
 * @param startTaskThread starts one more thread of the engine, to share the tasks, which ends with the signal
 */
export function createTrainingRun(
  thread: 'worker' | 'main',
  startTaskThread: (life: AbortSignal) => Promise<Worker>,
  post: (event: TrainingEvent) => void,
): TrainingRun {
  const engine: Engine = {
    openDevice,
    openCrew: (settings, device) => openCrew(settings, device, startTaskThread),
    createLearner,
  };
  return new TrainingRun({ engine, trials: browserTrialMemory(), thread, post });
}
