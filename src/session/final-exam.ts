import { type Character, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import type { TrainingService } from '#workers';
import type { Run } from './run.ts';
import type { Notice } from './state.ts';
import { learntAmong, type TrainedOn } from './trained-on.ts';

/** Tasks of a final exam, at least: as many as papers on few-shot learning take. */
const TASKS = 600;

/**
 * Evaluates the run that stands there on meta-test characters, and says how many of them it had learnt from.
 *
 * @param before what it had learnt from when it was opened
 */
export async function holdExam(
  service: Pick<TrainingService, 'pause' | 'evaluate'>,
  settings: RunSettings,
  characters: readonly Character[],
  before: TrainedOn | undefined,
): Promise<Extract<Notice, { kind: 'exam' | 'no-exam' }>> {
  const { test } = splitCharacters(characters, settings);
  if (test.length === 0) return { kind: 'no-exam' };
  await service.pause();
  const { evaluateTasks, evaluateSteps: steps, seed } = settings;
  const tasks = Math.max(TASKS, evaluateTasks);
  const evaluation = await service.evaluate({ tasks, steps, seed, classes: 'test' });
  return { kind: 'exam', evaluation, known: before ? learntAmong(before, characters, test) : 0 };
}

/** What is to be said of a run that comes to a set on which it would be judged by what it has learnt from. */
export function trainedOnNotice(
  { settings, trainedOn }: Run,
  characters: readonly Character[],
  file: string,
): Notice | null {
  if (trainedOn === undefined) return null;
  const split = splitCharacters(characters, settings);
  for (const part of ['test', 'validation'] as const) {
    const known = learntAmong(trainedOn, characters, split[part]);
    if (known > 0) return { kind: 'trained-on', file, part, known, classes: split[part].length };
  }
  return null;
}
