import { expect, test } from 'vitest';
import type { RunSettings } from '#maml';
import { createProgressStore, createSession, type LessonStepId, lessonSteps, type Progress } from '#session';
import { TrainingRun } from '../../../src/workers/training.service.ts';
import { eventually, fakeDataset, fakeEngine, fakeMemory } from '../workers/fake-engine.ts';
import { stillParts } from './still-parts.ts';

const at = (id: LessonStepId) => lessonSteps.findIndex((step) => step.id === id);
// A backend by name: nothing is measured before the run is open.
const FITS = '?backend=webgl&network=strided&filters=8&evaluate-every=10&evaluate-tasks=20&queries=2';

/** A session on a fake engine, whose lesson remembers in `memory`. */
async function setUp(search = FITS, memory = new Map<string, string>()) {
  const engine = fakeEngine();
  engine.milliseconds.webgl = 1;
  const dataset = { dataset: fakeDataset(), skipped: 0, skippedExample: null, cached: false, seconds: 0 };
  const saved: RunSettings[] = [];
  const session = createSession({
    ...stillParts(),
    data: {
      loadInvented: async () => dataset,
      loadArchive: async () => dataset,
      loadCached: async () => null,
      keep: async () => false,
      forgetCached: async () => {},
    },
    createService: (post) => new TrainingRun({ engine, trials: fakeMemory(), thread: 'worker', post }),
    search,
    saveAddress: (settings) => void saved.push(settings),
    progress: createProgressStore(() => ({
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
    })),
  });
  const state = () => session.store.getState();
  await eventually(() => state().phase).toBe('empty');
  const train = async (least: number) => {
    session.actions.start();
    await eventually(() => state().iteration).toBeGreaterThanOrEqual(least);
    session.actions.pause();
    await eventually(() => state().phase).toBe('paused');
  };
  return {
    ...session,
    saved,
    engine,
    memory,
    state,
    train,
    lessonState: () => session.lesson.store.getState(),
  };
}

test('a step done is ticked off, stays so, and is remembered', async () => {
  const { lesson, lessonState, memory } = await setUp();
  lesson.actions.enter(null);
  expect(lessonState()).toMatchObject({ step: 0, done: [], lacks: null });
  lesson.actions.light('support');
  expect(lessonState().done).toEqual([]);
  lesson.actions.light('query');
  expect(lessonState().done).toEqual(['task']);
  lesson.actions.goTo(1);
  lesson.actions.goTo(0);
  expect(lessonState().done).toEqual(['task']);
  lesson.actions.goTo(2);

  const again = await setUp(FITS, memory);
  again.lesson.actions.enter(null);
  expect(again.lessonState()).toMatchObject({ step: 2, done: ['task'] });
  const linked = await setUp(FITS, memory);
  linked.lesson.actions.enter(at('break'));
  expect(linked.lessonState()).toMatchObject({ step: at('break'), done: ['task'], lacks: 'training' });
});

test('a prediction is kept for the visit beside what came of it, and nothing waits for one', async () => {
  const { lesson, lessonState, train } = await setUp();
  await train(20);
  lesson.actions.enter(at('zero'));
  lesson.actions.predict('less');
  lesson.actions.predict('more');
  expect(lessonState().predicted.zero?.said).toBe('more');
  lesson.actions.goTo(at('task'));
  lesson.actions.light('support');
  lesson.actions.light('query');
  expect(lessonState().done).toContain('task');
  expect(Object.keys(lessonState().predicted)).toEqual(['zero']);
});

test('storage that is missing, full or spoilt is as none', () => {
  const refuse = () => {
    throw new Error('denied');
  };
  const none = { step: 0, done: [] };
  const denied = createProgressStore(refuse);
  denied.write({ step: 3, done: [] });
  expect(denied.read()).toEqual(none);
  const holding = (text: string | null): Progress =>
    createProgressStore(() => ({ getItem: () => text, setItem: refuse })).read();
  for (const spoilt of [null, '', '{', '{"step":99,"done":[]}', '{"step":1,"done":["nothing"]}', '[]']) {
    expect(holding(spoilt)).toEqual(none);
  }
  expect(holding('{"step":4,"done":["inner"]}')).toEqual({ step: 4, done: ['inner'] });
});

test('what a step frees is put back when the person goes on or leaves', async () => {
  const { lesson, state } = await setUp();
  lesson.actions.enter(at('scratch'));
  lesson.actions.change({ innerLr: 0.4 });
  expect(state().settings.innerLr).toBe(0.4);
  lesson.actions.goTo(at('inner'));
  await eventually(() => state().settings.innerLr).toBe(0.1);
  lesson.actions.change({ steps: 8, evaluateSteps: 8 });
  lesson.actions.leave();
  await eventually(() => state().settings.steps).toBe(5);
  expect(state().settings.evaluateSteps).toBe(5);
});

test('a network that a step spoils comes back as it was before the first change', async () => {
  const { lesson, lessonState, state, train, engine } = await setUp();
  await train(20);
  lesson.actions.enter(at('overfit'));
  const before = state();
  const weight = engine.weights[before.iteration - 1];
  lesson.actions.change({ trainCharacters: 6 });
  lesson.actions.change({ trainCharacters: 7 });
  expect(lessonState().givesBack).toBe(before.iteration);
  await train(before.iteration + 20);
  lesson.actions.goTo(at('zero'));
  await eventually(() => [state().iteration, state().phase]).toEqual([before.iteration, 'paused']);
  expect(state().settings).toEqual(before.settings);
  expect(state().history.points.at(-1)).toEqual(before.history.points.at(-1));
  expect(lessonState().givesBack).toBeNull();
  await train(before.iteration + 1);
  expect(engine.weights.at(-1)).toBeGreaterThan(weight);
  expect(state().iteration).toBeLessThan(before.iteration + 20);
});

test('a run that diverged in a step goes on from before when the step is left', async () => {
  const { lesson, state, train, actions } = await setUp();
  await train(20);
  const { iteration } = state();
  lesson.actions.enter(at('break'));
  lesson.actions.change({ innerLr: 6 });
  actions.start();
  await eventually(() => state().phase).toBe('diverged');
  lesson.actions.goTo(at('order'));
  await eventually(() => state().iteration).toBeGreaterThan(iteration + 3);
  expect(state()).toMatchObject({ notice: null, settings: { innerLr: 0.1 } });
  actions.pause();
});

test('what is changed while a network is being given back holds, and is put back later', async () => {
  const { lesson, state, train } = await setUp();
  await train(20);
  lesson.actions.enter(at('overfit'));
  const { iteration } = state();
  lesson.actions.change({ trainCharacters: 6 });
  await train(iteration + 20);
  lesson.actions.goTo(at('order'));
  lesson.actions.change({ algorithm: 'fomaml' });
  await eventually(() => [state().iteration, state().settings.algorithm]).toEqual([iteration, 'fomaml']);
  lesson.actions.goTo(at('zero'));
  await eventually(() => state().settings.algorithm).toBe('maml');
});

test('settings that need a new network put the own run aside until the lesson is left', async () => {
  const { lesson, lessonState, state, train } = await setUp(FITS.replace('filters=8', 'filters=48'));
  await train(10);
  const own = state();
  lesson.actions.enter(at('outer'));
  expect(lessonState()).toMatchObject({ lacks: 'settings', required: { filters: 16 }, ownRun: null });
  lesson.actions.prepare();
  await eventually(() => lessonState().ownRun).toBe(own.iteration);
  await eventually(() => [state().settings.filters, state().iteration, state().phase]).toEqual([
    16,
    0,
    'empty',
  ]);
  expect(lessonState().lacks).toBeNull();
  await train(3);
  lesson.actions.startAfresh();
  await eventually(() => state().phase).toBe('empty');
  expect(lessonState().ownRun).toBe(own.iteration);
  lesson.actions.leave();
  await eventually(() => [state().settings, state().iteration]).toEqual([own.settings, own.iteration]);
  expect(state().history.points).toEqual(own.history.points);
  await eventually(() => state().phase).toBe('paused');
  expect(lessonState().ownRun).toBeNull();
});

test('settings that need no new network are put right at once, and come back with the run', async () => {
  const { lesson, lessonState, state, train } = await setUp(`${FITS}&inner-lr=4`);
  await train(5);
  const own = state();
  lesson.actions.enter(at('outer'));
  expect(lessonState().required).toEqual({ innerLr: 0.1 });
  lesson.actions.prepare();
  await eventually(() => lessonState().lacks).toBeNull();
  expect(state().settings.innerLr).toBe(0.1);
  expect(state().iteration).toBe(own.iteration);
  expect(lessonState().ownRun).toBe(own.iteration);
  await train(own.iteration + 5);
  lesson.actions.leave();
  await eventually(() => [state().settings, state().iteration]).toEqual([own.settings, own.iteration]);
  expect(lessonState().ownRun).toBeNull();
});

test('a run that was there before the lesson is put aside before the lesson changes it', async () => {
  const { lesson, lessonState, state, train } = await setUp();
  await train(20);
  const own = state();
  lesson.actions.enter(at('order'));
  lesson.actions.change({ algorithm: 'fomaml' });
  expect(lessonState().ownRun).toBe(own.iteration);
  await train(own.iteration + 20);
  lesson.actions.leave();
  await eventually(() => [state().settings, state().iteration]).toEqual([own.settings, own.iteration]);
});

test('settings of a run that was never started come back, too', async () => {
  const { lesson, lessonState, state, train } = await setUp(`${FITS}&inner-lr=4`);
  const own = state().settings;
  lesson.actions.enter(at('outer'));
  lesson.actions.prepare();
  await eventually(() => lessonState().lacks).toBeNull();
  await train(5);
  lesson.actions.leave();
  await eventually(() => [state().settings, state().iteration]).toEqual([own, 0]);
});

test('a run that began with the lesson stays when the lesson is left', async () => {
  const { lesson, lessonState, state, train } = await setUp();
  lesson.actions.enter(at('outer'));
  await train(20);
  const { iteration } = state();
  lesson.actions.goTo(at('order'));
  lesson.actions.change({ algorithm: 'fomaml' });
  expect(lessonState().ownRun).toBeNull();
  lesson.actions.leave();
  await eventually(() => state().settings.algorithm).toBe('maml');
  expect(state().iteration).toBe(iteration);
});

test('the address keeps nothing that a step has freed', async () => {
  const { lesson, state, saved } = await setUp();
  lesson.actions.enter(at('scratch'));
  lesson.actions.change({ innerLr: 0.4 });
  expect(state().settings.innerLr).toBe(0.4);
  lesson.actions.goTo(at('first'));
  await eventually(() => state().settings.innerLr).toBe(0.1);
  expect(saved.map(({ innerLr }) => innerLr)).toEqual([0.1, 0.1]);
});

test('a step for a trained network wants fitting settings first, also of what it frees', async () => {
  const { lesson, lessonState } = await setUp(`${FITS}&inner-lr=4`);
  lesson.actions.enter(at('break'));
  expect(lessonState()).toMatchObject({ lacks: 'settings', required: { innerLr: 0.1 } });
  lesson.actions.prepare();
  await eventually(() => lessonState().lacks).toBe('training');
});
