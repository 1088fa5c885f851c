import { meanAccuracy } from '#facts';
import type { StepReport } from '#maml';
import type { EpisodeBatch } from '#tasks';
import type { TaskSource } from './episodes.ts';
import type { Evaluated, Evaluation, TaskResults } from './protocol.ts';
import { halfWidth95, mean } from './statistics.ts';

interface ExamineOptions {
  tasks: number;
  /** Tasks at a time. */
  chunk: number;
  episodes(first: number, count: number): EpisodeBatch;
  examine(batch: EpisodeBatch): Promise<TaskResults>;
}

/** Examines numbered tasks a few at a time, so that a pause never waits for all of them. */
export async function examineTasks(options: ExamineOptions): Promise<TaskResults>;
/** The same; null where `goOn` said no in between. */
export async function examineTasks(
  options: ExamineOptions & { goOn(): boolean },
): Promise<TaskResults | null>;
export async function examineTasks(
  options: ExamineOptions & { goOn?(): boolean },
): Promise<TaskResults | null> {
  const { tasks, chunk, episodes, examine, goOn } = options;
  const all: TaskResults = { queryLoss: [], queryAccuracy: [] };
  for (let first = 0; first < tasks; first += chunk) {
    if (goOn?.() === false) return null;
    const part = await examine(episodes(first, Math.min(chunk, tasks - first)));
    for (const quantity of ['queryLoss', 'queryAccuracy'] as const) {
      part[quantity].forEach((values, step) => {
        all[quantity][step] = [...(all[quantity][step] ?? []), ...values];
      });
    }
  }
  return all;
}

/** Means over tasks with `answers` query drawings each, per step. */
export function meanReport(results: TaskResults, answers: number): StepReport {
  return {
    queryLoss: results.queryLoss.map(mean),
    queryAccuracy: results.queryAccuracy.map((shares) => meanAccuracy(shares, answers)),
  };
}

/**
 * Means and intervals over the tasks, per step, after `iteration` meta-iterations. The engine's programs show the
 * network a task's whole query set at once.
 */
export function toEvaluation(
  results: TaskResults,
  iteration: number,
  { split, classes, answers }: Pick<Evaluation, 'split' | 'classes'> & Pick<TaskSource, 'answers'>,
): Evaluation {
  return {
    iteration,
    tasks: results.queryLoss[0].length,
    split,
    classes,
    ...meanReport(results, answers),
    ci95: results.queryAccuracy.map(halfWidth95),
    lossCi95: results.queryLoss.map(halfWidth95),
    transductive: true,
  };
}

/** The evaluation on all tasks of some parts of one, which are of one run as it stands, with `answers` query drawings each. */
export function joinEvaluations(parts: readonly Evaluated[], answers: number): Evaluation {
  const [{ evaluation }] = parts;
  const all = (quantity: keyof TaskResults) =>
    parts[0].perTask[quantity].map((_, step) => parts.flatMap(({ perTask }) => perTask[quantity][step]));
  const results = { queryLoss: all('queryLoss'), queryAccuracy: all('queryAccuracy') };
  return toEvaluation(results, evaluation.iteration, { ...evaluation, answers });
}
