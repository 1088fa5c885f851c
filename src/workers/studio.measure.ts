import { PIXELS } from '#data';
import type { EpisodeBatch } from '#tasks';
import type { HalfWidth } from './protocol.ts';
import { halfWidth95, mean } from './statistics.ts';
import type { Answers, StudioAdaptation, StudioService, StudioStart } from './studio.protocol.ts';

/** Something for each of the three that answer. */
export type PerAnswerer<Value> = Record<keyof Answers, Value>;

/** How often each of them names the class of a single drawing: means over tasks, 0..1. */
export interface DrawnEvaluation extends PerAnswerer<number> {
  tasks: number;
  ci95: PerAnswerer<HalfWidth>;
  /** Of each task. */
  perTask: PerAnswerer<number>[];
}

const answerers = ['learnt', 'random', 'nearest'] as const;

function forEach<Value>(value: (answerer: keyof Answers) => Value): PerAnswerer<Value> {
  return { learnt: value('learnt'), random: value('random'), nearest: value('nearest') };
}

/** The class that each of them names. */
function choices({ learnt, random, nearest }: Answers): PerAnswerer<number> {
  const likeliest = (probabilities: Float32Array) => probabilities.indexOf(Math.max(...probabilities));
  return { learnt: likeliest(learnt), random: likeliest(random), nearest };
}

/** The share of a task's query drawings that each of them gets right. */
async function measureTask(
  service: StudioService,
  start: StudioStart,
  { ways, support, supportLabels, query, queryLabels }: EpisodeBatch,
  inner: StudioAdaptation,
): Promise<PerAnswerer<number>> {
  await service.adapt(start, { ways, support, labels: supportLabels }, inner);
  const hits = forEach(() => 0);
  for (const [i, label] of queryLabels.entries()) {
    const chosen = choices(await service.answer(query.slice(i * PIXELS, (i + 1) * PIXELS)));
    for (const answerer of answerers) if (chosen[answerer] === label) hits[answerer]++;
  }
  return forEach((answerer) => hits[answerer] / queryLabels.length);
}

/**
 * Does with tasks of a data set what a person does with the drawing view: adapts to the support set, then asks
 * for each query drawing alone.
 *
 * @param options.episode a single task, by its number
 */
export async function measureDrawn(
  service: StudioService,
  options: {
    start: StudioStart;
    inner: StudioAdaptation;
    tasks: number;
    episode(index: number): EpisodeBatch;
  },
): Promise<DrawnEvaluation> {
  const { start, inner, tasks, episode } = options;
  const shares: PerAnswerer<number>[] = [];
  for (let task = 0; task < tasks; task++) {
    shares.push(await measureTask(service, start, episode(task), inner));
  }
  const of = (answerer: keyof Answers) => shares.map((share) => share[answerer]);
  return {
    tasks,
    ...forEach((answerer) => mean(of(answerer))),
    ci95: forEach((answerer) => halfWidth95(of(answerer))),
    perTask: shares,
  };
}
