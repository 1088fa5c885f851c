import { PIXELS } from '#data';
import type { EpisodeBatch } from '#tasks';
import type { TaskSource } from './episodes.ts';
import { toEvaluation } from './examine-tasks.ts';
import type { Evaluated } from './protocol.ts';
import { NearestNeighbour } from './studio.nearest.ts';
import { yieldToEvents } from './yield-to-events.ts';

/** The share of a task's query drawings whose nearest support drawing is of their class. */
function shareRight({ support, supportLabels, query, queryLabels }: EpisodeBatch): number {
  const nearest = new NearestNeighbour(support, supportLabels);
  const hits = queryLabels.filter(
    (label, i) => nearest.classOf(query.subarray(i * PIXELS, (i + 1) * PIXELS)) === label,
  );
  return hits.length / queryLabels.length;
}

/**
 * Evaluates the nearest neighbour on numbered tasks: no inner steps, so one value a figure; no probabilities, so its
 * losses are NaN.
 */
export async function measureNearest(source: TaskSource, tasks: number): Promise<Evaluated> {
  const shares: number[] = [];
  for (let index = 0; index < tasks; index++) {
    shares.push(shareRight(source.tasks('evaluation', index, 1)));
    await yieldToEvents();
  }
  const perTask = { queryLoss: [shares.map(() => Number.NaN)], queryAccuracy: [shares] };
  return { evaluation: { ...toEvaluation(perTask, 0, source), transductive: false }, perTask };
}
