import { expect, test } from 'vitest';
import type { Evaluation, IterationPoint } from '#workers';
import { createRecorder, MAX_POINTS } from '../../../src/session/history.ts';

const point = (iteration: number, value = iteration): IterationPoint => ({
  iteration,
  seconds: 1,
  queryLoss: [value, value / 2],
  queryAccuracy: [0, 1],
});
const evaluation = (iteration: number): Evaluation => ({
  iteration,
  tasks: 2,
  queryAccuracy: [0.5],
  ci95: [0.1],
  queryLoss: [1],
  lossCi95: [0.1],
});
const upTo = (n: number) => Array.from({ length: n }, (_, i) => point(i + 1));

test('a short run is kept as it is', () => {
  const recorder = createRecorder();
  recorder.add(upTo(MAX_POINTS));
  expect(recorder.history().points).toEqual(upTo(MAX_POINTS));
});

test('a long run has at most as many points as fit, over all of it', () => {
  const recorder = createRecorder();
  for (let i = 1; i <= 60_000; i++) recorder.add([point(i)]);
  const { points } = recorder.history();
  expect(points.length).toBeLessThanOrEqual(MAX_POINTS);
  expect(points.length).toBeGreaterThan(MAX_POINTS / 3);
  expect(points.at(-1)?.iteration).toBe(60_000);
  const gaps = points.slice(1).map(({ iteration }, i) => iteration - points[i].iteration);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.max(...gaps.slice(0, 10)));
});

test('a point is the mean of the iterations that it stands for', () => {
  const recorder = createRecorder(4);
  recorder.add(upTo(5));
  // Full at 4: pairs are merged; the fifth opens the next bucket.
  expect(recorder.history().points.map(({ iteration, queryLoss }) => [iteration, queryLoss[0]])).toEqual([
    [2, 1.5],
    [4, 3.5],
    [5, 5],
  ]);
  recorder.add([point(6)]);
  expect(recorder.history().points.at(-1)).toEqual({ ...point(6, 5.5), iteration: 6 });
});

test('with more steps a bucket goes over to them', () => {
  const recorder = createRecorder(2);
  recorder.add(upTo(3));
  recorder.add([{ ...point(4), queryLoss: [1, 2, 3], queryAccuracy: [1, 1, 1] }]);
  expect(recorder.history().points.at(-1)?.queryLoss).toEqual([1, 2, 3]);
});

test('going back forgets what came after', () => {
  const recorder = createRecorder();
  recorder.add(upTo(10));
  recorder.addEvaluation(evaluation(5));
  recorder.addEvaluation(evaluation(10));
  recorder.truncate(7);
  recorder.add([point(8, 80)]);
  const { points, evaluations } = recorder.history();
  expect(points.map(({ queryLoss }) => queryLoss[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 80]);
  expect(evaluations.map(({ iteration }) => iteration)).toEqual([5]);
});

test('evaluations are thinned, not averaged, and the newest stays', () => {
  const recorder = createRecorder(4);
  for (let i = 1; i <= 5; i++) recorder.addEvaluation(evaluation(i));
  expect(recorder.history().evaluations.map(({ iteration }) => iteration)).toEqual([2, 4, 5]);
});

test('a recorder goes on from numbers as if it had never been stopped', () => {
  for (const done of [3, MAX_POINTS, 5 * MAX_POINTS]) {
    const whole = createRecorder();
    whole.add(upTo(done));
    whole.addEvaluation(evaluation(done));
    const resumed = createRecorder(MAX_POINTS, whole.history());
    expect(resumed.history()).toEqual(whole.history());
    for (let i = done + 1; i <= done + 2 * MAX_POINTS; i++) {
      whole.add([point(i)]);
      resumed.add([point(i)]);
    }
    const iterations = ({ points }: ReturnType<typeof whole.history>) =>
      points.map(({ iteration }) => iteration);
    expect(iterations(resumed.history()).length).toBeLessThanOrEqual(MAX_POINTS);
    expect(iterations(resumed.history())).toEqual(iterations(whole.history()));
  }
});
