import { expect, test } from 'vitest';
import { DrawControl, type LessonStepId, lessonSteps, presets, type SessionState } from '#session';
import { requiredChange } from '../../../src/session/lesson/fit.ts';
import { beginTrail, goOn, goOnDrawing, type Trail } from '../../../src/session/lesson/trail.ts';
import { stillParts } from './still-parts.ts';

const stepOf = (id: LessonStepId) => lessonSteps.find((step) => step.id === id)!;
const curveOf = (iteration: number, innerLr: number, learnt: number[], random: number[]) => ({
  iteration,
  tasks: 20,
  split: 'validation' as const,
  innerLr,
  shots: 1,
  queries: 5,
  learnt: { queryAccuracy: learnt, queryLoss: learnt },
  random: { queryAccuracy: random, queryLoss: random },
});
/** Meta-iterations `from`..`to`, all with these accuracies by step. */
const pointsOf = (from: number, to: number, queryAccuracy: number[]) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    iteration: from + i,
    seconds: 0.1,
    queryAccuracy,
    queryLoss: queryAccuracy,
  }));

const GOOD = [0.2, 0.6, 0.7, 0.75, 0.78, 0.8];
const RANDOM = [0.2, 0.3, 0.4, 0.5, 0.55, 0.57];

/** A run of the preset `watch` that has learnt for 200 iterations. */
const trained: SessionState = {
  settings: presets.watch,
  preset: 'watch',
  dataset: null,
  choices: [],
  loading: null,
  phase: 'running',
  iteration: 200,
  elapsed: 20,
  rate: 9,
  memory: null,
  backend: null,
  thread: null,
  measuring: null,
  profile: null,
  profiling: false,
  examining: null,
  history: { points: pointsOf(1, 200, GOOD), evaluations: [], changes: [] },
  preview: null,
  curve: curveOf(195, 0.1, GOOD, RANDOM),
  notice: null,
  aside: null,
};

/** Follows states as they come and tells after each whether the step is done. */
function follow(id: LessonStepId, begin: SessionState = trained) {
  let state = begin;
  let trail = beginTrail(begin);
  return {
    become(change: Partial<SessionState>) {
      const before = state;
      state = { ...state, ...change };
      trail = goOn(trail, state, before);
      return stepOf(id).watch(state, trail).waitsFor === null;
    },
    set(change: Partial<SessionState['settings']>) {
      return this.become({ settings: { ...state.settings, ...change } });
    },
    train(count: number, accuracy: number[]) {
      const { iteration, history } = state;
      const points = [...history.points, ...pointsOf(iteration + 1, iteration + count, accuracy)];
      return this.become({ iteration: iteration + count, history: { ...history, points } });
    },
    see(seen: Partial<Trail>) {
      trail = { ...trail, ...seen };
      return stepOf(id).watch(state, trail).waitsFor === null;
    },
    figures: () => stepOf(id).watch(state, trail).figures,
    now: () => stepOf(id).watch(state, trail).waitsFor === null,
    waitsFor: () => stepOf(id).watch(state, trail).waitsFor,
  };
}

/** The drawing view of a page where nothing can be adapted. */
function drawing() {
  const { studio, shipped, drawings } = stillParts();
  const training = {
    snapshot: () => Promise.reject(new Error('There is no run.')),
    openCheckpoint: () => {},
    hasLearnt: () => false,
    drawingsNeeded: () => 6,
    addClasses: async () => null,
    removeClasses: () => {},
  };
  return new DrawControl({ studio, shipped, storage: drawings, training, seed: () => 1 });
}

test('the lesson has ten steps, each with a name of its own', () => {
  expect(lessonSteps).toHaveLength(10);
  expect(new Set(lessonSteps.map(({ id }) => id)).size).toBe(10);
});

test('a task: both of its sets were lit', () => {
  const step = follow('task');
  expect(step.now()).toBe(false);
  expect(step.waitsFor()).toBe('bothSets');
  expect(step.see({ lit: ['support', 'theta'] })).toBe(false);
  expect(step.waitsFor()).toBe('query');
  step.see({ lit: ['query'] });
  expect(step.waitsFor()).toBe('support');
  expect(step.see({ lit: ['support', 'query'] })).toBe(true);
});

test('from scratch: three inner rates were measured, not only set', () => {
  const step = follow('scratch');
  expect(step.waitsFor()).toBe('tries');
  expect(step.set({ innerLr: 0.4 })).toBe(false);
  expect(step.waitsFor()).toBe('measuring');
  expect(step.set({ innerLr: 1 })).toBe(false);
  expect(step.become({ curve: curveOf(200, 0.4, GOOD, RANDOM) })).toBe(false);
  expect(step.become({ curve: curveOf(200, 0.4, GOOD, GOOD) })).toBe(false);
  expect(step.become({ curve: curveOf(200, 1, GOOD, RANDOM) })).toBe(true);
  // One that is measured again keeps its place.
  step.become({ curve: curveOf(200, 0.1, GOOD, GOOD) });
  expect(step.figures().tries.map(({ innerLr }) => innerLr)).toEqual([0.1, 0.4, 1]);
  expect(step.figures().best).toEqual({ innerLr: 0.1, random: GOOD });
});

test('the inner loop: the random start took eight steps', () => {
  const step = follow('inner');
  expect(step.waitsFor()).toBe('moreSteps');
  expect(step.set({ steps: 8, evaluateSteps: 8 })).toBe(false);
  expect(step.become({ curve: curveOf(0, 0.1, GOOD, RANDOM) })).toBe(false);
  expect(step.waitsFor()).toBe('measuringSteps');
  expect(step.become({ curve: curveOf(0, 0.1, GOOD, [...RANDOM, 0.57, 0.57, 0.58]) })).toBe(true);
  expect(step.figures().further).toEqual({ from: 5, to: 8, before: 0.57, after: 0.58 });
  // Fewer again: what was seen is still told of.
  expect(step.become({ curve: curveOf(0, 0.1, GOOD, RANDOM) })).toBe(true);
  expect(step.figures().further?.after).toBe(0.58);
});

test('the outer loop: the learnt start has come above the random one since the step began', () => {
  const untrained = { ...trained, iteration: 0, curve: curveOf(0, 0.1, RANDOM, RANDOM) };
  const step = follow('outer', untrained);
  expect(step.train(40, RANDOM)).toBe(false);
  expect(step.become({ curve: curveOf(40, 0.1, RANDOM, RANDOM) })).toBe(false);
  expect(step.become({ curve: curveOf(40, 0.1, GOOD, RANDOM) })).toBe(true);
  // A run that could do it before has to train on.
  expect(follow('outer').now()).toBe(false);
});

test('step 0 was singled out', () => {
  const step = follow('zero');
  expect(step.see({ singledOut: [3] })).toBe(false);
  expect(step.see({ singledOut: [3, 0] })).toBe(true);
});

test('what only training ends has the run started first, and nothing counts before what is asked for is done', () => {
  const step = follow('first', { ...trained, phase: 'paused' });
  expect(step.waitsFor()).toBe('shortStride');
  step.train(67, GOOD);
  expect(step.waitsFor()).toBe('shortStride');
  step.set({ innerLr: 0.02 });
  expect([step.waitsFor(), step.figures().iterations]).toEqual(['start', 0]);
  step.become({ phase: 'running' });
  step.train(20, GOOD);
  expect([step.waitsFor(), step.figures().iterations]).toEqual(['shortStrides', 20]);
  step.become({ phase: 'paused' });
  expect(step.waitsFor()).toBe('start');
  step.become({ phase: 'running' });
  step.train(30, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  expect(step.waitsFor()).toBe('lead');

  const others = {
    break: ['longStride', { innerLr: 1 }, 'longStrides'],
    order: ['firstOrder', { algorithm: 'fomaml' }, 'firstOrders'],
    overfit: ['fewCharacters', { trainCharacters: 10 }, 'evaluation'],
  } as const;
  for (const [id, [before, change, after]] of Object.entries(others)) {
    const other = follow(id as keyof typeof others);
    other.train(67, GOOD);
    expect(other.waitsFor(), id).toBe(before);
    other.set(change);
    expect(other.waitsFor(), id).toBe(after);
  }
});

test('what a step tells of the time before is that of the settings it began with', () => {
  const step = follow('first');
  expect(step.figures().before.firstShare).toBeCloseTo(0.4 / 0.6);
  step.set({ innerLr: 0.02 });
  step.train(60, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  expect(step.figures().before.firstShare).toBeCloseTo(0.4 / 0.6);
  expect(step.figures().firstShare).toBeCloseTo(0.2);
});

test('the first step: it leads with short strides, too, after some training', () => {
  const step = follow('first');
  expect(step.train(100, GOOD)).toBe(false);
  step.set({ innerLr: 0.02 });
  expect(step.train(40, GOOD)).toBe(false);
  expect(step.train(20, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7])).toBe(false);
  expect(step.train(40, GOOD)).toBe(true);
  expect(step.figures().firstShare).toBeCloseTo(0.4 / 0.6);
});

test('breaking: step 5 is at chance while alpha is large, or the run stopped for it', () => {
  const step = follow('break');
  const broken = [0.2, 0.2, 0.2, 0.21, 0.22, 0.23];
  expect(step.train(20, broken)).toBe(false);
  step.set({ innerLr: 1 });
  expect(step.train(20, [0.2, 0.3, 0.3, 0.3, 0.4, 0.45])).toBe(false);
  step.set({ innerLr: 3 });
  expect(step.train(5, broken)).toBe(false);
  expect(step.train(20, broken)).toBe(true);

  const stopped = follow('break');
  stopped.set({ innerLr: 6 });
  const notice = {
    kind: 'diverged',
    cause: 'exploded',
    trend: { window: 40, loss: 14, before: 15 },
    iteration: 204,
    keptIteration: 200,
    outerLr: 0.002,
    suggestion: {},
  } as const;
  expect(stopped.become({ phase: 'diverged', notice: { ...notice, innerLr: 0.1 } })).toBe(false);
  expect(stopped.become({ phase: 'diverged', notice: { ...notice, innerLr: 6 } })).toBe(true);
});

test('orders: fifty iterations of the first order, and how fast either was', () => {
  const step = follow('order');
  step.train(10, GOOD);
  step.become({ rate: 8 });
  step.set({ algorithm: 'fomaml' });
  step.become({ rate: 10 });
  expect(step.train(30, GOOD)).toBe(false);
  step.become({ rate: 14 });
  expect(step.train(20, GOOD)).toBe(true);
  expect(step.figures().speeds).toEqual({ maml: 8, fomaml: 14 });
});

test('overfitting: on few characters, meta-training leaves a meta-test of the same time behind', () => {
  const measured = {
    tasks: 60,
    split: 'validation',
    classes: 63,
    transductive: true,
  } as const;
  const evaluation = (iteration: number, accuracy: number) => ({
    history: {
      points: pointsOf(200, iteration, [0.2, 0.9, 0.95]),
      evaluations: [
        { ...measured, iteration, queryAccuracy: [0.2, accuracy], ci95: [], queryLoss: [], lossCi95: [] },
      ],
      changes: [],
    },
    iteration,
  });
  const step = follow('overfit');
  expect(step.become(evaluation(250, 0.7))).toBe(false);
  step.set({ trainCharacters: 10 });
  expect(step.become({ iteration: 260 })).toBe(false);
  expect(step.become(evaluation(300, 0.9))).toBe(false);
  expect(step.become(evaluation(350, 0.8))).toBe(true);
});

test('own symbols: adapted to, and a query answered since the step began', async () => {
  const draw = drawing();
  const { store } = draw;
  const step = stepOf('draw');
  let trail = beginTrail(trained);
  store.subscribe((state, before) => {
    trail = goOnDrawing(trail, state, before);
  });
  const own = () => step.watch(trained, trail);
  const stroke = [
    { x: 0.2, y: 0.2 },
    { x: 0.8, y: 0.8 },
  ];
  for (const { id } of store.getState().set.symbols.slice(0, 3)) draw.draw(id, 0, [stroke]);
  expect(own().figures.own).toEqual({ symbols: 3, adapted: false, certainty: null });
  store.setState({ adapted: { symbols: [], network: 'run', iteration: 10, supportLoss: [] } });
  expect(own().waitsFor).toBe('ownQuery');
  const answers = { learnt: Float32Array.of(0.1, 0.7, 0.2), random: Float32Array.of(1), nearest: 1 };
  store.setState({ answers });
  expect(own().waitsFor).toBeNull();
  expect(own().figures.own.certainty).toBeCloseTo(0.7);
  store.setState({ answers: null });
  expect(own().waitsFor).toBeNull();

  // An answer that stood there before is no answer to this step.
  store.setState({ answers });
  const late = goOnDrawing(beginTrail(trained), store.getState(), store.getState());
  expect(step.watch(trained, late)).toMatchObject({
    waitsFor: 'ownQuery',
    figures: { own: { adapted: true } },
  });
});

test('the settings of all presets but the heavy ones fit, and what a step frees is left alone', () => {
  const { watch, paper } = presets;
  expect(requiredChange(watch, stepOf('first'))).toEqual({});
  expect(requiredChange({ ...watch, network: 'strided', filters: 8 }, stepOf('break'))).toEqual({});
  expect(requiredChange(paper, stepOf('task'))).toEqual({});
  expect(requiredChange(paper, stepOf('outer'))).toEqual({
    filters: 16,
    metaBatch: 4,
    steps: 5,
    evaluateSteps: 5,
    evaluateEvery: 50,
    evaluateTasks: 60,
  });
  const far = { ...watch, innerLr: 4, trainCharacters: 10 };
  expect(requiredChange(far, stepOf('break'))).toEqual({ trainCharacters: 0 });
  expect(requiredChange(far, stepOf('overfit'))).toEqual({ innerLr: 0.1 });
  expect(requiredChange({ ...watch, evaluateSteps: 10 }, stepOf('zero'))).toEqual({
    steps: 5,
    evaluateSteps: 5,
  });
});
