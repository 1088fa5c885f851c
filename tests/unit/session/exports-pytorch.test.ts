import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { inventAlphabets, PIXELS, readDataset, splitCharacters } from '#data';
import {
  createLearner,
  type LearnerState,
  openDevice,
  outerRateAt,
  type RunSettings,
  type StepReport,
} from '#maml';
import { encodeCheckpoint, presets } from '#session';
import { createSampler, type EpisodeBatch } from '#tasks';
import { evaluationScriptOf } from '../../../src/session/exports/evaluation-script.ts';
import { programOf } from '../../../src/session/exports/program.ts';
import { drawingBytes, findPython, relativeDifference, runPython } from '../../pytorch.ts';
import { background, evaluation, named, zipOf } from '../data/archives.ts';

// The programs that the page exports, run by PyTorch on the engine's own starts and episodes.

const TOLERANCE = 1e-4;
const ITERATIONS = 3;

const python = await findPython();
if (python === null) {
  console.log('Not run: the exported PyTorch programs, as no python3 here has PyTorch and Pillow.');
}

const base: RunSettings = {
  ...presets.watch,
  filters: 8,
  ways: 3,
  queries: 2,
  metaBatch: 3,
  steps: 2,
  evaluateSteps: 3,
};
const variants: RunSettings[] = [
  { ...base, network: 'pooled', algorithm: 'maml' },
  { ...base, network: 'strided', algorithm: 'fomaml', ink: 'low', outerSchedule: 'cosine', iterations: 5 },
  { ...base, network: 'strided-paper', algorithm: 'maml', shots: 2, innerLr: 2 },
  { ...base, network: 'pooled-blog', algorithm: 'maml', ways: 2, shots: 2, innerLr: 0.04, outerLr: 0.0002 },
];

const folder = mkdtempSync(join(tmpdir(), 'maml-exports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 8, drawers: 6 });

/** Meta-trains with the engine on fixed episodes; what it reports, and where it stood before and after. */
async function train(settings: RunSettings) {
  const sampler = createSampler(dataset, { ...settings, characters: [0, 1, 2, 3, 4, 5, 6, 7] });
  const device = await openDevice('cpu');
  const learner = createLearner(settings, device);
  const start = await learner.state();
  const batches: EpisodeBatch[] = [];
  const reports: StepReport[] = [];
  for (let i = 0; i < ITERATIONS; i++) {
    batches.push(sampler.sample(settings.metaBatch, 7, i));
    const rates = { innerLr: settings.innerLr, outerLr: outerRateAt(i, settings) };
    reports.push(await learner.metaIteration(batches[i], rates));
  }
  const end = await learner.state();
  const tasks = sampler.sample(settings.metaBatch, 8);
  const options = { steps: settings.evaluateSteps, innerLr: settings.innerLr, start: 'learnt' } as const;
  const examination = await learner.examine(tasks, options);
  learner.dispose();
  device.dispose();
  return { start, end, batches, reports, tasks, examination };
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const checkpointFile = (name: string, settings: RunSettings, state: LearnerState) =>
  write(`${name}.safetensors`, encodeCheckpoint({ settings, state }));

describe.skipIf(python === null).each(variants)('$network, $algorithm', (settings) => {
  const trained = train(settings);
  const episodes = trained.then(({ batches }) =>
    write(`${settings.network}.bytes`, Buffer.concat(batches.map(drawingBytes))),
  );
  const program = write(`${settings.network}.py`, programOf(settings));

  test.each(settings.network === 'pooled' ? [1, 2] : [1])(
    "finds the engine's losses on its episodes with %i processes",
    { timeout: 120_000 },
    async (processes) => {
      const { start, reports } = await trained;
      const checkpoint = checkpointFile(`${settings.network}-start`, settings, start);
      const out = join(folder, `${settings.network}-${processes}.safetensors`);
      const options = ['--episodes', await episodes, '--checkpoint', checkpoint, '--out', out];
      const lines = await runPython(python!, program, options, processes);
      expect(lines.map(({ type }) => type)).toEqual(reports.map(() => 'iteration'));
      reports.forEach((report, i) => {
        expect(relativeDifference(lines[i].queryLoss, report.queryLoss)).toBeLessThan(TOLERANCE);
        expect(relativeDifference(lines[i].queryAccuracy, report.queryAccuracy)).toBeLessThan(TOLERANCE);
      });
    },
  );

  test("the script for its checkpoint finds the engine's losses after adaptation", {
    timeout: 60_000,
  }, async () => {
    const { end, tasks, examination } = await trained;
    const checkpoint = checkpointFile(`${settings.network}-end`, settings, end);
    const script = write(
      `${settings.network}-evaluate.py`,
      evaluationScriptOf(settings, 'checkpoint.safetensors'),
    );
    const fixed = write(`${settings.network}-tasks.bytes`, drawingBytes(tasks));
    const [line] = await runPython(python!, script, ['--episodes', fixed, '--checkpoint', checkpoint]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(relativeDifference(line.queryLoss, examination.queryLoss.map(mean))).toBeLessThan(TOLERANCE);
    expect(relativeDifference(line.queryAccuracy, examination.queryAccuracy.map(mean))).toBeLessThan(
      TOLERANCE,
    );
  });
});

test.skipIf(python === null)(
  'archives give the characters, split and bytes of the page',
  { timeout: 60_000 },
  async () => {
    const settings = { ...base, shots: 1, queries: 1 };
    const archive = write(
      'halves.zip',
      await zipOf({ ...evaluation(), ...background(), '__MACOSX/x.png': 'x' }),
    );
    const { dataset: read } = await readDataset([named('halves.zip', readFileSync(archive))]);
    const split = splitCharacters(read.characters, settings);
    const bytesOf = (characters: readonly number[]) =>
      characters.map((index) => {
        const { first, drawings } = read.characters[index];
        return createHash('md5')
          .update(read.pixels.subarray(first * PIXELS, (first + drawings) * PIXELS))
          .digest('hex');
      });
    write('program.py', programOf(settings));
    const ask = `import sys, json, hashlib; sys.path.insert(0, ${JSON.stringify(folder)}); import program
print(json.dumps([[hashlib.md5(bytes(each.flatten().tolist())).hexdigest() for each in half] for half in program.read([${JSON.stringify(archive)}])]))`;
    const { stdout } = await promisify(execFile)(python!, ['-B', '-c', ask]);
    expect(JSON.parse(stdout)).toEqual([bytesOf(split.train), bytesOf(split.test)]);
  },
);
