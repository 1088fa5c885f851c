import { describe, expect, test, vi } from 'vitest';
import { DataError } from '#data';
import { type Notice, presets, type SessionActions, settingsAskedFor } from '#session';
import { type LoadedSet, WorkerUnavailable } from '#workers';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { eventually, fakeDataset } from '../workers/fake-engine.ts';
import { archive, loaded, setUp, zip } from './fake-session.ts';

test('opens the embedded set at once, empty, with its first figures', async () => {
  const { open, addresses } = setUp();
  const session = open();
  expect(session.state()).toMatchObject({ phase: 'opening', preset: 'watch', settings: presets.watch });
  await session.until('empty');
  expect(session.state()).toMatchObject({
    dataset: {
      source: 'invented',
      characters: 40,
      drawings: 320,
      drawers: 8,
      split: { train: 30, test: 10 },
    },
    choices: [{ id: 'invented' }],
    backend: { backend: 'webgl' },
    thread: 'worker',
    loading: null,
    notice: null,
    iteration: 0,
  });
  await eventually(() => session.state().curve).not.toBeNull();
  expect(session.state().preview).not.toBeNull();
  expect(addresses).toEqual([]);
});

test('Start before the data are there counts', async () => {
  const { open } = setUp();
  const session = open();
  session.actions.start();
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
  const { iteration, rate, history, elapsed } = session.state();
  expect(iteration).toBeGreaterThan(0);
  expect(history.points.at(-1)?.iteration).toBe(iteration);
  expect(rate).toBeNull();
  expect(elapsed).toBeGreaterThan(0);
});

test('autostart=1 starts', async () => {
  const { open } = setUp('?autostart=1');
  const session = open();
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
});

test('step and reset', async () => {
  const { open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(2);
  const first = session.state().history.points[0];
  session.actions.reset();
  await session.until('empty');
  expect(session.state()).toMatchObject({ iteration: 0, elapsed: 0, history: { points: [] } });
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  expect(session.state().history.points[0].queryLoss).toEqual(first.queryLoss);
});

test('rates change a running run and the address, without a reset', async () => {
  const { engine, open, addresses } = setUp();
  const session = open();
  session.actions.start();
  await session.until('running');
  session.actions.change({ innerLr: 0.5 });
  await eventually(() => engine.rates.at(-1)?.innerLr).toBe(0.5);
  expect(session.state()).toMatchObject({ preset: null, phase: 'running' });
  expect(session.state().iteration).toBeGreaterThan(0);
  expect(addresses).toEqual(['invented 0.5']);
  session.actions.change({ innerLr: 99 });
  expect(session.state().settings.innerLr).toBe(0.5);
  session.actions.pause();
  await session.until('paused');
});

test('changes of settings are part of the history, from the iteration that they hold from', async () => {
  const { engine, open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.change({ innerLr: 0.2 });
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  for (const innerLr of [0.3, 0.4, 0.5]) session.actions.change({ innerLr });
  const change = { iteration: 1, from: { innerLr: 0.2 }, to: { innerLr: 0.5 } };
  await eventually(() => session.state().history.changes).toEqual([change]);
  session.actions.change({ backend: 'cpu' });
  const moved = {
    iteration: 1,
    from: { ...change.from, backend: 'auto' },
    to: { ...change.to, backend: 'cpu' },
  };
  await eventually(() => session.state().history.changes).toEqual([moved]);
  await session.until('paused');

  session.actions.start();
  await session.until('running');
  await eventually(() => session.state().iteration).toBeGreaterThan(20);
  session.actions.change({ innerLr: 0.7 });
  await eventually(() => session.state().history.changes).toHaveLength(2);
  const [, { iteration }] = session.state().history.changes;
  await eventually(() => session.state().iteration).toBeGreaterThan(iteration);
  session.actions.pause();
  await session.until('paused');
  // Rates by iteration: the first with the new one is the one after so many.
  expect(engine.rates.findIndex(({ innerLr }) => innerLr === 0.7)).toBe(iteration);

  session.actions.reset();
  await session.until('empty');
  expect(session.state().history.changes).toEqual([]);
});

test('the steps of the evaluation follow those of the inner loop', async () => {
  const { open } = setUp();
  const session = open();
  session.actions.change({ steps: 3 });
  expect(session.state().settings).toMatchObject({ steps: 3, evaluateSteps: 3 });
  session.actions.change({ evaluateSteps: 10 });
  session.actions.change({ steps: 2 });
  expect(session.state().settings).toMatchObject({ steps: 2, evaluateSteps: 10 });
  await session.until('empty');
});

test('a new network is made at once where nothing is learnt, and asked for where something is', async () => {
  const { open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.change({ filters: 32 });
  expect(session.state()).toMatchObject({ settings: { filters: 32 }, notice: null });
  await session.until('empty');

  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  session.actions.choosePreset('watch');
  expect(session.state()).toMatchObject({
    settings: { filters: 32 },
    notice: { kind: 'new-network', change: { filters: 16 } },
    iteration: 1,
  });
  session.actions.acceptNotice();
  await session.until('empty');
  expect(session.state()).toMatchObject({ preset: 'watch', notice: null, iteration: 0 });
});

test('several presses are one question, which names the value asked for last', async () => {
  const { open, opened } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  await session.until('paused');
  const asked = () => settingsAskedFor(session.state()).ways;
  for (let press = 0; press < 3; press++) session.actions.change({ ways: asked() + 1 });
  expect(session.state()).toMatchObject({
    notice: { kind: 'new-network', change: { ways: 8 } },
    settings: { ways: 5 },
  });
  // What can be changed at once is, and the question stays.
  session.actions.change({ innerLr: 0.3 });
  expect(session.state()).toMatchObject({ notice: { change: { ways: 8 } }, settings: { innerLr: 0.3 } });
  session.actions.change({ filters: 32 });
  expect(session.state().notice).toEqual({ kind: 'new-network', change: { filters: 32, ways: 8 } });
  // Back where it was, there is nothing to ask.
  session.actions.change({ filters: 16 });
  for (let press = 0; press < 3; press++) session.actions.change({ ways: asked() - 1 });
  expect(session.state()).toMatchObject({ notice: null, settings: { ways: 5 } });

  session.actions.change({ ways: 9 });
  session.actions.acceptNotice();
  await session.until('empty');
  expect(opened.at(-1)?.settings.ways).toBe(9);
});

test.each([
  ['stood still', (): void => {}, 'paused', 'empty'],
  ['was asked for one iteration', ({ iterateOnce }: SessionActions) => iterateOnce(), 'paused', 'empty'],
  ['was at one iteration', ({ iterateOnce }: SessionActions) => iterateOnce(), 'warming', 'empty'],
  ['was started and paused', ({ start, pause }: SessionActions) => [start(), pause()], 'paused', 'empty'],
  [
    'was started, then asked for one iteration',
    ({ start, iterateOnce }: SessionActions) => [start(), iterateOnce()],
    'paused',
    'empty',
  ],
  ['was about to go', ({ start }: SessionActions) => start(), 'paused', 'running'],
  ['was going', ({ start }: SessionActions) => start(), 'running', 'running'],
] as const)(
  'a new run starts by itself only if the old one was going: it %s',
  async (_, prepare, before, after) => {
    const { open, engine } = setUp();
    const session = open();
    await session.until('empty');
    session.actions.iterateOnce();
    await eventually(() => session.state().iteration).toBe(1);
    await session.until('paused');
    // Another shape, so that the next meta-iteration warms up first.
    engine.milliseconds.webgl = 20;
    session.actions.change({ shots: 2 });
    prepare(session.actions);
    if (before !== 'paused') await session.until(before);
    session.actions.change({ ways: 6 });
    session.actions.acceptNotice();
    await eventually(() => session.state().aside).not.toBeNull();
    await session.until(after);
    if (after === 'running') session.actions.pause();
    else expect(session.state()).toMatchObject({ iteration: 0, settings: { ways: 6 } });
  },
);

test('a new backend takes the run along', async () => {
  const { engine, open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  session.actions.change({ backend: 'cpu' });
  await eventually(() => engine.asked).toEqual(['webgl', 'cpu']);
  await session.until('paused');
  expect(session.state()).toMatchObject({ iteration: 1, history: { points: [{ iteration: 1 }] } });
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(2);
});

test('what each backend does is remembered, and measured again on request, without losing the run', async () => {
  const { engine, trials, open } = setUp();
  const session = open();
  await session.until('empty');
  expect(session.state().backend).toMatchObject({
    backend: 'webgl',
    trial: [{ iterationsPerSecond: 41 }, { iterationsPerSecond: 9 }],
  });
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);

  const measured: unknown[] = [];
  session.store.subscribe(({ measuring }) => measured.push(measuring));
  engine.milliseconds = { webgl: 200, wasm: 2, cpu: 0 };
  session.actions.measureBackends();
  await eventually(() => session.state().backend?.backend).toBe('wasm');
  await session.until('paused');
  expect(measured).toEqual(expect.arrayContaining(['wasm', 'webgl']));
  expect(session.state()).toMatchObject({
    measuring: null,
    iteration: 1,
    history: { points: [{ iteration: 1 }] },
  });
  expect([...trials.kept.values()]).toEqual([session.state().backend?.trial]);
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(2);
});

test('a profile is taken between two iterations, and belongs to the backend and settings it was taken with', async () => {
  const { open } = setUp();
  const session = open();
  session.actions.takeProfile();
  expect(session.state().profiling).toBe(false);
  session.actions.start();
  await session.until('running');
  session.actions.takeProfile();
  expect(session.state()).toMatchObject({ profiling: true, profile: null });
  await eventually(() => session.state().profile).toMatchObject({ kernels: [{ name: 'Sum' }] });
  expect(session.state()).toMatchObject({ profiling: false, phase: 'running' });
  session.actions.pause();
  await session.until('paused');
  session.actions.change({ steps: 3 });
  expect(session.state().profile).toBeNull();
});

test('a divergence pauses at a kept state and offers rates that work', async () => {
  const { engine, open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.iterateOnce();
  await eventually(() => session.state().iteration).toBe(1);
  session.actions.change({ innerLr: 9 });
  session.actions.start();
  await session.until('diverged');
  expect(session.state()).toMatchObject({
    iteration: 0,
    notice: {
      kind: 'diverged',
      cause: 'not-finite',
      keptIteration: 0,
      innerLr: 9,
      suggestion: { innerLr: 0.1 },
    },
    history: { points: [] },
  });
  session.actions.acceptNotice();
  await session.until('running');
  expect(session.state()).toMatchObject({ settings: { innerLr: 0.1 }, notice: null });
  // The very first iteration has the new rate.
  await eventually(() => engine.rates.map(({ innerLr }) => innerLr).slice(0, 3)).toEqual([0.1, 9, 0.1]);
  session.actions.pause();
  await session.until('paused');
});

test('a run that was called diverged keeps going from where it was, with all its numbers', async () => {
  const { engine, open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.change({ evaluateEvery: 0, iterations: 100_000 });
  engine.loss = 9;
  session.actions.start();
  await session.until('diverged');
  const { notice, history } = session.state();
  expect(notice).toMatchObject({ cause: 'exploded', trend: { window: 40, loss: 9 }, keptIteration: 0 });
  expect(history.points).toEqual([]);
  const stopped = notice?.kind === 'diverged' ? notice.iteration : 0;
  // It ends by itself, before its history is thinned out.
  const end = stopped + 20;
  session.actions.change({ iterations: end });
  session.actions.keepGoing();
  await eventually(() => session.state().iteration).toBe(end);
  await session.until('finished');
  expect(session.state().notice).toBeNull();
  const { points } = session.state().history;
  expect(points.slice(0, stopped + 1).map(({ iteration }) => iteration)).toEqual(
    Array.from({ length: stopped + 1 }, (_, i) => i + 1),
  );
});

test('a lost graphics card shows, mends itself and goes on', async () => {
  const { engine, open } = setUp();
  const session = open();
  session.actions.start();
  await session.until('running');
  const notices: (Notice['kind'] | undefined)[] = [];
  session.store.subscribe(({ notice }) => notices.push(notice?.kind));
  engine.loseContext();
  await eventually(() => notices.includes('rebuilding')).toBe(true);
  await eventually(() => session.state().notice).toBeNull();
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
});

test('an archive: the set in use serves until it is ready; then a new run on it', async () => {
  const { data, open } = setUp();
  const session = open();
  session.actions.start();
  await session.until('running');
  let ready: (set: LoadedSet) => void = () => {};
  data.loadArchive.mockReturnValueOnce(
    new Promise((resolve) => {
      ready = resolve;
    }),
  );
  session.actions.openFiles(zip());
  expect(session.state()).toMatchObject({
    loading: { name: 'omniglot.zip', phase: 'reading' },
    dataset: { source: 'invented' },
    phase: 'running',
  });
  const lengths: number[] = [];
  session.store.subscribe(({ dataset, phase, history }) => {
    if (dataset?.source === 'archive' && phase === 'opening') lengths.push(history.points.length);
  });
  ready(loaded(archive, { skipped: 3, skippedExample: 'a/b/c.png' }));
  await eventually(() => session.state().dataset?.source).toBe('archive');
  expect(session.state()).toMatchObject({
    loading: null,
    choices: [{ id: 'invented' }, { id: 'archive', name: 'omniglot.zip' }],
    notice: { kind: 'skipped', file: 'omniglot.zip', skipped: 3, example: 'a/b/c.png' },
  });
  expect(lengths.at(-1)).toBe(0);
  // It trained before, so it goes on training.
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
});

test('a bad archive changes nothing but the notice', async () => {
  const { data, open } = setUp();
  const session = open();
  await session.until('empty');
  data.loadArchive.mockRejectedValueOnce(new DataError('not-a-zip', 'holiday.zip', { bytes: 5 }));
  session.actions.openFiles(zip('holiday.zip'));
  await expect
    .poll(() => session.state().notice)
    .toEqual({
      kind: 'data',
      code: 'not-a-zip',
      file: 'holiday.zip',
      detail: { bytes: 5 },
    });
  expect(session.state()).toMatchObject({ phase: 'empty', loading: null, dataset: { source: 'invented' } });
});

test('an archive too small for the settings is refused, and the set in use stays', async () => {
  const { data, open } = setUp('?queries=7');
  const session = open();
  await session.until('empty');
  data.loadArchive.mockResolvedValueOnce(loaded({ ...archive, ...fakeDataset(50, 4), source: 'archive' }));
  session.actions.openFiles(zip());
  await expect
    .poll(() => session.state().notice)
    .toMatchObject({ kind: 'too-few', what: 'drawings', needed: 8 });
  expect(session.state().dataset).toMatchObject({ source: 'invented', drawers: 8 });
});

test('an archive is kept for the next visit once it is in use, and never one that was refused', async () => {
  const { data, open } = setUp('?queries=7');
  const session = open();
  await session.until('empty');
  const small = loaded({ ...archive, ...fakeDataset(50, 4), name: 'small.zip', source: 'archive' });
  data.loadArchive.mockResolvedValueOnce(small);
  session.actions.openFiles(zip());
  await eventually(() => session.state().notice?.kind).toBe('too-few');
  expect(data.keep).not.toHaveBeenCalled();

  session.actions.openFiles(zip());
  await eventually(() => session.state().dataset).toMatchObject({ source: 'archive', cached: true });
  expect(data.keep.mock.calls.map(([set]) => set)).toEqual([loaded(archive)]);
  expect(session.state().dataset?.name).toBe('omniglot.zip');
});

test('where keeping an archive fails, the page does not say that it is kept, and offers what is', async () => {
  const { data, open } = setUp('?data=invented');
  data.loadCached.mockResolvedValue(loaded({ ...archive, name: 'kept before.zip' }, { cached: true }));
  data.keep.mockResolvedValue(false);
  const session = open();
  await eventually(() => session.state().choices.length).toBe(2);
  session.actions.openFiles(zip());
  await eventually(() => session.state().dataset?.name).toBe('omniglot.zip');
  await eventually(() => data.keep.mock.calls.length).toBe(1);
  expect(session.state().dataset?.cached).toBe(false);
  session.actions.chooseDataset('invented');
  await eventually(() => session.state().dataset?.source).toBe('invented');
  expect(session.state().choices.map(({ name }) => name)).toContain('kept before.zip');
});

test('of two archives opened one after the other, and after Forget, only what is wanted is kept', async () => {
  const { data, open } = setUp();
  const session = open();
  await session.until('empty');
  const signals: (AbortSignal | undefined)[] = [];
  data.keep.mockImplementation((_set, signal) => {
    signals.push(signal);
    return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(false)));
  });
  for (const name of ['one.zip', 'two.zip']) {
    data.loadArchive.mockResolvedValueOnce(loaded({ ...archive, name }));
    session.actions.openFiles(zip(name));
    await eventually(() => session.state().dataset?.name).toBe(name);
  }
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  session.actions.forgetDataset();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

test('a kept archive that is too small for the settings leaves the embedded set, and can still be chosen', async () => {
  const { data, open } = setUp('?queries=7');
  const small = { ...archive, ...fakeDataset(50, 4), source: 'archive' as const };
  data.loadCached.mockResolvedValue(loaded(small, { cached: true }));
  const session = open();
  await session.until('empty');
  expect(session.state()).toMatchObject({ dataset: { source: 'invented' }, notice: { kind: 'too-few' } });
  await eventually(() => session.state().choices.map(({ id }) => id)).toEqual(['invented', 'archive']);
  session.actions.start();
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
});

test('a bad archive opened before there is a set does not leave the page without one', async () => {
  const { data, open } = setUp();
  data.loadCached.mockReturnValueOnce(new Promise(() => {}));
  data.loadArchive.mockRejectedValueOnce(new DataError('not-a-zip', 'holiday.zip'));
  const session = open();
  session.actions.openFiles(zip('holiday.zip'));
  await session.until('empty');
  expect(session.state()).toMatchObject({ dataset: { source: 'invented' }, notice: { kind: 'data' } });
});

test('settings that the set is too small for are refused', async () => {
  const { open } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.change({ queries: 19 });
  expect(session.state()).toMatchObject({
    settings: { queries: 5 },
    notice: { kind: 'too-few', what: 'drawings', needed: 20, found: 8 },
  });
});

test('an address that the first set is too small for: says so, and another setting opens the run', async () => {
  const { open } = setUp('?queries=19');
  const session = open();
  await eventually(() => session.state().notice?.kind).toBe('too-few');
  expect(session.state()).toMatchObject({ phase: 'empty', dataset: { drawings: 320 } });
  session.actions.change({ queries: 5 });
  session.actions.start();
  await session.until('running');
  session.actions.pause();
  await session.until('paused');
});

test('cancelling ends the reading and says nothing', async () => {
  const { data, open } = setUp();
  const session = open();
  await session.until('empty');
  data.loadArchive.mockImplementationOnce(
    (_files, _report, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  );
  session.actions.openFiles(zip());
  session.actions.cancelLoading();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(session.state()).toMatchObject({ loading: null, notice: null, dataset: { source: 'invented' } });
});

test('the archive that the browser keeps comes first, can be left, chosen again and forgotten', async () => {
  const { data, open } = setUp();
  data.loadCached.mockResolvedValue(loaded(archive, { cached: true }));
  const session = open();
  await session.until('empty');
  expect(session.state().dataset).toMatchObject({ source: 'archive', cached: true });
  expect(data.loadInvented).not.toHaveBeenCalled();
  session.actions.chooseDataset('invented');
  await eventually(() => session.state().dataset?.source).toBe('invented');
  expect(session.state().choices.map(({ id }) => id)).toEqual(['invented', 'archive']);
  session.actions.chooseDataset('archive');
  await eventually(() => session.state().dataset?.source).toBe('archive');
  session.actions.forgetDataset();
  await eventually(() => session.state().dataset?.cached).toBe(false);
  expect(data.forgetCached).toHaveBeenCalledOnce();
  session.actions.chooseDataset('invented');
  await eventually(() => session.state().choices.map(({ id }) => id)).toEqual(['invented']);
});

test('data=invented in the address comes before the archive kept, which is offered', async () => {
  const { data, open } = setUp('?data=invented');
  data.loadCached.mockResolvedValue(loaded(archive));
  const session = open();
  await eventually(() => session.state().choices.length).toBe(2);
  expect(session.state().dataset?.source).toBe('invented');
});

test.each([
  ['?steps=99', { kind: 'address', option: 'steps', value: '99' }],
  ['?stepz=9', { kind: 'address', option: 'stepz', value: '9' }],
  ['?data=archive', { kind: 'address', option: 'data', value: 'archive' }],
])('%s is told and ignored', async (search, notice) => {
  const { open } = setUp(search);
  const session = open();
  await session.until('empty');
  expect(session.state()).toMatchObject({ notice, settings: presets.watch });
  session.actions.dismissNotice();
  expect(session.state().notice).toBeNull();
});

test('what an old run still says while a new one opens is not heard', async () => {
  const { open, post } = setUp();
  const session = open();
  await session.until('empty');
  session.actions.reset();
  post({
    type: 'iterations',
    points: [{ iteration: 77, seconds: 1, queryLoss: [1], queryAccuracy: [1] }],
    memory: { tensors: 1, bytes: 4 },
  });
  expect(session.state().iteration).toBe(0);
  await session.until('empty');
  expect(session.state().history.points).toEqual([]);
});

test('an error of the training is told; its remedy opens the run anew', async () => {
  const { open, post } = setUp();
  const session = open();
  await session.until('empty');
  post({ type: 'failed', message: 'out of memory' });
  expect(session.state()).toMatchObject({
    phase: 'empty',
    notice: { kind: 'failed', message: 'out of memory' },
  });
  session.actions.acceptNotice();
  expect(session.state().phase).toBe('opening');
  await session.until('empty');
  expect(session.state().notice).toBeNull();
});

describe('what fails beside the training leaves it alone', () => {
  async function training(setUpWith = setUp()) {
    const session = setUpWith.open();
    session.actions.start();
    await session.until('running');
    const canBePaused = async () => {
      const { iteration } = session.state();
      await eventually(() => session.state().iteration).toBeGreaterThan(iteration);
      expect(session.state().phase).toBe('running');
      session.actions.pause();
      await session.until('paused');
    };
    return { ...setUpWith, session, canBePaused };
  }

  test('a data worker', async () => {
    const { data, session, canBePaused } = await training();
    data.loadArchive.mockRejectedValueOnce(new Error('data worker failed'));
    session.actions.openFiles(zip());
    await eventually(() => session.state().notice).toEqual({
      kind: 'failed',
      what: 'data',
      message: 'data worker failed',
    });
    await canBePaused();
  });

  test('an error that nobody asked for', async () => {
    const { session, post, canBePaused } = await training();
    post({ type: 'trouble', message: 'stray error' });
    expect(session.state().notice).toEqual({ kind: 'failed', what: 'beside', message: 'stray error' });
    await canBePaused();
  });

  test('a profile', async () => {
    const { session, canBePaused } = await training(
      setUp('', (learner) =>
        Object.assign(learner, { profile: () => Promise.reject(new Error('no timer')) }),
      ),
    );
    session.actions.takeProfile();
    await eventually(() => session.state().notice).toEqual({
      kind: 'failed',
      what: 'profile',
      message: 'no timer',
    });
    expect(session.state()).toMatchObject({ profiling: false, profile: null });
    await canBePaused();
  });

  test('a change of settings that cannot be made, which is taken back', async () => {
    const { engine, session, canBePaused } = await training();
    const { openCrew } = engine;
    engine.openCrew = async () => {
      engine.openCrew = openCrew;
      throw new Error('out of memory');
    };
    session.actions.change({ steps: 3 });
    expect(session.state().settings.steps).toBe(3);
    await eventually(() => session.state().notice).toMatchObject({ kind: 'failed', what: 'change' });
    expect(session.state().settings).toEqual(presets.watch);
    await canBePaused();
  });
});

describe('what does not load', () => {
  const unavailable = new WorkerUnavailable('The script of a worker does not load.');

  test('the first data set: the page says so, and Start loads it', async () => {
    const { data, open } = setUp();
    data.loadInvented.mockRejectedValueOnce(unavailable);
    const session = open();
    await session.until('empty');
    expect(session.state()).toMatchObject({
      dataset: null,
      loading: null,
      notice: { kind: 'unloaded', what: 'data' },
    });
    session.actions.start();
    await session.until('running');
    expect(session.state()).toMatchObject({ notice: null, dataset: { source: 'invented' } });
    session.actions.pause();
    await session.until('paused');
  });

  test('an archive: trying again reads it, without the file being chosen again', async () => {
    const { data, open } = setUp();
    const session = open();
    await session.until('empty');
    data.loadArchive.mockRejectedValueOnce(unavailable);
    session.actions.openFiles(zip());
    await eventually(() => session.state().notice).toEqual({ kind: 'unloaded', what: 'data' });
    session.actions.acceptNotice();
    await eventually(() => session.state().dataset?.name).toBe('omniglot.zip');
    expect(session.state().notice).toBeNull();
  });

  test.each(['start', 'iterateOnce', 'reset', 'acceptNotice'] as const)(
    'the engine: %s opens the run when it is there again',
    async (action) => {
      const { open } = setUp();
      const opening = vi.spyOn(TrainingRun.prototype, 'open').mockRejectedValueOnce(unavailable);
      const session = open();
      await session.until('empty');
      expect(session.state().notice).toEqual({ kind: 'unloaded', what: 'engine' });
      session.actions[action]();
      await eventually(() => session.state().curve).not.toBeNull();
      if (action === 'start') await session.until('running');
      if (action === 'iterateOnce') await eventually(() => session.state().iteration).toBe(1);
      expect(session.state().notice).toBeNull();
      session.actions.pause();
      opening.mockRestore();
    },
  );
});
