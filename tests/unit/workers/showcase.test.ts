import { expect, test } from 'vitest';
import { splitCharacters } from '#data';
import type { LearnerState, MetaLearner, RunSettings } from '#maml';
import type { EpisodeBatch } from '#tasks';
import { createEpisodeSource } from '../../../src/workers/episodes.ts';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { eventLog, eventually, fakeDataset, fakeEngine, fakeMemory, settings } from './fake-engine.ts';

const data = fakeDataset();
const split = splitCharacters(data.characters, settings);
const CURVE_TASKS = 20;
/** The task on which the random start is typical; on all others it is far above the mean of 3 in 6, or far below. */
const TYPICAL = 7;

/** Drawings of 6 that the random start gets right on a task of the curve. */
const rightOf = (task: number) => (task === TYPICAL ? 3 : task % 2 === 0 ? 6 : 0);

/** A learner whose answers are as many right as `rightOf` says; once it has learnt, all of them. */
function answering(learner: MetaLearner, run: RunSettings): MetaLearner {
  const examine: MetaLearner['examine'] = async (batch, { steps, start }) => {
    const { ways, queries, tasks } = batch;
    const all = ways * queries;
    const learnt = start === 'learnt' && learner.iteration > 0;
    const first = numberOf(batch, run);
    const right = Array.from({ length: tasks }, (_, i) => (learnt ? all : rightOf(first + i)));
    const probabilities = new Float32Array(tasks * all * ways);
    right.forEach((count, task) => {
      for (let row = 0; row < all; row++) {
        const label = batch.queryLabels[task * all + row];
        probabilities[(task * all + row) * ways + (row < count ? label : (label + 1) % ways)] = 1;
      }
    });
    const perStep = <Value>(value: Value) => Array.from({ length: steps + 1 }, () => value);
    return {
      queryLoss: perStep(right.map(() => 1)),
      queryAccuracy: perStep(right.map((count) => count / all)),
      probabilities: perStep(probabilities),
    };
  };
  return new Proxy(learner, {
    get: (target, key) => (key === 'examine' ? examine : Reflect.get(target, key)),
  });
}

/** Which of the curve's tasks a batch begins with. */
function numberOf({ query, tasks }: EpisodeBatch, run: RunSettings): number {
  const { tasks: taken } = createEpisodeSource(data, split, run).watched;
  const first = query.subarray(0, query.length / tasks);
  for (let task = 0; task < CURVE_TASKS; task++) {
    if (Buffer.compare(taken('curve', task, 1).query, first) === 0) return task;
  }
  throw new Error('It is none of the tasks of the curve.');
}

async function openRun(change: Partial<RunSettings> = {}, state?: LearnerState) {
  const engine = fakeEngine();
  const { createLearner } = engine;
  engine.createLearner = (run, ...rest) => answering(createLearner(run, ...rest), run);
  const log = eventLog();
  const run = new TrainingRun({ engine, trials: fakeMemory(), thread: 'worker', post: log.post });
  const options = { settings: { ...settings, ...change }, data, split, previews: true, state };
  await run.open(options);
  await log.until('curve');
  return { log, run };
}

test('the task on show is one of the curve, chosen by what the random start does on it', async () => {
  const { log, run } = await openRun();
  const [{ preview }] = log.of('preview');
  expect(preview).toMatchObject({ task: TYPICAL, innerLr: settings.innerLr, iteration: 0 });
  const source = createEpisodeSource(data, split, settings);
  expect(preview.episode).toEqual(source.watched.tasks('curve', TYPICAL, 1));
  const [{ curve }] = log.of('curve');
  const { shots, queries } = settings;
  expect(curve).toMatchObject({ innerLr: settings.innerLr, shots, queries });
  expect(curve.random.queryAccuracy[0]).toBeCloseTo(0.525);

  // What has been learnt since plays no part.
  const resumed = await openRun({}, { ...(await run.state()), iteration: 40 });
  expect(resumed.log.of('preview')[0].preview).toMatchObject({ task: TYPICAL, iteration: 40 });
  expect(resumed.log.of('curve')[0].curve.learnt.queryAccuracy[0]).toBe(1);
  expect(resumed.log.of('curve')[0].curve.random).toEqual(curve.random);
});

test('the task stays while the rate and the number of steps change, and says what it was adapted with', async () => {
  const { log, run } = await openRun();
  await run.apply({ ...settings, innerLr: 0.7, evaluateSteps: 4 });
  await eventually(() => log.of('curve').length).toBe(2);
  const [, { preview }] = log.of('preview');
  expect(preview).toMatchObject({ task: TYPICAL, innerLr: 0.7 });
  expect(preview.learnt).toHaveLength(5);
  expect(log.of('curve')[1].curve).toMatchObject({ innerLr: 0.7 });

  await run.apply({ ...settings, shots: 2 });
  await eventually(() => log.of('curve').length).toBe(3);
  expect(log.of('preview').at(-1)?.preview.episode.shots).toBe(2);
  expect(log.of('curve').at(-1)?.curve.shots).toBe(2);
});
