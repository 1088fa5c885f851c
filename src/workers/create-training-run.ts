import { createLearner, openDevice } from '#maml';
import { openCrew } from './crew.ts';
import type { TrainingEvent } from './protocol.ts';
import { TrainingRun } from './training.service.ts';
import { browserTrialMemory } from './trial-memory.ts';

/** The training service on the real engine, for whichever thread loads this file. */
export function createTrainingRun(
  thread: 'worker' | 'main',
  post: (event: TrainingEvent) => void,
): TrainingRun {
  const engine = { openDevice, openCrew, createLearner };
  return new TrainingRun({ engine, trials: browserTrialMemory(), thread, post });
}
