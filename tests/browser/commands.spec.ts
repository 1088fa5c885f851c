import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors } from '../../src/session/safetensors.ts';
import { makeArchive } from './support/archive.ts';
import { runProgram, runPrograms } from './support/program.ts';
import { expect, test } from './support/test.ts';

const SMALL = ['--preset', 'quick', '--filters', '8', '--evaluate-tasks', '4', '--seed', '3'];

let folder: string;
/** A small archive: inventing the alphabets takes longer than a short training on them. */
let archive: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maml-playground-'));
  archive = join(folder, 'small.zip');
  writeFileSync(archive, await makeArchive({ alphabets: 2, characters: 12, drawings: 6 }));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

type Events = Record<string, unknown>[];

function ofType(events: Events, type: string): Events {
  return events.filter((event) => event.type === type);
}

/** The run's numbers without the times, which no seed fixes. */
function withoutTimes(events: Events): Events {
  return events.map(({ seconds: _, ...rest }) => rest);
}

test('train prints the contract, keeps files that reopen, and goes on from them to the same run', async () => {
  test.setTimeout(180_000);
  const [out, inOne, second] = ['first', 'whole', 'second'].map((name) => join(folder, name));
  const [{ ended: whole }, { ended: first }] = await runPrograms([
    ['train', ['--data', archive, ...SMALL, '--iterations', '5', '--out', inOne]],
    ['train', ['--data', archive, ...SMALL, '--iterations', '3', '--out', out]],
  ]);
  expect(whole.stderr).toBe('');
  expect(whole.code).toBe(0);
  const events = whole.events();
  expect(events.map((event) => event.type)).toEqual([
    'data',
    ...Array(5).fill('iteration'),
    'evaluation',
    'evaluation',
    'done',
  ]);
  const split = {
    train: 6,
    validation: 12,
    test: 6,
    rule: 'by-class',
    digest: expect.stringMatching(/^[0-9a-f]{16}$/),
  };
  expect(events[0]).toEqual({
    type: 'data',
    characters: 24,
    drawings: 144,
    split,
    seconds: expect.any(Number),
  });
  ofType(events, 'iteration').forEach((event, i) => {
    expect(event).toEqual({
      type: 'iteration',
      iteration: i + 1,
      queryLoss: [expect.any(Number), expect.any(Number)],
      queryAccuracy: [expect.any(Number), expect.any(Number)],
      seconds: expect.any(Number),
    });
  });
  // On the way on validation classes, at the end on meta-test classes.
  expect(events[6]).toMatchObject({ iteration: 5, split: 'validation', classes: 12 });
  expect(events[7]).toEqual({
    type: 'evaluation',
    iteration: 5,
    tasks: 4,
    split: 'test',
    classes: 6,
    parts: split,
    queryAccuracy: [expect.any(Number), expect.any(Number)],
    ci95: [expect.any(Number), expect.any(Number)],
    queryLoss: [expect.any(Number), expect.any(Number)],
    lossCi95: [expect.any(Number), expect.any(Number)],
    transductive: true,
  });
  expect(events[8]).toMatchObject({
    split: 'test',
    outcome: 'finished',
    iterations: 5,
    backend: expect.any(String),
  });

  expect(first.code).toBe(0);
  // The same seed gives the same run, whatever number of iterations is asked for.
  const sameIterations = withoutTimes(ofType(events, 'iteration').slice(0, 3));
  expect(withoutTimes(ofType(first.events(), 'iteration'))).toEqual(sameIterations);

  const checkpoint = join(out, 'checkpoint.safetensors');
  const perTask = join(folder, 'tasks.jsonl');
  const evaluate = ['--checkpoint', checkpoint, '--data', archive, '--tasks'];
  const others = ['--shots', '2', '--queries', '3', '--inner-lr', '0.2', '--steps', '4'];
  const [
    { ended: resumed },
    { ended: evaluated },
    { ended: known },
    { ended: drawn },
    { ended: random },
    { ended: nearest },
    { ended: otherwise },
  ] = await runPrograms([
    ['train', ['--data', archive, '--iterations', '5', '--resume', out, '--out', second]],
    ['evaluate', [...evaluate, '4', '--per-task', perTask]],
    ['evaluate', [...evaluate, '4', '--classes', 'train']],
    ['evaluate', [...evaluate, '4', '--drawn']],
    ['evaluate', [...evaluate, '4', '--baseline', 'random']],
    ['evaluate', [...evaluate, '4', '--baseline', 'nearest']],
    ['evaluate', [...evaluate, '1', ...others]],
  ]);
  expect(resumed.stderr).toBe('');
  expect(withoutTimes(ofType(resumed.events(), 'iteration'))).toEqual(
    withoutTimes(ofType(events, 'iteration').slice(3)),
  );
  expect(ofType(resumed.events(), 'evaluation')).toEqual(ofType(events, 'evaluation'));

  const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  expect(run).toMatchObject({
    seed: 3,
    settings: { network: 'strided', filters: 8, 'inner-lr': 0.1, 'meta-batch': 4, algorithm: 'maml' },
    versions: { 'maml-playground': expect.any(String), '@tensorflow/tfjs-core': expect.any(String) },
  });
  expect(run.history.points).toHaveLength(3);

  // A run that went on is the run in one: to the last bit of weights and moments, in record and log.
  for (const name of ['checkpoint.safetensors', 'optimizer.safetensors']) {
    const [one, other] = [inOne, second].map(
      (each) => decodeSafetensors(readFileSync(join(each, name))).tensors,
    );
    expect(other, name).toEqual(one);
  }
  const wentOn = JSON.parse(readFileSync(join(second, 'run.json'), 'utf8'));
  expect(wentOn).toMatchObject({
    iteration: 5,
    machine: { threads: expect.any(Number), processor: expect.any(String) },
  });
  expect(wentOn.history.points).toHaveLength(5);
  expect(wentOn.history.changes).toEqual([{ iteration: 3, from: { iterations: 3 }, to: { iterations: 5 } }]);
  for (const each of [inOne, second]) {
    const lines = readFileSync(join(each, 'history.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).iteration)).toEqual([1, 2, 3, 4, 5]);
  }

  expect(evaluated.stderr).toBe('');
  expect(evaluated.events()).toEqual(ofType(first.events(), 'evaluation').slice(-1));

  expect(known.stderr).toMatch(/meta-trained on 6 of the 6 classes .* this is no test/);
  expect(known.events()).toMatchObject([{ type: 'evaluation', split: 'train', classes: 6, parts: split }]);

  expect(drawn.stderr).toBe('');
  const each = { learnt: expect.any(Number), random: expect.any(Number), nearest: expect.any(Number) };
  const [line] = evaluated.events();
  const where = { split: line.split, classes: line.classes, parts: line.parts };
  expect(drawn.events()).toEqual([
    { type: 'drawn', tasks: 4, ...each, ci95: each, ...where, transductive: false },
  ]);

  // The line holds the means of what the file tells of each task.
  const tasks: { queryAccuracy: number[]; queryLoss: number[] }[] = readFileSync(perTask, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(tasks).toMatchObject(
    [0, 1, 2, 3].map((task) => ({ task, seeds: [3, 102, task], classes: Array(5).fill(expect.any(String)) })),
  );
  const sums = (value: (task: (typeof tasks)[number], step: number) => number) =>
    [0, 1].map((step) => tasks.reduce((sum, task) => sum + value(task, step), 0));
  const losses = sums(({ queryLoss }, step) => queryLoss[step]);
  const hits = sums(({ queryAccuracy }, step) => Math.round(25 * queryAccuracy[step]));
  expect(losses.map((loss) => loss / 4)).toEqual(line.queryLoss);
  expect(hits.map((count) => count / 100)).toEqual(line.queryAccuracy);
  for (const { queryAccuracy } of tasks) {
    // Hits divided by count.
    for (const accuracy of queryAccuracy) expect(accuracy).toBe(Math.round(25 * accuracy) / 25);
  }

  const [start] = random.events();
  expect(start).toMatchObject({ type: 'evaluation', baseline: 'random', iteration: 0, ...where });
  expect(start.queryLoss).not.toEqual(line.queryLoss);
  expect(nearest.events()).toEqual([
    {
      ...{ type: 'evaluation', baseline: 'nearest', iteration: 0, tasks: 4, ...where, transductive: false },
      ...{ queryLoss: [null], lossCi95: [null] },
      ...{ queryAccuracy: [drawn.events()[0].nearest], ci95: [expect.any(Number)] },
    },
  ]);

  // Other tasks and another adaptation, four steps long; an interval over one task is none.
  expect(otherwise.stderr).toBe('');
  const none = Array(5).fill(null);
  expect(otherwise.events()).toMatchObject([{ tasks: 1, ci95: none, lossCi95: none }]);
  expect(otherwise.events()[0].queryLoss).toHaveLength(5);
  const [accuracy] = otherwise.events()[0].queryAccuracy as number[];
  expect(accuracy).toBe(Math.round(15 * accuracy) / 15);
});

test('what a drawing view answers is measured: better than the random start, the same for the same seed', async () => {
  test.setTimeout(120_000);
  const out = join(folder, 'drawn');
  const options = ['--data', 'invented', ...SMALL, '--iterations', '600', '--out', out];
  expect((await runProgram('train', options)).code).toBe(0);
  const measure = ['--data', 'invented', '--checkpoint', join(out, 'checkpoint.safetensors'), '--drawn'];
  const [{ ended: first }, { ended: again }, { ended: others }] = await runPrograms([
    ['evaluate', [...measure, '--tasks', '16']],
    ['evaluate', [...measure, '--tasks', '16']],
    ['evaluate', [...measure, '--tasks', '16', '--seed', '8']],
  ]);
  type Accuracies = Record<'learnt' | 'random' | 'nearest', number>;
  const [{ learnt, random, nearest, ci95 }] = first.events() as unknown as (Accuracies & {
    ci95: Accuracies;
  })[];
  expect(learnt).toBeGreaterThan(random + 0.1);
  expect(nearest).toBeGreaterThan(0.5);
  for (const halfWidth of Object.values(ci95)) expect(halfWidth).toBeLessThan(0.15);
  expect(again.stdout).toBe(first.stdout);
  expect(others.stdout).not.toBe(first.stdout);
});

test('a run that is told to stop saves what it has learnt, and says by which signal it ended', async () => {
  const stopped = async (signal: NodeJS.Signals, code: number) => {
    const out = join(folder, signal);
    const options = [
      '--data',
      archive,
      ...SMALL,
      '--evaluate-every',
      '2',
      '--iterations',
      '100000',
      '--out',
      out,
    ];
    const ended = await runProgram('train', options, { signal, after: '"iteration":3,' });
    expect(ended.stderr, signal).toBe('');
    expect(ended.code, signal).toBe(code);
    const [done] = ofType(ended.events(), 'done');
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(done).toMatchObject({ outcome: 'stopped', iterations: run.iteration });
    // Its figures are those of an earlier iteration, which it tells.
    expect(done.evaluatedAt).toBe(run.history.evaluations.at(-1).iteration);
    const lines = readFileSync(join(out, 'history.jsonl'), 'utf8').trim().split('\n');
    expect(lines, signal).toHaveLength(run.iteration);
    expect(readdirSync(out).sort()).toEqual([
      'checkpoint.safetensors',
      'history.jsonl',
      'optimizer.safetensors',
      'run.json',
    ]);
  };
  await Promise.all([stopped('SIGTERM', 143), stopped('SIGHUP', 129), stopped('SIGINT', 130)]);
});

test("a checkpoint holds PyTorch's names and shapes", async () => {
  const out = join(folder, 'layout');
  const { code } = await runProgram('train', [
    ...['--data', archive, ...SMALL, '--iterations', '1', '--out', out],
  ]);
  expect(code).toBe(0);
  const bytes = readFileSync(join(out, 'checkpoint.safetensors'));
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: metadata, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const shapes = Object.fromEntries(
    Object.entries<{ dtype: string; shape: number[] }>(tensors).map(([name, { dtype, shape }]) => {
      expect(dtype).toBe('F32');
      return [name, shape];
    }),
  );
  const block = (i: number, input: number) => ({
    [`blocks.${i}.conv.weight`]: [8, input, 3, 3],
    [`blocks.${i}.conv.bias`]: [8],
    [`blocks.${i}.norm.weight`]: [8],
    [`blocks.${i}.norm.bias`]: [8],
  });
  expect(shapes).toEqual({
    ...block(0, 1),
    ...block(1, 8),
    ...block(2, 8),
    ...block(3, 8),
    'linear.weight': [5, 32],
    'linear.bias': [5],
  });
  expect(JSON.parse(metadata.run)).toMatchObject({
    network: 'strided',
    ink: 'high',
    ways: 5,
    'inner-lr': 0.1,
  });
});

test('a run that diverges says so and ends with exit code 1', async () => {
  const { code, stderr, events } = await runProgram('train', [
    ...['--data', 'invented', ...SMALL, '--iterations', '100'],
    ...['--inner-lr', '10', '--outer-lr', '0.1'],
  ]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/diverged at iteration \d+: the network answers the same to every drawing/);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(events()[0]).toMatchObject({ type: 'data', characters: 966, drawings: 19320 });
  expect(ofType(events(), 'diverged')).toHaveLength(1);
  expect(ofType(events(), 'done')).toMatchObject([{ outcome: 'diverged' }]);
});

test('a wrong option or file is one line on stderr and exit code 2', async () => {
  test.setTimeout(180_000);
  const notAZip = join(folder, 'notes.zip');
  writeFileSync(notAZip, 'no archive at all');
  const tooFew = join(folder, 'few.zip');
  writeFileSync(tooFew, await makeArchive({ alphabets: 1, characters: 3, drawings: 6 }));
  const network = 'public/checkpoints/omniglot-5-way-1-shot.safetensors';
  const shipped = ['--data', 'invented', '--checkpoint', network];
  const [background, evaluation] = ['images_background', 'images_evaluation'].map((half) =>
    join(folder, `${half}.zip`),
  );
  const ofTwo = { alphabets: 2, characters: 12, drawings: 6 };
  writeFileSync(background, await makeArchive(ofTwo, {}, 'images_background'));
  writeFileSync(evaluation, await makeArchive(ofTwo, {}, 'images_evaluation'));
  const wrong: [string, string[], RegExp][] = [
    ['train', [], /--data is missing/],
    ['train', ['--data', join(folder, 'nowhere.zip')], /nowhere\.zip/],
    ['train', ['--data', notAZip], /notes\.zip/],
    ['train', ['--data', tooFew], /characters/],
    ['train', ['--data', 'invented', '--preset', 'best'], /quick/],
    ['train', ['--data', 'invented', '--ways', 'many'], /--ways many: expected a whole number/],
    ['train', ['--data', 'invented', '--network', 'huge'], /strided, strided-paper, pooled or pooled-blog/],
    ['train', ['--data', 'invented', '--loud'], /--loud/],
    ['train', ['--data', 'invented', '--resume', notAZip], /notes\.zip/],
    ['train', ['--data', evaluation], /No character is left for meta-training: .* --split file-order/],
    [
      'evaluate',
      ['--data', background, '--checkpoint', network],
      /no meta-test classes. Choose --classes train, validation or all/,
    ],
    ['evaluate', ['--data', 'invented'], /--checkpoint is missing/],
    ['evaluate', ['--data', 'invented', '--checkpoint', notAZip], /notes\.zip/],
    ['evaluate', [...shipped, '--tasks', 'abc'], /^--tasks abc: expected a whole number from 1 to 10000\.$/m],
    ['evaluate', [...shipped, '--network', 'strided'], /--network strided: the checkpoint has pooled/],
    ['evaluate', [...shipped, '--drawn', '--baseline', 'random'], /--baseline/],
    ['evaluate', [...shipped, '--per-task', join(folder, 'nowhere', 'x')], /--per-task .*ENOENT/],
    ['start', ['--port', 'none'], /--port none/],
  ];
  for (const { call, ended } of await runPrograms(wrong)) {
    const [program, options, said] = call;
    const { code, stdout, stderr } = ended;
    const what = `${program} ${options.join(' ')}`;
    expect(code, what).toBe(2);
    expect(stdout, what).not.toContain('iteration');
    expect(stderr.trim().split('\n'), what).toHaveLength(1);
    expect(stderr, what).toMatch(said);
  }
});

test('every program explains itself', async () => {
  const programs = ['start', 'train', 'evaluate', 'golden'];
  for (const { call, ended } of await runPrograms(programs.map((name) => [name, ['--help']] as const))) {
    const [program] = call;
    const { code, stdout, stderr } = ended;
    expect(code, program).toBe(0);
    expect(stderr, program).toBe('');
    expect(stdout, program).toContain(program === 'start' ? 'npm start' : `npm run -s ${program}`);
  }
});
