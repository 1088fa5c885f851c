import { expect, test, vi } from 'vitest';
import { PIXELS, splitCharacters, spread } from '#data';
import { meanAccuracy } from '#facts';
import { TooFewError } from '#tasks';
import { Budget } from '../../../src/workers/budget.ts';
import { DivergenceWatch } from '../../../src/workers/divergence.ts';
import { createEpisodeSource } from '../../../src/workers/episodes.ts';
import { examineTasks, toEvaluation } from '../../../src/workers/examine-tasks.ts';
import { PointBatch } from '../../../src/workers/point-batch.ts';
import { SerialQueue } from '../../../src/workers/serial-queue.ts';
import { shareDataset } from '../../../src/workers/share-dataset.ts';
import { StateKeeper } from '../../../src/workers/state-keeper.ts';
import { halfWidth95 } from '../../../src/workers/statistics.ts';
import { fakeDataset, settings } from './fake-engine.ts';

const data = fakeDataset();
const split = splitCharacters(data.characters, settings);

test('meta-batches are of meta-training classes, tasks to look at of meta-test classes', () => {
  const episodes = createEpisodeSource(data, split, settings);
  const characterOf = (pixels: Uint8Array) => pixels.filter((_, i) => i % PIXELS === 0);
  for (let iteration = 0; iteration < 20; iteration++) {
    for (const character of characterOf(episodes.metaBatch(iteration).query)) {
      expect(split.train).toContain(character);
    }
    for (const character of characterOf(episodes.watched.tasks('curve', iteration, 1).support)) {
      expect(split.test).toContain(character);
    }
  }
});

test('a meta-batch depends on its iteration and the seed alone', () => {
  const one = createEpisodeSource(data, split, settings);
  const other = createEpisodeSource(data, split, settings);
  one.metaBatch(0);
  expect(one.metaBatch(3)).toEqual(other.metaBatch(3));
  expect(one.metaBatch(4).support).not.toEqual(one.metaBatch(3).support);
  const reseeded = createEpisodeSource(data, split, { ...settings, seed: 6 });
  expect(reseeded.metaBatch(3).support).not.toEqual(one.metaBatch(3).support);
});

test('numbered tasks are the same alone and together, and differ by purpose', () => {
  const episodes = createEpisodeSource(data, split, settings);
  const together = episodes.watched.tasks('evaluation', 2, 3);
  const alone = episodes.watched.tasks('evaluation', 4, 1);
  expect(together.tasks).toBe(3);
  expect(together.support.slice(2 * alone.support.length)).toEqual(alone.support);
  expect(together.queryLabels.slice(2 * alone.queryLabels.length)).toEqual(alone.queryLabels);
  expect(episodes.watched.tasks('preview', 4, 1).query).not.toEqual(alone.query);
});

test('meta-training keeps to as many characters as the settings allow, from all over the data set', () => {
  const trainCharacters = settings.ways + 1;
  const { metaBatch } = createEpisodeSource(data, split, { ...settings, trainCharacters });
  const seen = new Set<number>();
  for (let iteration = 0; iteration < 40; iteration++) {
    for (const character of metaBatch(iteration).support.filter((_, i) => i % PIXELS === 0)) {
      seen.add(character);
    }
  }
  expect([...seen].sort((a, b) => a - b)).toEqual(spread(split.train, trainCharacters));
  expect(spread(split.train, 0)).toEqual(split.train);
  expect(spread([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 2, 4]);
});

test('a data set too small on either side of the split is refused', () => {
  const few = { ...split, test: split.test.slice(0, 2) };
  expect(() => createEpisodeSource(data, few, settings)).toThrow(TooFewError);
});

test('a part that is too small is no obstacle where nothing is evaluated on it, and the cause is told where it is', () => {
  const few = { ...split, test: split.test.slice(0, 2) };
  const { watched } = createEpisodeSource(data, few, { ...settings, evaluateTasks: 0 });
  expect(watched).toMatchObject({ split: 'train', classes: split.train.length });
  const watchedWith = (validation: number[], test: number[]) =>
    createEpisodeSource(data, { ...split, validation, test }, settings).watched;
  expect(watchedWith([0, 1, 2, 3], split.test)).toMatchObject({ split: 'validation', classes: 4 });
  expect(watchedWith([], split.test)).toMatchObject({ split: 'test', classes: split.test.length });
  expect(watchedWith([], []).split).toBe('train');
  expect(() => createEpisodeSource(data, few, settings)).toThrow(
    /^2 characters are kept for meta-test, and a task/,
  );
  const limited = { ...settings, trainCharacters: 2 };
  expect(() => createEpisodeSource(data, split, limited)).toThrow(/^--train-characters leaves 2 characters/);
});

test('tasks are examined a few at a time and put together in order', async () => {
  const chunks: number[] = [];
  const results = await examineTasks({
    tasks: 7,
    chunk: 3,
    episodes: (first, count) => ({
      ...createEpisodeSource(data, split, settings).watched.tasks('curve', first, count),
    }),
    examine: async ({ tasks }) => {
      const first = chunks.reduce((sum, count) => sum + count, 0);
      chunks.push(tasks);
      const row = Array.from({ length: tasks }, (_, i) => first + i);
      return { queryLoss: [row, row.map((value) => value / 2)], queryAccuracy: [row, row] };
    },
  });
  expect(chunks).toEqual([3, 3, 1]);
  expect(results.queryLoss).toEqual([
    [0, 1, 2, 3, 4, 5, 6],
    [0, 0.5, 1, 1.5, 2, 2.5, 3],
  ]);
});

test('the interval is 1.96 standard errors', () => {
  // Standard deviation of 1, 2, 3, 4 is 1.29099.
  expect(halfWidth95([1, 2, 3, 4])).toBeCloseTo((1.96 * 1.2909944487) / 2, 8);
  expect(halfWidth95([3])).toBeNull();
  const pool = { split: 'test', classes: 9, answers: 4 } as const;
  const evaluation = toEvaluation({ queryLoss: [[1, 3]], queryAccuracy: [[0.5, 1]] }, 8, pool);
  expect(evaluation).toMatchObject({
    iteration: 8,
    tasks: 2,
    split: 'test',
    classes: 9,
    queryLoss: [2],
    queryAccuracy: [0.75],
  });
  const ofOne = toEvaluation({ queryLoss: [[1], [2]], queryAccuracy: [[0.5], [1]] }, 8, pool);
  expect(ofOne).toMatchObject({ tasks: 1, ci95: [null, null], lossCi95: [null, null] });
});

test('a mean accuracy is hits divided by count, to the last bit', () => {
  // Added up as shares, 17 of 25 a hundred times come to 0.6800000000000002.
  expect(meanAccuracy(Array(100).fill(17 / 25), 25)).toBe(0.68);
  expect(meanAccuracy(Array(380).fill(1), 95)).toBe(1);
  expect(meanAccuracy([1 / 3, Math.fround(2 / 3), 0], 3)).toBe(1 / 3);
});

test('points are sent at most once an interval, and none is lost', () => {
  let now = 0;
  const sent: number[][] = [];
  const batch = new PointBatch(
    (points) => sent.push(points.map(({ iteration }) => iteration)),
    100,
    () => now,
  );
  for (let iteration = 1; iteration <= 25; iteration++) {
    batch.add({ iteration, seconds: 0.01, queryLoss: [1], queryAccuracy: [0.2] });
    now += 10;
  }
  batch.flush();
  batch.flush();
  expect(sent.map((each) => each.length)).toEqual([1, 10, 10, 4]);
  expect(sent.flat()).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

test('showing takes no more than its share of the time', () => {
  const budget = new Budget(2000, 0.1);
  expect(budget.isDue(0)).toBe(true);
  budget.spent(0, 50);
  expect(budget.isDue(1999)).toBe(false);
  expect(budget.isDue(2000)).toBe(true);
  budget.spent(2000, 3000);
  expect(budget.isDue(11_999)).toBe(false);
  expect(budget.isDue(12_000)).toBe(true);
});

test('jobs run one after the other, also behind one that fails', async () => {
  const queue = new SerialQueue();
  const order: string[] = [];
  const slow = queue.run(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    order.push('slow');
  });
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const last = queue.run(async () => order.push('last'));
  await expect(failing).rejects.toThrow('no');
  await Promise.all([slow, last]);
  expect(order).toEqual(['slow', 'last']);
});

test('the state kept for a divergence is one that later states have proved', () => {
  const state = (iteration: number, weight = 1) => ({
    iteration,
    parameters: [{ name: 'weight', shape: [1], data: new Float32Array([weight]) }],
  });
  const keeper = new StateKeeper(state(0), 0);
  expect(keeper.isDue(99, 4999)).toBe(false);
  expect(keeper.isDue(100, 10)).toBe(true);
  expect(keeper.isDue(1, 5000)).toBe(true);
  expect(keeper.isDue(0, 9000)).toBe(false);
  keeper.keep(state(100), true, 10);
  keeper.keep(state(200), true, 20);
  keeper.keep(state(205), true, 25);
  keeper.keep(state(250), false, 27);
  keeper.keep(state(300, Number.NaN), true, 30);
  expect(keeper.newest.iteration).toBe(250);
  expect(keeper.retreat().iteration).toBe(100);
  expect(keeper.newest.iteration).toBe(100);
});

test('a run has diverged where the loss is no number, or stays far above that of guessing', () => {
  const report = (accuracy: number, ...queryLoss: number[]) => ({
    queryLoss,
    queryAccuracy: queryLoss.map(() => accuracy),
  });
  const watch = new DivergenceWatch();
  const notFinite = { cause: 'not-finite', trend: null };
  expect(watch.observe(report(0.3, 1, Number.NaN, 1), 5)).toEqual(notFinite);
  expect(watch.observe(report(0.3, Number.POSITIVE_INFINITY, 1), 5)).toEqual(notFinite);
  // Guessing among 5 classes costs 1.61 nats, among 20 it costs 3.
  const losses = Array.from({ length: 80 }, (_, i) => (i % 2 ? 5.5 : 5));
  expect(losses.map((loss) => watch.observe(report(0.3, 9, loss), 5))).toEqual([
    ...Array(79).fill(null),
    { cause: 'exploded', trend: { window: 40, loss: 5.25, before: 5.25 } },
  ]);
  watch.reset();
  expect(losses.map((loss) => watch.observe(report(0.3, 9, loss), 20))).toEqual(Array(80).fill(null));
  watch.reset();
  const falling = losses.map((loss, i) => loss - i / 50);
  expect(falling.map((loss) => watch.observe(report(0.3, 9, loss + 2), 5))).toEqual(Array(80).fill(null));
});

test('a network that answers the same to everything has collapsed', () => {
  const watch = new DivergenceWatch();
  const report = (loss: number, accuracy: number[]) => ({ queryLoss: [1.7, loss], queryAccuracy: accuracy });
  const dead = report(1.62, [Math.fround(0.2), Math.fround(0.2)]);
  expect(Array.from({ length: 10 }, () => watch.observe(dead, 5))).toEqual([
    ...Array(9).fill(null),
    { cause: 'collapsed', trend: null },
  ]);
  expect(watch).toMatchObject({ isCalm: false, isSound: false });
  // A healthy run guesses before adaptation, and may still guess after it.
  const learning = [report(1.4, [0.2, 0.2]), report(1.62, [0.2, 0.21])];
  expect(Array.from({ length: 30 }, (_, i) => watch.observe(learning[i % 2], 5))).toEqual(
    Array(30).fill(null),
  );
  expect(watch).toMatchObject({ isCalm: true, isSound: false });
  watch.observe(learning[0], 5);
  expect(watch).toMatchObject({ isCalm: true, isSound: true });
});

test('without cross-origin isolation the drawings stay where they are', async () => {
  expect(await shareDataset(data)).toBe(data);
});

test('with it they are shared, byte for byte', async () => {
  vi.stubGlobal('crossOriginIsolated', true);
  const pixels = Uint8Array.from({ length: 9 * 2 ** 20 + 3 }, (_, i) => i % 251);
  const shared = await shareDataset({ ...data, pixels });
  vi.unstubAllGlobals();
  expect(shared.pixels.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(Buffer.compare(shared.pixels, pixels)).toBe(0);
  expect(await shareDataset(shared)).toBe(shared);
});
