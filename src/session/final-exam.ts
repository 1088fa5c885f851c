import { type Character, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import { type Evaluated, joinEvaluations, type TrainingService } from '#workers';
import type { Run } from './run.ts';
import type { Notice } from './state.ts';
import { learntAmong, type TrainedOn } from './trained-on.ts';

/** Tasks of a final exam, at least: as many as papers on few-shot learning take. */
const TASKS = 600;

/** Tasks between two looks at whether it goes on. */
const PART = 40;

/** How far the exam is, in tasks. */
export interface ExamProgress {
  done: number;
  total: number;
}

/**
 * Evaluates the run that stands there on meta-test characters, and says how many of them it had learnt from.
 *
 * @param before what it had learnt from when it was opened
 * @param onProgress hears of every part; answers false to end the exam
 * @returns null where it was ended
 */
export async function holdExam(
  service: Pick<TrainingService, 'pause' | 'evaluateTasks'>,
  settings: RunSettings,
  characters: readonly Character[],
  before: TrainedOn | undefined,
  onProgress: (progress: ExamProgress) => boolean,
): Promise<Extract<Notice, { kind: 'exam' | 'no-exam' }> | null> {
  const { test } = splitCharacters(characters, settings);
  if (test.length === 0) return { kind: 'no-exam' };
  await service.pause();
  const { evaluateTasks, evaluateSteps: steps, seed, ways, queries } = settings;
  const total = Math.max(TASKS, evaluateTasks);
  const parts: Evaluated[] = [];
  for (let first = 0; first < total; first += PART) {
    if (!onProgress({ done: first, total })) return null;
    const tasks = Math.min(PART, total - first);
    parts.push(await service.evaluateTasks({ tasks, first, steps, seed, classes: 'test' }));
  }
  const evaluation = joinEvaluations(parts, ways * queries);
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
