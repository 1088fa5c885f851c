import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { decodeCheckpoint, encodeCheckpoint, presets, withOptimizer } from '#session';
import { createSampler, type EpisodeBatch } from '#tasks';
import { evaluationScriptOf } from '../../../src/session/exports/evaluation-script.ts';
import { programOf } from '../../../src/session/exports/program.ts';
import {
  drawingBytes,
  findPython,
  linesOf,
  type ProgramLine,
  PythonSession,
  relativeDifference,
  runDistributed,
  WITHOUT_PYTHON,
} from '../../pytorch.ts';
import { background, drawingsOf, evaluation, named, zipOf } from '../data/archives.ts';
import { encodePng } from '../data/pictures.ts';

// The programs that the page exports, run by PyTorch on the engine's own starts and episodes.

const TOLERANCE = 1e-4;
const ITERATIONS = 3;

const python = await findPython();
if (python === null) console.log(WITHOUT_PYTHON);
const session = python === null ? null : new PythonSession(python);

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
  { ...base, network: 'strided', algorithm: 'anil', innerLr: 0.4 },
  { ...base, network: 'pooled', algorithm: 'reptile', shots: 2 },
  { ...base, network: 'strided-paper', algorithm: 'meta-sgd', innerLr: 1 },
  { ...base, network: 'strided', algorithm: 'meta-sgd' },
  { ...base, network: 'pooled-blog', algorithm: 'maml', ways: 2, shots: 2, innerLr: 0.04, outerLr: 0.0002 },
];

const folder = mkdtempSync(join(tmpdir(), 'maml-exports-'));
afterAll(() => {
  session?.close();
  rmSync(folder, { recursive: true });
});

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
  const name = `${settings.network}-${settings.algorithm}`;
  const trained = train(settings);
  const episodes = trained.then(({ batches }) =>
    write(`${name}.bytes`, Buffer.concat(batches.map(drawingBytes))),
  );
  const program = write(`${name}.py`, programOf(settings));

  test.each(name === 'pooled-maml' || name === 'strided-meta-sgd' ? [1, 2] : [1])(
    "finds the engine's losses on its episodes with %i processes",
    { timeout: 120_000 },
    async (processes) => {
      const { start, reports } = await trained;
      const checkpoint = checkpointFile(`${name}-start`, settings, start);
      const out = join(folder, `${name}-${processes}.safetensors`);
      const options = ['--episodes', await episodes, '--checkpoint', checkpoint, '--out', out];
      const lines =
        processes === 1
          ? linesOf((await session!.run(program, options)).stdout)
          : await runDistributed(python!, program, options, processes);
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
    const checkpoint = checkpointFile(`${name}-end`, settings, end);
    const script = write(`${name}-evaluate.py`, evaluationScriptOf(settings, 'checkpoint.safetensors'));
    const fixed = write(`${name}-tasks.bytes`, drawingBytes(tasks));
    const { stdout } = await session!.run(script, ['--episodes', fixed, '--checkpoint', checkpoint]);
    const [line] = linesOf(stdout);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(relativeDifference(line.queryLoss, examination.queryLoss.map(mean))).toBeLessThan(TOLERANCE);
    expect(relativeDifference(line.queryAccuracy, examination.queryAccuracy.map(mean))).toBeLessThan(
      TOLERANCE,
    );
  });
});

/** Black ink on nothing, with soft edges, and a palette whose paper is transparent: as drawing programs save them. */
const clear = (top: number) =>
  encodePng({
    width: 40,
    height: 40,
    depth: 8,
    colourType: 6,
    samples: Array.from({ length: 1600 }, (_, i) => {
      const row = Math.floor(i / 40) - top;
      return [30, 60, 90, row < 0 || row > 8 ? 0 : [40, 128, 201, 255, 255, 255, 254, 127, 1][row]];
    }).flat(),
  });
const keyed = encodePng({
  width: 40,
  height: 40,
  depth: 8,
  colourType: 3,
  samples: Array.from({ length: 1600 }, (_, i) => (i % 40 < 12 ? 1 : 0)),
  chunks: [
    { type: 'PLTE', data: Uint8Array.of(200, 10, 10, 20, 20, 80) },
    { type: 'tRNS', data: Uint8Array.of(0, 180) },
  ],
});
const seeThrough = {
  'images_background/Clear/character01/0001_01.png': clear(5),
  'images_background/Clear/character01/0001_02.png': clear(20),
  'images_background/Clear/character02/0002_01.png': keyed,
  'images_background/Clear/character02/0002_02.png': clear(11),
};

/** Runs Python that imports programs of the folder by name, and returns the JSON that it prints last. */
async function ask(code: string) {
  const script = write('ask.py', `import sys, os, json\n${code}`);
  const { stdout, stderr } = await session!.run(script);
  return { answer: JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), stdout, stderr };
}

test.skipIf(python === null)(
  'a run that goes on from its files is the run that was never stopped, and files of other settings are refused',
  { timeout: 120_000 },
  async () => {
    const settings = { ...base, shots: 1, queries: 1, evaluateEvery: 0, evaluateTasks: 1, iterations: 4 };
    write('going.py', programOf(settings));
    write('other.py', programOf({ ...settings, ways: 2, steps: 1 }));
    write(
      'few.zip',
      await zipOf({ ...background(), ...evaluation(), ...drawingsOf('images_evaluation/', 'Keble', 3) }),
    );
    const page = await openDevice('cpu').then(async (device) => {
      const learner = createLearner(settings, device);
      return { settings, state: await learner.state() };
    });
    write('page.safetensors', encodeCheckpoint(page));
    write('halves.safetensors', halved(encodeCheckpoint(page)));
    const { answer, stdout, stderr } = await ask(`
import importlib.util, going, other
def run(program, *options):
    sys.argv = ["program", "--data", "few.zip", *options]
    try:
        program.main()
    except SystemExit as error:
        return str(error)
run(going, "--out", "whole.safetensors")
run(going, "--out", "half.safetensors", "--iterations", "2")
run(going, "--resume", "half.safetensors", "--out", "half.safetensors", "--save-every", "0")
read = lambda name: open(name, "rb").read()
same = [read("whole" + end) == read("half" + end) for end in (".safetensors", ".optimizer.safetensors")]
refused = [run(other, "--checkpoint", "whole.safetensors"), run(other, "--resume", "whole.safetensors")]
os.replace("whole.optimizer.safetensors", "half.optimizer.safetensors.old")
run(going, "--resume", "whole.safetensors", "--iterations", "5", "--out", "five.safetensors")
run(going, "--checkpoint", "halves.safetensors", "--iterations", "1", "--amp", "--seed", "3", "--out", "three.safetensors")
official = None
if importlib.util.find_spec("safetensors"):
    from safetensors.torch import load_file
    official = [sorted(load_file(name)) for name in ("page.safetensors", "whole.safetensors")]
print(json.dumps({"official": official, "same": same, "refused": refused, "left": sorted(name for name in os.listdir(".") if ".part" in name)}))`);
    expect(answer.same).toEqual([true, true]);
    // The format's own library reads the page's files and the program's, where it is installed.
    const [ofPage, ofProgram] = answer.official ?? [[], []];
    expect(ofProgram).toEqual(ofPage);
    expect(answer.refused).toEqual([
      'whole.safetensors: of other settings: ways 3, here 2',
      'whole.safetensors: of other settings: ways 3, here 2; steps 2, here 1',
    ]);
    expect(answer.left).toEqual([]);
    expect(stderr).toContain('whole.optimizer.safetensors is missing: Adam begins without moments');
    const lines = stdout
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line): ProgramLine => JSON.parse(line));
    const evaluations = lines.filter(({ type }) => type === 'evaluation');
    expect(evaluations).not.toEqual([]);
    // An interval over one task is none.
    for (const { ci95 } of evaluations) expect(ci95).toBeNull();
    const { settings: kept, state } = decodeCheckpoint(readFileSync(join(folder, 'three.safetensors')));
    expect(kept).toMatchObject({ seed: 3, iterations: 1, ways: 3 });
    expect(state.iteration).toBe(1);
    const moments = readFileSync(join(folder, 'five.optimizer.safetensors'));
    expect(
      withOptimizer(decodeCheckpoint(readFileSync(join(folder, 'five.safetensors'))), moments).state.optimizer
        ?.updates,
    ).toBe(1);
  },
);

/** A checkpoint as another program may have kept it: float16. */
function halved(checkpoint: Uint8Array): Uint8Array {
  const length = Number(new DataView(checkpoint.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(checkpoint.subarray(8, 8 + length)));
  for (const [name, entry] of Object.entries<{ dtype: string; data_offsets: number[] }>(header)) {
    if (name === '__metadata__') continue;
    entry.dtype = 'BF16';
    entry.data_offsets = entry.data_offsets.map((at) => at / 2);
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(8);
  new DataView(start.buffer).setBigUint64(0, BigInt(text.length), true);
  // The upper half of every float32.
  const values = checkpoint.subarray(8 + length).filter((_, i) => i % 4 >= 2);
  return Buffer.concat([start, text, values]);
}

test.skipIf(python === null)(
  'all tasks at once give the gradients and figures of one after the other',
  { timeout: 120_000 },
  async () => {
    variants.forEach((settings, i) => {
      write(`variant${i}.py`, programOf(settings));
    });
    const { answer } = await ask(`
import torch, random
torch.set_default_dtype(torch.float64)
def worst(index):
    program = __import__(f"variant{index}")
    theta = {name: tensor.double() for name, tensor in program.start().items()}
    drawings = torch.randint(256, (3, program.WAYS, program.SHOTS + program.QUERIES, 28, 28), dtype=torch.uint8)
    tasks = [(task[:, :program.SHOTS], task[:, program.SHOTS:]) for task in drawings]
    found = [program.each_task(program.meta_gradient, theta, tasks, at_once) for at_once in (False, True)]
    (first, figures), (second, others) = found
    pairs = [(first[name], second[name]) for name in first] + [(figures, others)]
    return max(((a - b).abs().max() / a.abs().max()).item() for a, b in pairs)
answer = [worst(index) for index in range(${variants.length})]
torch.set_default_dtype(torch.float32)
print(json.dumps(answer))`);
    for (const difference of answer) expect(difference).toBeLessThan(1e-5);
  },
);

test.skipIf(python === null)(
  'archives give the characters, split and bytes of the page',
  { timeout: 60_000 },
  async () => {
    // With two alphabets more, validation takes some of them.
    const more = [...drawingsOf4('Zeta'), ...drawingsOf4('Eta')];
    const archives = {
      'halves.zip': {
        ...evaluation(),
        ...background(),
        ...seeThrough,
        ...Object.fromEntries(more),
        '__MACOSX/x.png': 'x',
      },
      'own.zip': Object.fromEntries(
        more.map(([path, png]) => [path.replace('images_background/', 'mine/'), png]),
      ),
      'images_evaluation (1).zip': { ...drawingsOf('', 'Keble', 2), ...drawingsOf('', 'Keble', 3) },
    };
    const settings = { ...base, shots: 1, queries: 1, split: 'official' } as const;
    const rules: RunSettings[] = [
      settings,
      { ...settings, split: 'file-order', validationShare: 0 },
      { ...settings, split: 'shuffled', tasksWithin: 'alphabet' },
    ];
    rules.forEach((rule) => {
      write(`${rule.split.replace('-', '_')}.py`, programOf(rule));
    });
    const expected = [];
    for (const [name, contents] of Object.entries(archives)) {
      const archive = write(name, await zipOf(contents));
      const { dataset: read } = await readDataset([named(name, readFileSync(archive))]);
      const bytesOf = (characters: readonly number[]) =>
        characters.map((index) => {
          const { first, drawings } = read.characters[index];
          return createHash('md5')
            .update(read.pixels.subarray(first * PIXELS, (first + drawings) * PIXELS))
            .digest('hex');
        });
      const splitBy = (options: RunSettings) => {
        const { train, validation, test: tested, digest } = splitCharacters(read.characters, options);
        return { digest, train: bytesOf(train), validation: bytesOf(validation), test: bytesOf(tested) };
      };
      expected.push(rules.map(splitBy));
    }
    const { answer } = await ask(`
import hashlib, official, file_order, shuffled
def told(program, archive):
    characters = program.read([archive])
    parts = program.split(characters)
    md5 = lambda name: hashlib.md5(bytes(characters[name].flatten().tolist())).hexdigest()
    return {"digest": program.digest(parts), **{part: [md5(name) for name in parts[part]] for part in parts}}
print(json.dumps([[told(each, archive) for each in (official, file_order, shuffled)] for archive in ${JSON.stringify(Object.keys(archives))}]))`);
    expect(answer).toEqual(expected);
    expect(expected[0][0].validation).not.toEqual([]);
    expect(expected[0][2].validation).not.toEqual([]);
  },
);

/** An alphabet of four characters, by path. */
function drawingsOf4(alphabet: string): [string, Uint8Array][] {
  return [1, 2, 3, 4].flatMap((character) =>
    Object.entries(drawingsOf('images_background/', alphabet, character)),
  );
}
