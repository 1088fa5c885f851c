import { createLearner, onContextLost, replaceLostBackend, selectBackend } from '#maml';
import type { TrainingEvent } from './protocol.ts';
import { TrainingRun } from './training.service.ts';

/** The training service on the real engine, for whichever thread loads this file. */
export function createTrainingRun(
  thread: 'worker' | 'main',
  post: (event: TrainingEvent) => void,
): TrainingRun {
  return new TrainingRun({ createLearner, selectBackend, onContextLost, replaceLostBackend, thread, post });
}
