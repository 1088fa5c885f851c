import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inventAlphabets } from '#data';
import { networks, randomStart } from '#maml';
import { encodeCheckpoint, encodeOptimizer, encodeRunFiles, presets, type Run, summarise } from '#session';
import { UsageError } from '../../../src/cli/program.ts';
import * as files from '../../../src/cli/run/files.ts';
import { readRun } from '../../../src/cli/run/read-run.ts';
import { resumedSettings } from '../../../src/cli/run/resumed-settings.ts';
import { RunWriter } from '../../../src/cli/run/run-writer.ts';
import { encodeRunArchive } from '../../../src/session/exports/run-archive.ts';

const settings = { ...presets.quick, filters: 8, seed: 3, backend: 'wasm', iterations: 60 } as const;
const start = randomStart(networks[settings.network].parameters(settings), settings);

/** A state whose every array tells its iteration. */
function stateAt(iteration: number): Run['state'] {
  const at = (step: number) =>
    start.map((array) => ({ ...array, data: array.data.map((x) => x + step * iteration) }));
  return {
    iteration,
    parameters: at(1e-3),
    optimizer: { updates: iteration, first: at(2e-3), second: at(3e-3) },
  };
}

const point = (iteration: number) => ({
  iteration,
  queryLoss: [1, 0.5],
  queryAccuracy: [0.2, 0.6],
  seconds: 0.1,
});

function recordAt(iteration: number) {
  return {
    settings,
    data: summarise(
      inventAlphabets({ alphabets: 3, charactersPerAlphabet: 8, drawers: 4 }),
      0,
      false,
      settings,
    ),
    backend: { backend: 'wasm', requested: 'wasm', software: false } as const,
    versions: {},
    iteration,
    seconds: iteration / 10,
    history: {
      points: Array.from({ length: iteration }, (_, i) => point(i + 1)),
      evaluations: [],
      changes: [],
    },
  };
}

const saveAt = (iteration: number) =>
  encodeRunFiles(recordAt(iteration), { settings, state: stateAt(iteration) });

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maml-run-'));
  folder = join(root, 'deep', 'run');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const at = (name: string) => join(folder, name);
const logged = () =>
  readFileSync(at('history.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).iteration);

async function train(writer: RunWriter, from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i++) writer.hear({ type: 'iteration', ...point(i) });
}

/** A run that was saved at iteration 2 and 4, and went on to 5 before it ended. */
async function savedRun(): Promise<void> {
  const writer = await RunWriter.open(folder);
  await train(writer, 1, 2);
  await writer.save(saveAt(2));
  await train(writer, 3, 4);
  await writer.save(saveAt(4));
  await train(writer, 5, 5);
  await writer.close();
}

describe('saving', () => {
  test('a save takes the place of the one before, and leaves nothing else', async () => {
    await savedRun();
    expect(readdirSync(folder).sort()).toEqual([
      'checkpoint.safetensors',
      'history.jsonl',
      'optimizer.safetensors',
      'run.json',
    ]);
    expect(JSON.parse(readFileSync(at('run.json'), 'utf8'))).toMatchObject({ iteration: 4, seed: 3 });
    expect(logged()).toEqual([1, 2, 3, 4, 5]);
  });

  test('what was there before stays until the first save', async () => {
    await savedRun();
    const before = readdirSync(folder).map((name) => readFileSync(at(name)));
    const writer = await RunWriter.open(folder);
    await train(writer, 1, 3);
    await writer.close();
    expect(readdirSync(folder).map((name) => readFileSync(at(name)))).toEqual(before);
  });

  test('a disk that fills up destroys nothing, and the next save is whole', async () => {
    await savedRun();
    const writer = await RunWriter.open(folder);
    const before = readFileSync(at('checkpoint.safetensors'));
    vi.spyOn(files, 'writeWhole').mockImplementationOnce(async (path) => {
      writeFileSync(path, 'half a f');
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    await train(writer, 1, 6);
    await expect(writer.save(saveAt(6))).rejects.toThrow(
      /cannot be saved \(ENOSPC\); what was saved before is still there/,
    );
    expect(readFileSync(at('checkpoint.safetensors'))).toEqual(before);
    expect((await readRun(folder)).remarks).toEqual([]);
    await train(writer, 7, 7);
    await writer.save(saveAt(7));
    await writer.close();
    expect((await readRun(folder)).state.iteration).toBe(7);
    expect(logged()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('the log goes back with the run', async () => {
    const writer = await RunWriter.open(folder);
    await train(writer, 1, 6);
    writer.hear({ type: 'rebuilt', iteration: 3 });
    await train(writer, 4, 5);
    await writer.save(saveAt(5));
    await writer.close();
    expect(logged()).toEqual([1, 2, 3, 4, 5]);
  });

  test('a folder that cannot be written is one line before training', async () => {
    mkdirSync(at('checkpoint.safetensors'), { recursive: true });
    const wrong: [string, RegExp][] = [
      [folder, /--out .*run: checkpoint\.safetensors in it is a folder\./],
      ['/proc/x', /--out \/proc\/x: cannot be written \(ENOENT\)\./],
      ['/dev/null', /cannot be written \(EEXIST\)/],
      [join('/dev/null', 'run'), /cannot be written \(ENOTDIR\)/],
    ];
    for (const [path, said] of wrong) {
      const opening = RunWriter.open(path);
      await expect(opening, path).rejects.toThrow(said);
      await expect(opening, path).rejects.toBeInstanceOf(UsageError);
    }
    vi.spyOn(files, 'writeWhole').mockRejectedValueOnce(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await expect(RunWriter.open(join(root, 'full'))).rejects.toThrow(/cannot be written \(ENOSPC\)/);
  });
});

describe('going on', () => {
  test('from a folder, a checkpoint in it, and one under another name: weights, moments, numbers', async () => {
    await savedRun();
    copyFileSync(at('checkpoint.safetensors'), at('four.safetensors'));
    for (const path of [folder, at('checkpoint.safetensors'), at('four.safetensors')]) {
      const run = await readRun(path);
      expect(run.remarks, path).toEqual([]);
      expect(run.state).toEqual(stateAt(4));
      expect(run.record).toMatchObject({ seconds: 0.4, settings });
      expect(run.record?.history.points).toHaveLength(4);
    }
  });

  test('from a run in one file', async () => {
    const zip = join(root, 'run.maml.zip');
    writeFileSync(zip, await encodeRunArchive(recordAt(4), { settings, state: stateAt(4) }));
    const run = await readRun(zip);
    expect(run.state).toEqual(stateAt(4));
    expect(run.record?.history.points).toHaveLength(4);
    expect(run.remarks).toEqual([]);
  });

  test('after a crash between any two renames: the files of one save, and never those of two', async () => {
    await savedRun();
    const names = ['checkpoint.safetensors', 'optimizer.safetensors', 'history.jsonl', 'run.json'];
    const newer = saveAt(6);
    for (let renamed = 0; renamed <= names.length; renamed++) {
      const crashed = join(root, `crashed-${renamed}`);
      mkdirSync(crashed);
      names.forEach((name, i) => {
        copyFileSync(at(name), join(crashed, name));
        const content =
          name === 'history.jsonl'
            ? [1, 2, 3, 4, 5, 6].map((i) => `${JSON.stringify(point(i))}\n`).join('')
            : newer.get(name)!;
        writeFileSync(join(crashed, i < renamed ? name : `${name}.new`), content);
      });
      const run = await readRun(crashed);
      const iteration = renamed === 0 ? 4 : 6;
      expect(run.remarks, `${renamed} renamed`).toEqual([]);
      expect(run.state).toEqual(stateAt(iteration));
      expect(run.record?.history.points).toHaveLength(iteration);

      const elsewhere = await RunWriter.open(join(root, `elsewhere-${renamed}`), { history: run.history });
      await elsewhere.save(saveAt(iteration));
      await elsewhere.close();
      const copied = readFileSync(join(root, `elsewhere-${renamed}`, 'history.jsonl'), 'utf8');
      expect(copied.trim().split('\n')).toHaveLength(iteration);

      // The run that goes on settles what was left, and drops the lines after it.
      const writer = await RunWriter.open(crashed, run);
      writer.hear({ type: 'iteration', ...point(iteration + 1) });
      await writer.save(saveAt(iteration + 1));
      await writer.close();
      const lines = readFileSync(join(crashed, 'history.jsonl'), 'utf8').trim().split('\n');
      expect(lines.map((line) => JSON.parse(line).iteration)).toEqual(
        Array.from({ length: iteration + 1 }, (_, i) => i + 1),
      );
      expect(readdirSync(crashed).filter((name) => name.endsWith('.new'))).toEqual([]);
    }
  });

  test("Adam's moments of another iteration or run are never mixed in, and that is said in a line", async () => {
    await savedRun();
    const bytes = encodeOptimizer({ settings, state: stateAt(400) })!;
    writeFileSync(at('optimizer.safetensors'), bytes);
    const other = await readRun(folder);
    expect(other.state.optimizer).toBeUndefined();
    expect(other.remarks).toEqual([
      expect.stringMatching(
        /^Adam's moments start from zero at iteration 4: optimizer.*belongs to another iteration or run\.$/,
      ),
    ]);

    const weights = stateAt(4).parameters.map((array) => ({ ...array, data: array.data.map((x) => x + 1) }));
    writeFileSync(
      at('optimizer.safetensors'),
      encodeOptimizer({ settings, state: { ...stateAt(4), parameters: weights } })!,
    );
    expect((await readRun(folder)).state.optimizer).toBeUndefined();

    rmSync(at('optimizer.safetensors'));
    expect((await readRun(folder)).remarks).toEqual([
      expect.stringMatching(/there is no optimizer\.safetensors beside/),
    ]);
  });

  test("an exported program's moments are found by the name that it gives them", async () => {
    await savedRun();
    renameSync(at('checkpoint.safetensors'), at('maml.safetensors'));
    renameSync(at('optimizer.safetensors'), at('maml.optimizer.safetensors'));
    const { state, remarks } = await readRun(at('maml.safetensors'));
    expect(state).toEqual(stateAt(4));
    expect(remarks).toEqual([]);
  });

  test('the weights that were best so far go along to another folder', async () => {
    await savedRun();
    writeFileSync(at('best.safetensors'), 'the best');
    const elsewhere = join(root, 'best-elsewhere');
    const writer = await RunWriter.open(elsewhere, { best: at('best.safetensors') });
    await writer.close();
    expect(readFileSync(join(elsewhere, 'best.safetensors'), 'utf8')).toBe('the best');
    // Nobody asked for the best of this run.
    expect((await readRun(folder)).best).toBeNull();
  });

  test('a record of another save is not taken for this one', async () => {
    await savedRun();
    writeFileSync(at('checkpoint.safetensors'), encodeCheckpoint({ settings, state: stateAt(3) }));
    const run = await readRun(folder);
    expect(run.record).toBeUndefined();
    expect(run.remarks).toContainEqual(expect.stringMatching(/^The record begins anew at iteration 3/));
  });

  test('files of earlier versions, which name no save, go on as before', async () => {
    await savedRun();
    const record = JSON.parse(readFileSync(at('run.json'), 'utf8'));
    writeFileSync(at('run.json'), JSON.stringify({ ...record, save: undefined }));
    const text = readFileSync(at('optimizer.safetensors'), 'latin1');
    writeFileSync(
      at('optimizer.safetensors'),
      text.replace(/"save":"[^"]*"/, (mark) => mark.replace('save', 'else')),
      'latin1',
    );
    const run = await readRun(folder);
    expect(run.remarks).toEqual([]);
    expect(run.state).toEqual(stateAt(4));
    expect(run.record?.seconds).toBe(0.4);
  });

  test('what is no run is one line', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(at('notes.txt'), 'no run at all');
    for (const path of [folder, at('none'), at('notes.txt')]) {
      await expect(readRun(path), path).rejects.toBeInstanceOf(UsageError);
    }
    expect(existsSync(at('run.json'))).toBe(false);
    renameSync(at('notes.txt'), at('notes.zip'));
    await expect(readRun(at('notes.zip'))).rejects.toThrow(/notes\.zip/);
  });
});

describe('settings of a run that goes on', () => {
  const run = { settings, state: stateAt(60) };
  const asked = (given: Record<string, unknown>, of = run) => resumedSettings(of, given);

  test('are its own; a preset keeps seed and backend; a flag is switched off', () => {
    expect(asked({}).settings).toEqual(settings);
    expect(asked({ iterations: '90' })).toEqual({ settings: { ...settings, iterations: 90 }, remarks: [] });
    expect(asked({ preset: 'quick', filters: '8' }).settings).toMatchObject({ seed: 3, backend: 'wasm' });
    const turning = { ...run, settings: { ...settings, rotations: true } };
    expect(asked({ rotations: false }, turning).settings.rotations).toBe(false);
  });

  test.each([
    [{ ink: 'low' }, '--ink low: needs a new run; the one to go on with has high.'],
    [{ filters: '16' }, '--filters 16: needs a new run; the one to go on with has 8.'],
    [{ seed: '4' }, '--seed 4: needs a new run; the one to go on with has 3.'],
    [{ preset: 'paper' }, '--preset paper: its filters 64: needs a new run; the one to go on with has 8.'],
    [{ iterations: '30' }, '--iterations 30: the run has done 60 already.'],
  ])('that it cannot go on with are refused: %j', (given, said) => {
    expect(() => asked(given)).toThrow(new UsageError(said));
  });

  test('a cosine that has ended asks for a schedule; one that is stretched says what becomes of beta', () => {
    const cosine = { ...run, settings: { ...settings, outerSchedule: 'cosine', outerLr: 0.002 } as const };
    expect(() => asked({ iterations: '120' }, cosine)).toThrow(
      /the cosine of the outer rate has ended\. Give --outer-schedule/,
    );
    const jump = 'The cosine is stretched to 120 meta-iterations: beta goes from 0 to 0.001 at iteration 60.';
    expect(asked({ iterations: '120', 'outer-schedule': 'cosine' }, cosine).remarks).toEqual([jump]);
    expect(asked({ iterations: '120', 'outer-schedule': 'constant' }, cosine).remarks).toEqual([]);
    expect(asked({}, cosine).remarks).toEqual([]);
    expect(asked({ iterations: '120' }, { ...cosine, state: stateAt(30) }).remarks[0]).toMatch(
      /from 0\.001 to 0\.0017 at iteration 30/,
    );
  });
});
