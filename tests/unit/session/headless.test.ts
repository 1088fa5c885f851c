import { expect, test } from 'vitest';
import { type Dataset, splitCharacters } from '#data';
import {
  encodeRun,
  evaluateCheckpoint,
  evaluateNearest,
  originsOf,
  runHeadless,
  type Snapshot,
} from '#session';
import type { TrainingEvent } from '#workers';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { fakeDataset, fakeEngine, fakeMemory, settings } from '../workers/fake-engine.ts';

const data = fakeDataset();
const createService = (post: (event: TrainingEvent) => void) =>
  new TrainingRun({ engine: fakeEngine(), trials: fakeMemory(), thread: 'worker', post });

async function run(change: Partial<typeof settings> = {}) {
  const events: TrainingEvent[] = [];
  const result = await runHeadless({
    settings: { ...settings, evaluateEvery: 6, ...change },
    data,
    onEvent: (event) => events.push(event),
    createService,
  });
  return { events, result };
}

test('trains to the end, tells every iteration, and evaluates', async () => {
  const { events, result } = await run();
  expect(result).toMatchObject({
    outcome: 'finished',
    backend: { backend: 'webgl' },
    state: { iteration: 12 },
  });
  expect(events.flatMap((event) => (event.type === 'iterations' ? event.points : []))).toHaveLength(12);
  expect(result.history.points).toHaveLength(12);
  expect(result.history.evaluations.map(({ iteration }) => iteration)).toEqual([6, 12]);
  expect(result.seconds).toBeGreaterThan(0);
});

test('evaluates on validation characters on its way, and on meta-test ones at the end', async () => {
  // Ten alphabets of six: the last 16 characters are meta-test, one alphabet of the others validation.
  const alphabets = fakeDataset(60, 8);
  alphabets.characters.forEach((character, i) => {
    character.alphabet = `alphabet${Math.floor(i / 6)}`;
  });
  const evaluationsOf = async (data: Dataset, change: Partial<typeof settings> = {}) => {
    const all = { ...settings, evaluateEvery: 6, validationShare: 0.1, ...change };
    const { history } = await runHeadless({ settings: all, data, onEvent: () => {}, createService });
    return history.evaluations.map(({ iteration, split, classes }) => [iteration, split, classes]);
  };
  const onTheWay = [
    [6, 'validation', 6],
    [12, 'validation', 6],
  ];
  expect(await evaluationsOf(alphabets)).toEqual([...onTheWay, [12, 'test', 16]]);
  expect(await evaluationsOf(alphabets, { evaluateEvery: 0 })).toEqual([[12, 'test', 16]]);
  expect(await evaluationsOf(alphabets, { evaluateTasks: 0 })).toEqual([]);
  expect(await evaluationsOf(alphabets, { validationShare: 0 })).toEqual([
    [6, 'test', 16],
    [12, 'test', 16],
  ]);
  // A background half alone is never meta-test.
  for (const character of alphabets.characters) character.half = 'background';
  expect(await evaluationsOf(alphabets)).toEqual(onTheWay);
  expect(await evaluationsOf(alphabets, { validationShare: 0 })).toEqual([]);
});

test('the same settings give the same run', async () => {
  const [one, other] = [await run(), await run()];
  expect(one.result.state).toEqual(other.result.state);
  expect(one.result.history.evaluations).toEqual(other.result.history.evaluations);
});

test('a checkpoint evaluated with the seed of its run gives the figures of the run', async () => {
  const { result } = await run();
  const { evaluation } = await evaluateCheckpoint({
    settings,
    data,
    state: result.state,
    tasks: settings.evaluateTasks,
    steps: settings.evaluateSteps,
    seed: settings.seed,
    classes: 'test',
    createService,
  });
  expect(evaluation).toEqual(result.history.evaluations.at(-1));
});

test('the same tasks serve the random start and the nearest neighbour, and are told one by one', async () => {
  const { result } = await run();
  const options = { settings, data, tasks: 3, steps: 2, seed: 4, classes: 'test' } as const;
  const { state } = result;
  const learnt = await evaluateCheckpoint({ ...options, state, createService });
  const random = await evaluateCheckpoint({ ...options, state, start: 'random', createService });
  expect(learnt.perTask.queryLoss.map((tasks) => tasks.length)).toEqual([3, 3, 3]);
  expect([learnt.evaluation.iteration, random.evaluation.iteration]).toEqual([12, 0]);
  // The fake network's loss is its weight and the task's first character: the tasks are the same.
  const apart = learnt.perTask.queryLoss[0].map((loss, task) => loss - random.perTask.queryLoss[0][task]);
  expect(Math.max(...apart) - Math.min(...apart)).toBeLessThan(1e-6);

  const { evaluation, perTask } = await evaluateNearest(options);
  // Every drawing of a character is the same picture, so the nearest one is always right.
  expect(perTask.queryAccuracy).toEqual([[1, 1, 1]]);
  expect(evaluation).toMatchObject({ tasks: 3, queryAccuracy: [1], ci95: [0], transductive: false });
  expect(evaluation.queryLoss).toEqual([Number.NaN]);

  const origins = originsOf(options);
  expect(origins.map(({ seeds }) => seeds)).toEqual([0, 1, 2].map((task) => [4, 102, task]));
  const { test: testClasses } = splitCharacters(data.characters, settings);
  for (const { classes } of origins) {
    expect(classes).toHaveLength(settings.ways);
    for (const { index, turns } of classes) expect([testClasses.includes(index), turns]).toEqual([true, 0]);
  }
});

test('goes on from a state, and ends at once where there is nothing left to do', async () => {
  const { result } = await run();
  const further = await runHeadless({
    settings: { ...settings, iterations: 15 },
    data,
    state: result.state,
    onEvent: () => {},
    createService,
  });
  expect(further.state.iteration).toBe(15);
  expect(further.history.points.map(({ iteration }) => iteration)).toEqual([13, 14, 15]);
  const done = await runHeadless({ settings, data, state: result.state, onEvent: () => {}, createService });
  expect(done.state).toEqual(result.state);
});

test('a run that diverges says so', async () => {
  const { result } = await run({ innerLr: 9 });
  expect(result).toMatchObject({ outcome: 'diverged', state: { iteration: 0 } });
});

test('a run stops at a signal', async () => {
  const stop = new AbortController();
  const result = await runHeadless({
    settings: { ...settings, iterations: 100_000 },
    data,
    signal: stop.signal,
    onEvent: (event) => event.type === 'iterations' && stop.abort(),
    createService,
  });
  expect(result.outcome).toBe('stopped');
  expect(result.state.iteration).toBeLessThan(100);
});

test('run.json holds every setting under its option name', async () => {
  const { result } = await run();
  const record = JSON.parse(
    encodeRun({
      settings,
      data: {
        name: 'fake',
        source: 'invented',
        characters: 40,
        drawings: 320,
        drawers: 8,
        split: { train: 30, validation: 0, test: 10, rule: 'by-class', digest: 'fedcba9876543210' },
        skipped: 0,
        cached: false,
      },
      backend: result.backend,
      versions: { program: '0.1.0' },
      iteration: result.state.iteration,
      seconds: result.seconds,
      history: result.history,
    }),
  );
  expect(record.settings).toMatchObject({ 'meta-batch': 2, 'evaluate-every': 0, seed: 5 });
  expect(record).toMatchObject({ seed: 5, iteration: 12, versions: { program: '0.1.0' } });
  expect(record.history.points).toHaveLength(12);
});

/** Numbers but for the times, which nothing fixes. */
const withoutTimes = ({ points, ...rest }: Snapshot['history']) => ({
  ...rest,
  points: points.map(({ seconds: _, ...point }) => point),
});

test('a run saved on its way goes on to the same end: weights, points, evaluations, seconds', async () => {
  const saved: Snapshot[] = [];
  const options = { settings: { ...settings, evaluateEvery: 6 }, data, onEvent: () => {}, createService };
  const save = async (snapshot: Snapshot) => void saved.push(snapshot);
  const whole = await runHeadless({ ...options, saving: { every: 0, save } });
  const onTheWay = saved.filter(({ state }) => state.iteration > 0 && state.iteration < 12);
  expect(onTheWay.length).toBeGreaterThan(0);
  for (const { state, history, seconds } of onTheWay) {
    // All that led to the weights is told, and no more.
    expect(history.points.at(-1)?.iteration).toBe(state.iteration);
    const record = { settings: options.settings, history, seconds };
    const rest = await runHeadless({ ...options, state, record });
    expect(rest.state).toEqual(whole.state);
    expect(withoutTimes(rest.history)).toEqual(withoutTimes(whole.history));
    expect(rest.seconds).toBeGreaterThan(seconds);
  }
});

test('what is asked for anew as a run goes on is a change of it, told with its iteration', async () => {
  const { result } = await run({ iterations: 8 });
  const { state, history, seconds } = result;
  const before = { ...settings, evaluateEvery: 6, iterations: 8 };
  const after = { ...before, iterations: 10, innerLr: 0.2 };
  const record = { settings: before, history, seconds };
  const rest = await runHeadless({ settings: after, data, state, record, onEvent: () => {}, createService });
  expect(rest.history.changes).toEqual([
    {
      iteration: 8,
      from: { innerLr: settings.innerLr, iterations: 8 },
      to: { innerLr: 0.2, iterations: 10 },
    },
  ]);
});

test('the weights that were best on validation are kept where they are asked for', async () => {
  // Validation takes whole alphabets: of more than one.
  const characters = data.characters.map((character, i) => ({
    ...character,
    alphabet: `Alphabet ${i >> 3}`,
  }));
  const alphabets = { ...data, characters };
  const settingsHere = { ...settings, evaluateEvery: 2, validationShare: 0.2 };
  const options = { settings: settingsHere, data: alphabets, onEvent: () => {}, createService };
  expect((await runHeadless(options)).best).toBeUndefined();
  const { best, history } = await runHeadless({ ...options, keepBest: true });
  const onValidation = history.evaluations.filter(({ split }) => split === 'validation');
  expect(onValidation.length).toBeGreaterThan(1);
  const accuracies = onValidation.map(({ queryAccuracy }) => queryAccuracy.at(-1)!);
  const highest = Math.max(...accuracies);
  expect(best).toMatchObject({
    queryAccuracy: highest,
    iteration: onValidation[accuracies.indexOf(highest)].iteration,
  });
  expect(best?.state?.iteration).toBe(best?.iteration);

  // One that is as good as what the record tells of is not better.
  const record = {
    settings: options.settings,
    history,
    seconds: 1,
    best: { iteration: 2, queryAccuracy: highest },
  };
  const again = await runHeadless({ ...options, keepBest: true, record });
  expect(again.best).toEqual({ iteration: 2, queryAccuracy: highest });
});
