import { describe, expect, test } from 'vitest';
import type { RunSettings } from '#maml';
import { presets } from '#session';
import type { Evaluation, IterationPoint } from '#workers';
import { MAX_CHANGES } from '../../../src/session/changes.ts';
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
  split: 'validation',
  classes: 9,
  queryAccuracy: [0.5],
  ci95: [0.1],
  queryLoss: [1],
  lossCi95: [0.1],
  transductive: true,
});
const upTo = (n: number) => Array.from({ length: n }, (_, i) => point(i + 1));

test('a short run is kept as it is', () => {
  const recorder = createRecorder(presets.watch);
  recorder.add(upTo(MAX_POINTS));
  expect(recorder.history().points).toEqual(upTo(MAX_POINTS));
});

test('a long run has at most as many points as fit, over all of it', () => {
  const recorder = createRecorder(presets.watch);
  for (let i = 1; i <= 60_000; i++) recorder.add([point(i)]);
  const { points } = recorder.history();
  expect(points.length).toBeLessThanOrEqual(MAX_POINTS);
  expect(points.length).toBeGreaterThan(MAX_POINTS / 3);
  expect(points.at(-1)?.iteration).toBe(60_000);
  const gaps = points.slice(1).map(({ iteration }, i) => iteration - points[i].iteration);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.max(...gaps.slice(0, 10)));
});

test('a point is the mean of the iterations that it stands for', () => {
  const recorder = createRecorder(presets.watch, undefined, 4);
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
  const recorder = createRecorder(presets.watch, undefined, 2);
  recorder.add(upTo(3));
  recorder.add([{ ...point(4), queryLoss: [1, 2, 3], queryAccuracy: [1, 1, 1] }]);
  expect(recorder.history().points.at(-1)?.queryLoss).toEqual([1, 2, 3]);
});

test('going back forgets what came after', () => {
  const recorder = createRecorder(presets.watch);
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
  const recorder = createRecorder(presets.watch, undefined, 4);
  for (let i = 1; i <= 5; i++) recorder.addEvaluation(evaluation(i));
  expect(recorder.history().evaluations.map(({ iteration }) => iteration)).toEqual([2, 4, 5]);
});

test('a recorder goes on from numbers as if it had never been stopped', () => {
  for (const done of [3, MAX_POINTS, 5 * MAX_POINTS]) {
    const whole = createRecorder(presets.watch);
    whole.add(upTo(done));
    whole.addEvaluation(evaluation(done));
    const resumed = createRecorder(presets.watch, { history: whole.history(), seconds: whole.seconds() });
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

describe('changes of settings', () => {
  const at = (innerLr: number): RunSettings => ({ ...presets.watch, innerLr });
  const change = (iteration: number, from: number, to: number) => ({
    iteration,
    from: { innerLr: from },
    to: { innerLr: to },
  });

  test('are kept with the iteration that they hold from; before the first there are none', () => {
    const recorder = createRecorder(at(0.1));
    recorder.take(at(0.2), 0);
    recorder.take(at(0.4), 7);
    recorder.take({ ...at(0.4), algorithm: 'fomaml' }, 9);
    recorder.take({ ...at(0.4), algorithm: 'fomaml' }, 11);
    expect(recorder.history().changes).toEqual([
      change(7, 0.2, 0.4),
      { iteration: 9, from: { algorithm: 'maml' }, to: { algorithm: 'fomaml' } },
    ]);
  });

  test('made several times before an iteration are one, and none where all is as it was', () => {
    const recorder = createRecorder(at(0.1));
    for (const rate of [0.2, 0.3, 0.4]) recorder.take(at(rate), 7);
    expect(recorder.history().changes).toEqual([change(7, 0.1, 0.4)]);
    recorder.take(at(0.1), 7);
    expect(recorder.history().changes).toEqual([]);
  });

  test('that came after the iteration gone back to hold from there', () => {
    const recorder = createRecorder(at(0.1));
    recorder.take(at(0.2), 5);
    recorder.take(at(1), 20);
    recorder.take(at(9), 30);
    recorder.truncate(10);
    expect(recorder.history().changes).toEqual([change(5, 0.1, 0.2), change(10, 0.2, 9)]);
    recorder.take(at(0.2), 10);
    expect(recorder.history().changes).toEqual([change(5, 0.1, 0.2)]);
    recorder.truncate(0);
    expect(recorder.history().changes).toEqual([]);
  });

  test('are bounded in number: those closest to each other are told as one', () => {
    const recorder = createRecorder(at(0.1));
    recorder.take(at(0.2), 500);
    for (let i = 0; i < 1000; i++) recorder.take(at(0.3 + i / 1000), 1000 + i);
    recorder.take(at(0.2), 9000);
    const { changes } = recorder.history();
    expect(changes.length).toBeLessThanOrEqual(MAX_CHANGES);
    expect(changes[0]).toEqual(change(500, 0.1, 0.2));
    expect(changes.at(-1)).toMatchObject({ iteration: 9000, to: { innerLr: 0.2 } });
    // Each goes on from where the one before it ended.
    changes.slice(1).forEach(({ from }, i) => {
      expect(from).toEqual(changes[i].to);
    });
  });
});
