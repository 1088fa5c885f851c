import { expect, test } from 'vitest';
import { splitCharacters } from '#data';
import type { LearnerState, RunSettings } from '#maml';
import { TooFewError } from '#tasks';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { eventLog, eventually, fakeDataset, fakeEngine, fakeMemory, settings } from './fake-engine.ts';

const data = fakeDataset();
const split = splitCharacters(data.characters, settings);

async function openRun(
  change: Partial<RunSettings> = {},
  extra: { state?: LearnerState; previews?: boolean; keepGoing?: boolean } = {},
) {
  const engine = fakeEngine();
  const log = eventLog();
  const run = new TrainingRun({ engine, trials: fakeMemory(), thread: 'worker', post: log.post });
  await run.open({ settings: { ...settings, ...change }, data, split, previews: false, ...extra });
  return { engine, log, run };
}

test('trains to the end asked for, and tells of every iteration once and in order', async () => {
  const { log, run } = await openRun();
  run.start();
  await log.until('finished');
  expect(log.iterations()).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(log.of('phase').map(({ phase }) => phase)).toEqual(['paused', 'warming', 'running']);
});

test('started again at its end, goes on beyond it', async () => {
  const { log, run } = await openRun({ iterations: 3 });
  run.start();
  await log.until('finished');
  run.start();
  await eventually(() => log.iterations().at(-1)).toBeGreaterThan(6);
  await run.pause();
});

test('a step is exactly one iteration', async () => {
  const { log, run } = await openRun();
  await run.iterateOnce();
  await run.iterateOnce();
  expect(log.iterations()).toEqual([1, 2]);
  expect(log.of('phase').at(-1)?.phase).toBe('paused');
});

test('a pause ends with the iteration under way', async () => {
  const { log, run } = await openRun({ iterations: 100_000 });
  run.start();
  await log.until('iterations');
  await run.pause();
  const done = (await run.state()).iteration;
  expect(log.iterations().at(-1)).toBe(done);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await run.state()).iteration).toBe(done);
});

test('pausing, stepping and restoring change nothing of what is learnt', async () => {
  const whole = await openRun();
  whole.run.start();
  await whole.log.until('finished');

  const parts = await openRun();
  await parts.run.iterateOnce();
  await parts.run.iterateOnce();
  const halfway = await parts.run.state();
  const resumed = await openRun({}, { state: halfway });
  resumed.run.start();
  await resumed.log.until('finished');

  expect(resumed.log.iterations()[0]).toBe(3);
  expect(await resumed.run.state()).toEqual(await whole.run.state());
});

test('rates hold from the next iteration', async () => {
  const { engine, run } = await openRun();
  await run.iterateOnce();
  expect(await run.apply({ ...settings, innerLr: 0.7, outerLr: 0.02 })).toBe(1);
  await run.iterateOnce();
  expect(engine.rates).toEqual([
    { innerLr: 0.1, outerLr: 0.01 },
    { innerLr: 0.7, outerLr: 0.02 },
  ]);
});

test('the cosine takes the outer rate down over the iterations asked for', async () => {
  const { engine, log, run } = await openRun({ outerSchedule: 'cosine', iterations: 4 });
  run.start();
  await log.until('finished');
  const rates = engine.rates.map(({ outerLr }) => outerLr);
  expect(rates[0]).toBeCloseTo(0.01);
  expect(rates[2]).toBeCloseTo(0.005);
  expect(rates[3]).toBeCloseTo(0.01 * 0.5 * (1 + Math.cos(0.75 * Math.PI)));
});

test('another number of steps goes on with what is learnt', async () => {
  const { engine, log, run } = await openRun();
  await run.iterateOnce();
  const before = await run.state();
  await run.apply({ ...settings, steps: 4 });
  expect(await run.state()).toEqual(before);
  await run.iterateOnce();
  expect(log.of('iterations').at(-1)?.points[0].queryLoss).toHaveLength(5);
  expect(log.of('phase').map(({ phase }) => phase)).toEqual([
    'paused',
    'warming',
    'paused',
    'warming',
    'paused',
  ]);
  expect(engine.alive).toBe(1);
});

test('settings that the data set is too small for change nothing', async () => {
  const { log, run } = await openRun();
  await expect(run.apply({ ...settings, queries: 8 })).rejects.toThrow(TooFewError);
  await run.iterateOnce();
  expect(log.iterations()).toEqual([1]);
});

test('evaluates at each multiple and at the end, on the same tasks', async () => {
  const { log, run } = await openRun({ evaluateEvery: 5, outerLr: 0 });
  run.start();
  await log.until('finished');
  const evaluations = log.of('evaluation').map(({ evaluation }) => evaluation);
  expect(evaluations.map(({ iteration }) => iteration)).toEqual([5, 10, 12]);
  expect(evaluations.every(({ tasks }) => tasks === 5)).toBe(true);
  // With an outer rate of 0 the weights stay, so equal losses mean equal tasks.
  expect(evaluations[1].queryLoss).toEqual(evaluations[0].queryLoss);
  expect(log.events.at(-1)?.type).toBe('finished');
});

test('an evaluation asked for has the same tasks whatever the meta-batch', async () => {
  const options = { tasks: 7, steps: 3, seed: 9, classes: 'test' } as const;
  const small = await (await openRun({ metaBatch: 2 })).run.evaluate(options);
  const large = await (await openRun({ metaBatch: 5 })).run.evaluate(options);
  const all = await (await openRun()).run.evaluate({ ...options, classes: 'all' });
  expect(small.queryLoss).toHaveLength(4);
  expect(small).toEqual(large);
  expect(all.queryLoss).not.toEqual(small.queryLoss);
});

test('a run that diverges goes back to a kept state and pauses', async () => {
  const { log, run } = await openRun({ iterations: 100_000 });
  run.start();
  await eventually(() => log.iterations().at(-1) ?? 0).toBeGreaterThan(250);
  await run.apply({ ...settings, iterations: 100_000, innerLr: 9 });
  await log.until('diverged');
  const [{ iteration, keptIteration }] = log.of('diverged');
  expect(keptIteration).toBeGreaterThan(0);
  expect(iteration - keptIteration).toBeLessThanOrEqual(200);
  const state = await run.state();
  expect(state.iteration).toBe(keptIteration);
  expect(Number.isFinite(state.parameters[0].data[0])).toBe(true);
  expect(log.iterations().at(-1)).toBe(iteration - 1);

  await run.apply({ ...settings, innerLr: 0.1 });
  await run.iterateOnce();
  expect(log.iterations().at(-1)).toBe(keptIteration + 1);
});

test('a loss that stays far above guessing stops a run, which goes on from there where a person says so', async () => {
  const { engine, log, run } = await openRun({ iterations: 200, evaluateEvery: 50 });
  engine.loss = 9;
  run.start();
  await log.until('diverged');
  const [{ iteration, ...verdict }] = log.of('diverged');
  expect(verdict).toMatchObject({
    cause: 'exploded',
    trend: { window: 40, loss: 9, before: 9 },
    keptIteration: 0,
  });
  // Another one was under way on the graphics card, and is waited for.
  expect(log.iterations()).toEqual(Array.from({ length: iteration }, (_, i) => i + 1));
  expect(iteration).toBeGreaterThanOrEqual(80);
  expect(iteration).toBeLessThanOrEqual(81);
  expect((await run.state()).iteration).toBe(0);

  const weights = engine.weights.slice(0, iteration);
  await run.keepGoing();
  const state = await run.state();
  expect([state.iteration, state.parameters[0].data[0]]).toEqual([iteration, weights[iteration - 1]]);
  run.start();
  await log.until('finished');
  expect(log.iterations()).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  expect(log.of('diverged')).toHaveLength(1);
  expect(log.of('evaluation').map(({ evaluation }) => evaluation.iteration)).toEqual([50, 100, 150, 200]);
});

test('a run that keeps going from the start is stopped by nothing but NaN', async () => {
  const { engine, log, run } = await openRun({ iterations: 100 }, { keepGoing: true });
  engine.loss = 9;
  run.start();
  await log.until('finished');
  engine.loss = Number.NaN;
  await run.iterateOnce();
  expect(log.of('diverged')).toMatchObject([{ cause: 'not-finite', trend: null, iteration: 101 }]);
});

test('parameters that are no numbers are found where the figures hide them', async () => {
  const { engine, log, run } = await openRun({ iterations: 100_000 });
  engine.hidesNaN = true;
  await run.iterateOnce();
  await run.apply({ ...settings, iterations: 100_000, innerLr: 9 });
  run.start();
  await log.until('diverged');
  expect(log.of('diverged')).toMatchObject([
    { cause: 'not-finite-parameters', iteration: 10, keptIteration: 0 },
  ]);
  const { iteration, parameters } = await run.state();
  expect([iteration, parameters[0].data[0]]).toEqual([0, settings.seed]);

  // Also the last meta-iteration is looked at, so that no such state is kept.
  await run.apply({ ...settings, iterations: 3, innerLr: 9 });
  run.start();
  await eventually(() => log.of('diverged')).toHaveLength(2);
  expect(log.of('diverged')[1]).toMatchObject({ cause: 'not-finite-parameters', iteration: 3 });
  expect(log.of('finished')).toEqual([]);
});

test('a lost graphics card: the iteration under way is done again from the state kept', async () => {
  const { engine, log, run } = await openRun();
  engine.hangAt = 4;
  run.start();
  await eventually(() => engine.rates.length).toBe(4);
  engine.hangAt = null;
  engine.loseContext();
  await log.until('finished');
  expect(engine.asked).toEqual(['auto', 'webgl']);
  expect(engine.devices.size).toBe(1);
  expect(engine.crews).toBe(1);
  expect(log.of('context-lost')).toEqual([{ type: 'context-lost', iteration: 0 }]);
  expect(log.of('rebuilt')).toEqual([{ type: 'rebuilt', iteration: 0 }]);
  const phases = log.of('phase').map(({ phase }) => phase);
  expect(phases).toEqual(['paused', 'warming', 'running', 'warming', 'running']);

  const undisturbed = await openRun();
  undisturbed.run.start();
  await undisturbed.log.until('finished');
  expect(await run.state()).toEqual(await undisturbed.run.state());
});

test('a graphics card lost while two iterations are under way and a profile waits costs no iteration', async () => {
  const undisturbed = await openRun({ iterations: 90 });
  undisturbed.run.start();
  await undisturbed.log.until('finished');

  const { engine, log, run } = await openRun({ iterations: 90 });
  engine.milliseconds.webgl = 4;
  run.start();
  await eventually(() => log.iterations().length).toBeGreaterThan(5);
  const profile = run.profile();
  engine.loseContext();
  expect(await profile).toMatchObject({ dispatches: 1 });
  await log.until('finished');
  const told = log.iterations();
  expect(told.slice(-90)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  expect(await run.state()).toEqual(await undisturbed.run.state());
  expect(engine).toMatchObject({ alive: 1, crews: 1 });
});

test('a graphics card lost at rest is replaced at once', async () => {
  const { engine, log, run } = await openRun();
  await run.iterateOnce();
  engine.loseContext();
  await log.until('rebuilt');
  await run.iterateOnce();
  expect(log.iterations().at(-1)).toBe(1);
});

test('shows a task and the curve before training, and the random start only once', async () => {
  const { log, run } = await openRun({}, { previews: true });
  await log.until('curve');
  const [{ preview }] = log.of('preview');
  expect(preview).toMatchObject({ iteration: 0, episode: { tasks: 1 } });
  expect(preview.learnt).toHaveLength(3);
  const [{ curve }] = log.of('curve');
  expect(curve.learnt).toEqual(curve.random);

  await run.iterateOnce();
  await eventually(() => log.of('curve').length).toBe(2);
  const [, later] = log.of('curve');
  expect(later.curve.iteration).toBe(1);
  expect(later.curve.random).toEqual(curve.random);
  expect(later.curve.learnt).not.toEqual(curve.learnt);
});

test('without previews shows nothing', async () => {
  const { log, run } = await openRun();
  run.start();
  await log.until('finished');
  expect(log.of('preview')).toEqual([]);
  expect(log.of('curve')).toEqual([]);
});

test('opening again begins anew and leaves no learner behind', async () => {
  const { engine, log, run } = await openRun();
  await run.iterateOnce();
  await run.open({ settings, data, split, previews: false });
  await run.iterateOnce();
  expect(log.iterations()).toEqual([1, 1]);
  expect(engine.weights[1]).toBe(engine.weights[0]);
  expect(engine.alive).toBe(1);
});

test('an error of the engine ends the training and is told', async () => {
  const engine = fakeEngine();
  const log = eventLog();
  const run = new TrainingRun({
    engine: {
      ...engine,
      createLearner: (...from) => ({
        ...engine.createLearner(...from),
        metaIteration: () => Promise.reject(new Error('out of memory')),
      }),
    },
    trials: fakeMemory(),
    thread: 'worker',
    post: log.post,
  });
  await run.open({ settings, data, split, previews: false });
  run.start();
  expect(await log.until('failed')).toEqual({ type: 'failed', message: 'out of memory' });
});

test('an iteration that fails leaves the run at rest and says why; the next one is done', async () => {
  const engine = fakeEngine();
  const log = eventLog();
  let isBroken = true;
  const run = new TrainingRun({
    engine: {
      ...engine,
      createLearner: (...from) => {
        const learner = engine.createLearner(...from);
        const { metaIteration } = learner;
        return Object.defineProperties({} as typeof learner, {
          ...Object.getOwnPropertyDescriptors(learner),
          metaIteration: {
            value: async (...job: Parameters<typeof metaIteration>) => {
              if (isBroken) throw new Error('out of memory');
              return metaIteration(...job);
            },
          },
        });
      },
    },
    trials: fakeMemory(),
    thread: 'worker',
    post: log.post,
  });
  await run.open({ settings, data, split, previews: false });
  await run.iterateOnce();
  expect(log.events.slice(-2)).toEqual([
    { type: 'phase', phase: 'warming' },
    { type: 'failed', message: 'out of memory' },
  ]);
  isBroken = false;
  await run.iterateOnce();
  expect(log.iterations()).toEqual([1]);
  expect(log.of('phase').at(-1)?.phase).toBe('paused');
  run.start();
  await log.until('finished');
});

test('a change that the engine cannot make leaves the run as it was', async () => {
  const { engine, log, run } = await openRun({ iterations: 4 });
  await run.iterateOnce();
  const before = await run.state();
  const { openCrew } = engine;
  engine.openCrew = async () => {
    engine.openCrew = openCrew;
    throw new Error('out of memory');
  };
  await expect(run.apply({ ...settings, iterations: 4, steps: 1 })).rejects.toThrow('out of memory');
  expect(await run.state()).toEqual(before);
  run.start();
  await log.until('finished');
  expect(log.iterations()).toEqual([1, 2, 3, 4]);
  const { queryLoss } =
    log
      .of('iterations')
      .flatMap(({ points }) => points)
      .at(-1) ?? {};
  expect(queryLoss).toHaveLength(settings.steps + 1);
});

test('a figure that cannot be made at rest is no end of the training', async () => {
  const engine = fakeEngine();
  const log = eventLog();
  const run = new TrainingRun({
    engine: {
      ...engine,
      createLearner: (...from) => ({
        ...engine.createLearner(...from),
        examine: () => Promise.reject(new Error('out of memory')),
      }),
    },
    trials: fakeMemory(),
    thread: 'worker',
    post: log.post,
  });
  await run.open({ settings, data, split, previews: true });
  expect(await log.until('trouble')).toEqual({ type: 'trouble', message: 'out of memory' });
  expect(log.of('failed')).toEqual([]);
});

test('a device that works ahead is asked for the next iteration before the last has reported', async () => {
  const ahead = await openRun({ iterations: 30, evaluateEvery: 7 });
  ahead.engine.milliseconds.webgl = 5;
  ahead.run.start();
  await ahead.log.until('finished');
  expect(ahead.engine.mostAtOnce).toBe(2);
  expect(ahead.engine.rates).toHaveLength(30);
  expect(ahead.log.iterations()).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  // Two at once take 5 ms together, not 10.
  const seconds = ahead.log.of('iterations').flatMap(({ points }) => points.map((point) => point.seconds));
  expect(seconds.every((each) => each > 0)).toBe(true);
  expect(ahead.log.of('evaluation').map(({ evaluation }) => evaluation.iteration)).toEqual([
    7, 14, 21, 28, 30,
  ]);

  const alone = await openRun({ backend: 'wasm', iterations: 30, evaluateEvery: 7 });
  alone.run.start();
  await alone.log.until('finished');
  expect(alone.engine.mostAtOnce).toBe(1);
  expect(await ahead.run.state()).toEqual(await alone.run.state());
  expect(ahead.log.of('evaluation')).toEqual(alone.log.of('evaluation'));
});

test('a pause leaves nothing ahead, and settings wait for what is', async () => {
  const { engine, log, run } = await openRun({ iterations: 100_000 });
  engine.milliseconds.webgl = 2;
  run.start();
  await log.until('iterations');
  await run.apply({ ...settings, iterations: 100_000, steps: 4 });
  await eventually(() => log.of('iterations').at(-1)?.points.at(-1)?.queryLoss.length).toBe(5);
  await run.pause();
  const told = log.iterations();
  expect(told).toEqual(told.map((_, i) => i + 1));
  expect(engine.rates).toHaveLength(told.length);
  expect((await run.state()).iteration).toBe(told.length);
  expect(engine).toMatchObject({ alive: 1, crews: 1 });
});

const measured = (log: ReturnType<typeof eventLog>) => log.of('measuring').map(({ backend }) => backend);

test('a trial finds the fastest backend, and is remembered', async () => {
  const engine = fakeEngine();
  engine.milliseconds = { webgl: 8, wasm: 20, cpu: 0 };
  const trials = fakeMemory();
  for (const visit of ['first', 'second']) {
    const log = eventLog();
    const run = new TrainingRun({ engine, trials, thread: 'worker', post: log.post });
    const report = await run.open({ settings, data, split, previews: false, trial: 'remembered' });
    expect(report).toMatchObject({ backend: 'webgl', requested: 'auto', renderer: 'A graphics card' });
    const [webgl, wasm] = report.trial ?? [];
    expect([webgl.backend, wasm.backend]).toEqual(['webgl', 'wasm']);
    // Two at once on the card; one of two tasks on the only thread.
    expect(webgl.iterationsPerSecond).toBeGreaterThan(2 * wasm.iterationsPerSecond);
    expect(measured(log)).toEqual(visit === 'first' ? ['wasm', 'webgl'] : []);
    expect(engine).toMatchObject({ alive: 1, crews: 1 });
    expect([...engine.devices].map((device) => device.report.backend)).toEqual(['webgl']);
    // What was measured with is not learnt from.
    expect(await run.state()).toMatchObject({ iteration: 0, parameters: [{ data: new Float32Array([5]) }] });
    run.close();
    await eventually(() => engine.devices.size).toBe(0);
    expect(engine).toMatchObject({ alive: 0, crews: 0 });
  }

  const { run } = await openRun({ steps: 4 });
  await run.open({ settings: { ...settings, steps: 4 }, data, split, previews: false, trial: 'remembered' });
  expect(trials.kept.size).toBe(1);
});

test('a graphics card that is slower than the processor, fails, or is imitated by it, is set aside', async () => {
  const choose = async (prepare: (engine: ReturnType<typeof fakeEngine>) => void) => {
    const engine = fakeEngine();
    prepare(engine);
    const log = eventLog();
    const run = new TrainingRun({ engine, trials: fakeMemory(), thread: 'worker', post: log.post });
    const report = await run.open({ settings, data, split, previews: false, trial: 'remembered' });
    await run.iterateOnce();
    expect(log.iterations()).toEqual([1]);
    expect([...engine.devices].map((device) => device.report.backend)).toEqual([report.backend]);
    return { ...report, measured: measured(log) };
  };
  expect(await choose((engine) => Object.assign(engine.milliseconds, { webgl: 60, wasm: 5 }))).toMatchObject({
    backend: 'wasm',
    reason: undefined,
    measured: ['wasm', 'webgl'],
  });
  const broken = await choose((engine) => {
    const { createLearner } = engine;
    engine.createLearner = (settings, device, crew) => ({
      ...createLearner(settings, device, crew),
      ...(device.report.backend === 'webgl' && { metaIteration: () => Promise.reject(new Error('lost')) }),
    });
  });
  expect(broken).toMatchObject({
    backend: 'wasm',
    trial: [{ backend: 'webgl', iterationsPerSecond: 0 }, {}],
  });
  const imitated = { renderer: 'SwiftShader', software: true };
  expect(await choose((engine) => Object.assign(engine, { graphics: imitated }))).toMatchObject({
    ...imitated,
    backend: 'wasm',
    reason: 'software-webgl',
    measured: ['wasm'],
  });
  expect(
    await choose((engine) => Object.assign(engine, { graphics: { software: false, reason: 'no-webgl2' } })),
  ).toMatchObject({ backend: 'wasm', reason: 'no-webgl2', measured: ['wasm'] });
});

test('a backend asked for by name is used whatever a trial finds', async () => {
  const { engine, log, run } = await openRun();
  engine.milliseconds = { webgl: 1, wasm: 20, cpu: 0 };
  const options = { settings: { ...settings, backend: 'wasm' }, data, split, previews: false } as const;
  expect((await run.open({ ...options, trial: 'remembered' })).trial).toBeUndefined();
  expect(measured(log)).toEqual([]);
  const report = await run.open({ ...options, trial: 'anew' });
  expect(report).toMatchObject({ backend: 'wasm', requested: 'wasm', trial: [{ backend: 'webgl' }, {}] });
  expect([...engine.devices].map((device) => device.report.backend)).toEqual(['wasm']);
});

test('the device stays for the next run on the same backend', async () => {
  const { engine, run } = await openRun();
  await run.open({ settings: { ...settings, filters: 16 }, data, split, previews: false });
  expect(engine.asked).toEqual(['auto']);
  engine.loseContext();
  await run.open({ settings, data, split, previews: false });
  expect(engine.devices.size).toBe(1);
  await run.iterateOnce();
});
