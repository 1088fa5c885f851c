import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#data';
import type { LearnerState, NamedArray } from '#maml';
import {
  type Checkpoint,
  CheckpointError,
  createExports,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeRun,
  presets,
  type RunRecord,
  runName,
  type SessionState,
} from '#session';
import { historyColumns, historyCsv } from '../../../src/session/exports/history-files.ts';
import { programOf } from '../../../src/session/exports/program.ts';
import {
  decodeRunArchive,
  encodeRunArchive,
  isRunArchive,
} from '../../../src/session/exports/run-archive.ts';
import { background, withDamage, zipOf } from '../data/archives.ts';

const settings = { ...presets.quick, filters: 8, seed: 12, rotations: true };

function arrays(seed: number): NamedArray[] {
  const random = createRandom(seed);
  const blocks = [1, 2, 3, 4].flatMap((block): [string, number[]][] => [
    [`conv${block}/kernel`, [3, 3, block === 1 ? 1 : 8, 8]],
    [`bn${block}/gamma`, [8]],
    [`bn${block}/beta`, [8]],
  ]);
  const shapes: [string, number[]][] = [...blocks, ['linear/kernel', [32, 5]], ['linear/bias', [5]]];
  return shapes.map(([name, shape]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    return { name, shape, data: Float32Array.from({ length }, () => random.normal()) };
  });
}

const checkpoint: Checkpoint = {
  settings,
  state: {
    iteration: 40,
    parameters: arrays(1),
    optimizer: { updates: 40, first: arrays(2), second: arrays(3) },
  },
};
const run: RunRecord = {
  settings,
  data: {
    name: 'Invented alphabets',
    source: 'invented',
    characters: 930,
    drawings: 18_600,
    drawers: 20,
    split: { train: 625, validation: 63, test: 242, rule: 'by-class', digest: 'fedcba9876543210' },
    skipped: 0,
    cached: false,
  },
  backend: { backend: 'wasm', requested: 'auto', software: false },
  versions: {},
  iteration: 40,
  seconds: 12.5,
  history: {
    points: [{ iteration: 40, seconds: 0.1, queryLoss: [1.6, Number.NaN], queryAccuracy: [0.2, 0.5] }],
    evaluations: [
      {
        iteration: 40,
        tasks: 60,
        split: 'validation',
        classes: 63,
        queryLoss: [1.7, 1.2],
        queryAccuracy: [0.25, 0.6],
        ci95: [0.02, 0.03],
        lossCi95: [0.04, 0.05],
        transductive: true,
      },
    ],
    changes: [
      { iteration: 12, from: { innerLr: 0.4, rotations: false }, to: { innerLr: 0.1, rotations: true } },
    ],
  },
};

/** The state with its last parameter spoilt. */
const withNaN = (state: LearnerState): LearnerState => ({
  ...state,
  parameters: state.parameters.map((parameter, i, all) =>
    i < all.length - 1 ? parameter : { ...parameter, data: parameter.data.map(() => Number.NaN) },
  ),
});

/** The numbers of a run, as an earlier version wrote them of evaluations on a single task. */
const oneTask = {
  ...run.history.evaluations[0],
  tasks: 1,
  ci95: [0, 0],
  lossCi95: [0, 0],
  transductive: undefined,
};

describe("a run's file", () => {
  const archive = encodeRunArchive(run, checkpoint).then((bytes) => new Blob([bytes]));

  test('comes back as it was, with the moments of its optimiser', async () => {
    const { data, ...found } = await decodeRunArchive(await archive);
    const { seconds, history } = run;
    expect(found).toEqual({ settings, state: checkpoint.state, seconds, history });
    expect(data).toMatchObject({ name: 'Invented alphabets', characters: 930 });
  });

  test('opens in a folder, and without moments, as a person may have zipped it', async () => {
    const before = await JSZip.loadAsync(await (await archive).arrayBuffer());
    const zip = new JSZip();
    for (const name of ['run.json', 'checkpoint.safetensors']) {
      zip.file(`first/${name}`, (await before.file(name)?.async('uint8array')) ?? '');
    }
    const file = new Blob([await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' })]);
    expect(await isRunArchive(file)).toBe(true);
    const { state } = await decodeRunArchive(file);
    expect(state).toEqual({ iteration: 40, parameters: checkpoint.state.parameters });
  });

  test('of an earlier version, tells of no interval over a single task', async () => {
    const zip = await JSZip.loadAsync(await (await archive).arrayBuffer());
    const record = JSON.parse((await zip.file('run.json')?.async('string')) ?? '');
    zip.file('run.json', JSON.stringify({ ...record, history: { points: [], evaluations: [oneTask] } }));
    const { history } = await decodeRunArchive(await zip.generateAsync({ type: 'blob' }));
    const none = [null, null];
    expect(history.evaluations).toMatchObject([{ tasks: 1, ci95: none, lossCi95: none, transductive: true }]);
    const [, , row] = historyCsv(history).split('\n');
    expect(row).toBe('validation,40,1,1.2,0.6,,,1,,,,');
  });

  test('tells of changed settings under their option names, and opens without them, as older files are', async () => {
    const zip = await JSZip.loadAsync(await (await archive).arrayBuffer());
    const record = JSON.parse((await zip.file('run.json')?.async('string')) ?? '');
    expect(record.history.changes).toEqual([
      {
        iteration: 12,
        from: { 'inner-lr': 0.4, rotations: false },
        to: { 'inner-lr': 0.1, rotations: true },
      },
    ]);
    const openedWith = async (changes: unknown) => {
      zip.file('run.json', JSON.stringify({ ...record, history: { ...record.history, changes } }));
      return (await decodeRunArchive(await zip.generateAsync({ type: 'blob' }))).history.changes;
    };
    expect(await openedWith(undefined)).toEqual([]);
    const change = (iteration: number, to: object) => ({ iteration, from: {}, to });
    expect(await openedWith([change(3, { 'inner-lr': 2, 'of-tomorrow': 'yes' })])).toEqual([
      change(3, { innerLr: 2 }),
    ]);
    for (const wrong of [
      [change(3, { 'inner-lr': 'fast' })],
      [change(-1, { 'inner-lr': 2 })],
      [change(4, { 'inner-lr': 2 }), change(3, { 'inner-lr': 1 })],
      Array.from({ length: 101 }, (_, i) => change(i, { 'inner-lr': 2 })),
      'none',
    ]) {
      await expect(openedWith(wrong)).rejects.toThrow('run.json in the file is damaged');
    }
  });

  test('is told from archives of drawings and from anything else by what it lists', async () => {
    expect(await isRunArchive(await archive)).toBe(true);
    const drawings = await zipOf(background());
    expect(await isRunArchive(new Blob([drawings as Uint8Array<ArrayBuffer>]))).toBe(false);
    expect(await isRunArchive(new Blob([encodeCheckpoint(checkpoint)]))).toBe(false);
    expect(await isRunArchive(new Blob([]))).toBe(false);
  });

  test.each([
    ['no weights', { 'run.json': '{}' }, 'checkpoint.safetensors'],
    ['no record', { 'run.json': '{', 'checkpoint.safetensors': '' }, 'run.json in the file is damaged'],
    [
      'weights of another network',
      {
        'run.json': JSON.stringify({
          settings: { filters: 16 },
          data: run.data,
          seconds: 1,
          history: run.history,
        }),
        'checkpoint.safetensors': encodeCheckpoint(checkpoint),
      },
      'not of the same run',
    ],
    [
      'weights that are no numbers',
      {
        'run.json': encodeRun(run),
        'checkpoint.safetensors': encodeCheckpoint({ ...checkpoint, state: withNaN(checkpoint.state) }),
      },
      'Tensor linear.bias holds NaN',
    ],
  ])('is refused with %s', async (_, contents, message) => {
    const bytes = await zipOf(contents as Record<string, string | Uint8Array>);
    const opened = decodeRunArchive(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    await expect(opened).rejects.toThrow(CheckpointError);
    await expect(opened).rejects.toThrow(message);
  });

  test.each(['run.json', 'checkpoint.safetensors', 'optimizer.safetensors'])(
    'is refused with a wrong checksum of %s, though all of it can be read',
    async (name) => {
      const zip = await JSZip.loadAsync(await (await archive).arrayBuffer());
      const entries = await Promise.all(
        Object.keys(zip.files).map(
          async (path) => [path, await zip.files[path].async('uint8array')] as const,
        ),
      );
      const contents = Object.fromEntries(entries);
      const weight = name === 'run.json' ? contents[name].indexOf('4'.charCodeAt(0)) : -9;
      const at = weight < 0 ? contents[name].length + weight : weight;
      const stored = await zipOf(contents, 'STORE');
      const whole = new Blob([stored as Uint8Array<ArrayBuffer>]);
      await expect(decodeRunArchive(whole)).resolves.toMatchObject({ state: { iteration: 40 } });
      const damaged = new Blob([withDamage(stored, contents[name], at) as Uint8Array<ArrayBuffer>]);
      await expect(decodeRunArchive(damaged)).rejects.toThrow(`${name} in the file is damaged`);
    },
  );

  test('cut short is refused', async () => {
    const half = (await archive).slice(0, 2000);
    await expect(decodeRunArchive(half)).rejects.toThrow(CheckpointError);
  });
});

test('a file name tells settings and iteration', () => {
  expect(runName(settings, 40)).toBe('maml-5way-1shot-strided8-1step-alpha0.1-beta0.002-seed12-iteration40');
});

test('the CSV has a row per inner step, under the documented columns', () => {
  const [head, ...rows] = historyCsv(run.history).trim().split('\n');
  expect(head.split(',')).toEqual(Object.keys(historyColumns));
  expect(rows).toEqual([
    'meta-training,40,0,1.6,0.2,,,,0.1,,,',
    'meta-training,40,1,NaN,0.5,,,,0.1,,,',
    'validation,40,0,1.7,0.25,0.04,0.02,60,,,,',
    'validation,40,1,1.2,0.6,0.05,0.03,60,,,,',
    'change,12,,,,,,,,inner-lr,0.4,0.1',
    'change,12,,,,,,,,rotations,false,true',
  ]);
});

test('the script comes with the weights that it names, unless these were saved last', async () => {
  const { settings, state: learnt } = checkpoint;
  let iteration = learnt.iteration;
  const exports = createExports({
    // What the page shows is a little behind the run.
    state: () => ({ settings, iteration: iteration - 1 }) as SessionState,
    lasting: (same) => same,
    snapshot: async () => ({ settings, state: { ...learnt, iteration } }),
    versions: async () => ({}),
  });
  const [script, weights] = await exports.evaluationScript();
  expect(new TextDecoder().decode(script.bytes)).toContain(`CHECKPOINT = "${weights.name}"`);
  expect(weights.name).toBe(`${runName(settings, iteration)}.safetensors`);
  expect(decodeCheckpoint(weights.bytes).state.iteration).toBe(iteration);
  expect(await exports.evaluationScript()).toHaveLength(1);
  iteration++;
  const saved = await exports.checkpoint();
  const [alone, ...others] = await exports.evaluationScript();
  expect(new TextDecoder().decode(alone.bytes)).toContain(`CHECKPOINT = "${saved.name}"`);
  expect(others).toEqual([]);
});

describe('the program', () => {
  test('holds only what its settings take', () => {
    const plain = programOf({ ...presets.quick, rotations: false });
    for (const absent of ['math.cos', 'rot90', 'TRAIN_CHARACTERS', 'max_pool2d'])
      expect(plain).not.toContain(absent);
    expect(plain).toContain('grad(meta_loss, has_aux=True)(theta)');
    const other = programOf({
      ...presets.seed,
      rotations: true,
      trainCharacters: 100,
      outerSchedule: 'cosine',
      iterations: 500,
    });
    for (const present of [
      'math.cos',
      'rot90',
      'TRAIN_CHARACTERS = 100',
      'max_pool2d',
      '"iterations": 500',
      'grad(loss)(phi, query)',
    ]) {
      expect(other).toContain(present);
    }
    expect(other).not.toContain('grad(meta_loss');
  });

  test('has lines that fit a screen', () => {
    for (const settings of Object.values(presets))
      for (const line of programOf({ ...settings, tasksWithin: 'alphabet' }).split('\n'))
        expect(line.length).toBeLessThanOrEqual(120);
  });
});
