import { createStore } from 'zustand/vanilla';
import {
  createExports,
  LessonControl,
  lessonSteps,
  type Notice,
  presets,
  type SessionActions,
  type SessionState,
} from '#session';
import type { PageSession } from '#ui';
import { createDrawFixture } from './drawFixture.ts';
import { createFilmFixture } from './filmFixture.ts';
import {
  madeUpChanges,
  madeUpCurve,
  madeUpEvaluation,
  madeUpPoint,
  madeUpPreview,
  madeUpProfile,
  type Shape,
} from './madeUp.ts';
import type { StateName } from './stateNames.ts';

/** Every state of the page, as what it differs in from a run that goes well. */
/** What a final exam came to. */
function exam(): Extract<Notice, { kind: 'exam' }> {
  const evaluation = madeUpEvaluation({ ways: 5, shots: 1, steps: 5 }, NOW);
  return { kind: 'exam', evaluation: { ...evaluation, split: 'test', tasks: 600, classes: 252 }, known: 0 };
}

const STATES = {
  opening: (state) => ({
    ...untrained(state),
    phase: 'opening',
    dataset: null,
    preview: null,
    curve: null,
    backend: null,
    thread: null,
    loading: { name: 'Invented alphabets', phase: 'drawing', done: 310, total: 930 },
  }),
  measuring: (state) => ({
    ...untrained(state),
    phase: 'opening',
    measuring: 'wasm',
    preview: null,
    curve: null,
    backend: null,
    thread: null,
  }),
  empty: untrained,
  loading: (state) => ({
    ...untrained(state),
    loading: { name: 'omniglot_standard.zip', phase: 'decoding', done: 18_820, total: 32_460 },
  }),
  warming: (state) => ({ ...untrained(state), phase: 'warming' }),
  running: () => ({}),
  paused: () => ({ phase: 'paused', rate: null }),
  finished: () => ({ phase: 'finished', rate: null }),
  diverged: (state, shape) => ({
    ...at(shape, 412),
    phase: 'diverged',
    rate: null,
    settings: { ...state.settings, innerLr: 2 },
    notice: {
      kind: 'diverged',
      cause: 'not-finite',
      trend: null,
      iteration: 412,
      keptIteration: 400,
      innerLr: 2,
      outerLr: 0.002,
      suggestion: { innerLr: 0.1 },
    },
  }),
  exploded: (state, shape) => ({
    ...at(shape, 400),
    phase: 'diverged',
    rate: null,
    settings: { ...state.settings, innerLr: 4 },
    notice: {
      kind: 'diverged',
      cause: 'exploded',
      trend: { window: 40, loss: 14.5, before: 13.9 },
      iteration: 480,
      keptIteration: 400,
      innerLr: 4,
      outerLr: 0.002,
      suggestion: { innerLr: 0.1 },
    },
  }),
  'bad-archive': (state) => ({ ...untrained(state), ...bad('no-drawings', 'holiday.zip') }),
  'not-a-zip': (state) => ({ ...untrained(state), ...bad('not-a-zip', 'omniglot.rar') }),
  truncated: () => bad('truncated', 'images_background.zip'),
  encrypted: () => bad('encrypted', 'images_background.zip'),
  'empty-file': () => bad('empty', 'images_background.zip'),
  bomb: () => bad('bomb', 'images_background.zip'),
  'all-corrupt': () => bad('all-corrupt', 'images_background.zip'),
  unreadable: () => bad('unreadable', 'images_background.zip'),
  'lost-card': () => ({ phase: 'rebuilding', rate: null, notice: { kind: 'rebuilding', iteration: 1240 } }),
  'new-network': () => ({ notice: { kind: 'new-network', change: { ways: 10 } } }),
  aside: (state) => ({ ...untrained(state), aside: { iteration: NOW } }),
  drawings: () => ({ notice: { kind: 'drawings', file: new File([], 'runes.zip') } }),
  exam: () => ({ notice: exam() }),
  examining: () => ({ examining: { done: 240, total: 600 } }),
  'trained-on': () => ({
    notice: { kind: 'trained-on', file: 'mine.safetensors', part: 'test', known: 252, classes: 252 },
  }),
  'weights-settings': () => ({
    notice: {
      kind: 'weights-settings',
      file: new File([], 'resaved.safetensors'),
      shape: { network: 'pooled', filters: 32, ways: 5 },
      missing: ['steps', 'innerLr', 'ink'],
    },
  }),
  'weights-remarks': () => ({
    notice: {
      kind: 'weights-remarks',
      file: 'resaved.safetensors',
      network: 'pooled',
      remarks: {
        tensors: [
          'blocks.0.norm.running_mean',
          'blocks.0.norm.running_var',
          'blocks.0.norm.num_batches_tracked',
        ],
        settings: [],
        alternatives: ['pooled-blog'],
        isUncounted: true,
      },
    },
  }),
  'too-few': () => ({ notice: { kind: 'too-few', what: 'characters', pool: 'test', needed: 20, found: 12 } }),
  address: (state) => ({
    ...untrained(state),
    notice: { kind: 'address', option: 'inner-lr', value: 'fast' },
  }),
  skipped: (state) => ({
    ...archive(state),
    notice: {
      kind: 'skipped',
      file: 'omniglot_standard.zip',
      skipped: 3,
      example: 'Greek/character02/0077_05.png',
    },
  }),
  failed: () => ({
    phase: 'paused',
    notice: { kind: 'failed', what: 'training', message: 'The training worker did not start.' },
  }),
  archive,
  long,
} satisfies Record<StateName, (state: SessionState, shape: Shape) => Partial<SessionState>>;

const NOW = 1240;

function bad(code: string, file: string): Partial<SessionState> {
  return { notice: { kind: 'data', code, file, detail: {} } };
}

function archive(state: SessionState): Partial<SessionState> {
  const name = 'omniglot_standard.zip';
  return {
    dataset: {
      ...state.dataset!,
      name,
      source: 'archive',
      characters: 1623,
      drawings: 32_460,
      split: { train: 871, validation: 93, test: 659, rule: 'official', digest: '76019dcb841bd5d7' },
      skipped: 3,
      cached: true,
    },
    choices: [...state.choices, { id: 'archive', name }],
  };
}

/** Words and numbers as long as they get. */
function long(state: SessionState): Partial<SessionState> {
  const name = 'omniglot_standard_resized_and_rotated_by_a_colleague.zip';
  const { dataset } = archive(state);
  return {
    dataset: { ...dataset!, name },
    choices: [...state.choices, { id: 'archive', name }],
    iteration: 123_456,
    elapsed: 39_600,
    rate: 0.083,
    memory: { tensors: 4120, bytes: 1380 * 2 ** 20 },
    preset: null,
    settings: { ...state.settings, innerLr: 0.0125, outerLr: 0.00125, queries: 15 },
  };
}

function untrained(state: SessionState): Partial<SessionState> {
  const { steps, ways, shots } = state.settings;
  const shape = { steps, ways, shots };
  return {
    phase: 'empty',
    iteration: 0,
    elapsed: 0,
    rate: null,
    history: { points: [], evaluations: [], changes: [] },
    preview: madeUpPreview(shape, 20),
    curve: { ...madeUpCurve(shape, 45), iteration: 0 },
  };
}

function at(shape: Shape, iteration: number): Partial<SessionState> {
  const every = Math.max(1, Math.ceil(iteration / 300));
  const points = Array.from({ length: Math.floor(iteration / every) }, (_, i) => (i + 1) * every);
  const evaluations = Array.from({ length: Math.floor(iteration / 50) }, (_, i) => (i + 1) * 50);
  return {
    iteration,
    elapsed: iteration * 0.12,
    history: {
      points: points.map((point) => madeUpPoint(shape, point)),
      evaluations: evaluations.map((evaluation) => madeUpEvaluation(shape, evaluation)),
      changes: madeUpChanges(iteration),
    },
    preview: madeUpPreview(shape, iteration),
    curve: madeUpCurve(shape, iteration),
  };
}

function runningWell(shape: Shape): SessionState {
  return {
    settings: { ...presets.watch, ...shape, evaluateSteps: shape.steps },
    preset: 'watch',
    dataset: {
      name: 'Invented alphabets',
      source: 'invented',
      characters: 930,
      drawings: 18_600,
      drawers: 20,
      split: { train: 651, validation: 63, test: 252, rule: 'by-class', digest: 'fedcba9876543210' },
      skipped: 0,
      cached: false,
    },
    choices: [{ id: 'invented', name: 'Invented alphabets' }],
    loading: null,
    phase: 'running',
    iteration: 0,
    elapsed: 0,
    rate: 8.3,
    memory: { tensors: 412, bytes: 38 * 2 ** 20 },
    backend: {
      backend: 'wasm',
      requested: 'auto',
      renderer: 'ANGLE (SwiftShader)',
      software: true,
      reason: 'software-webgl',
      trial: [{ backend: 'wasm', iterationsPerSecond: 8.6 }],
    },
    thread: 'worker',
    measuring: null,
    profile: null,
    profiling: false,
    examining: null,
    history: { points: [], evaluations: [], changes: [] },
    preview: null,
    curve: null,
    notice: null,
    aside: null,
    ...at(shape, NOW),
  };
}

/** Counts on ten times a second, with a new task every two seconds, as a run does. */
function goOn(store: PageSession['store'], shape: Shape): void {
  setInterval(() => {
    const { iteration, history } = store.getState();
    const next = iteration + 2;
    const points = [...history.points, madeUpPoint(shape, next)];
    store.setState({
      iteration: next,
      elapsed: next * 0.12,
      history: { ...history, points: points.length > 300 ? points.filter((_, i) => i % 2 === 1) : points },
      ...(next % 40 === 0 && { preview: madeUpPreview(shape, next), curve: madeUpCurve(shape, next) }),
    });
  }, 100);
}

interface FixtureOptions extends Shape {
  /** It goes on counting, ten times a second, as a run does. */
  live: boolean;
  /** There are symbols in the drawing view, adapted to and asked about. */
  drawn: boolean;
  /** Every step of the lesson has been done before. */
  done: boolean;
  /** The browser keeps the drawings. */
  kept: boolean;
  /** What is told of the shipped networks is what their files say. */
  shipped: boolean;
}

/** A session in one of the states. */
export function createFixture(
  name: StateName,
  { live, drawn, done, kept, shipped, ...shape }: FixtureOptions,
): PageSession {
  const well = runningWell(shape);
  const store = createStore<SessionState>(() => ({ ...well, ...STATES[name](well, shape) }));
  if (live) goOn(store, shape);
  const actions: SessionActions = {
    start: () => store.setState({ phase: 'running' }),
    pause: () => store.setState({ phase: 'paused' }),
    keepGoing: () => store.setState({ ...at(shape, 480), phase: 'running', notice: null }),
    iterateOnce: () => store.setState(at(shape, store.getState().iteration + 1)),
    reset: () => store.setState({ ...untrained(store.getState()), notice: null }),
    change: (change) =>
      store.setState(({ settings }) => ({ settings: { ...settings, ...change }, preset: null })),
    choosePreset: (preset) => store.setState({ preset, settings: presets[preset] }),
    acceptNotice: () => store.setState({ notice: null }),
    dismissNotice: () => store.setState({ notice: null }),
    giveSettings: () => store.setState({ notice: null }),
    bringBackRun: () => store.setState({ ...at(shape, NOW), phase: 'paused', rate: null, aside: null }),
    forgetRun: () => store.setState({ aside: null }),
    openFiles: (files) => store.setState(bad('not-a-zip', files.map((file) => file.name).join(', '))),
    cancelLoading: () => store.setState({ loading: null }),
    chooseDataset: () => {},
    forgetDataset: () => {},
    takeExam: () => store.setState({ notice: exam() }),
    cancelExam: () => store.setState({ examining: null }),
    takeProfile: () => store.setState({ profile: madeUpProfile() }),
    measureBackends: () =>
      store.setState(({ backend }) => ({
        profile: null,
        backend: backend && {
          ...backend,
          trial: [
            { backend: 'webgl', iterationsPerSecond: 5.1 },
            { backend: 'wasm', iterationsPerSecond: 9.4 },
          ],
        },
      })),
  };
  const draw = createDrawFixture(drawn, kept, shipped);
  const lesson = new LessonControl(
    store,
    {
      keep: async () => null,
      giveBack: async () => {},
      change: actions.change,
      renew: actions.change,
    },
    draw.store,
    { read: () => ({ step: 0, done: done ? lessonSteps.map(({ id }) => id) : [] }), write: () => {} },
  );
  const film = createFilmFixture(shape, store.getState());
  const exports = createExports({
    state: store.getState,
    lasting: (settings) => settings,
    snapshot: async () => {
      throw new Error('Made-up runs have no weights.');
    },
    versions: async () => ({}),
  });
  return { store, actions, film, draw, lesson, exports };
}
