import { open, writeFile } from 'node:fs/promises';
import type { RunSettings } from '#maml';
import {
  allowedValues,
  type Checkpoint,
  type OptionRecord,
  optionName,
  type SettingKey,
  settingsTable,
} from '#session';
import { readArguments } from './arguments.ts';
import { optionsOf, readCheckpoint } from './checkpoints.ts';
import { dataFilesFrom, servedAs } from './data-files.ts';
import { HELP_DATA, HELP_HEAD, type HelpRow, helpTable, settingRows } from './help.ts';
import { settingOptions, settingsFrom } from './options.ts';
import { printEvent, runProgram, UsageError } from './program.ts';

/** Settings that may differ from the checkpoint's, and those that a file without settings leaves open. */
const SETTINGS: SettingKey[] = [
  'split',
  'validationShare',
  'tasksWithin',
  'shots',
  'queries',
  'innerLr',
  'steps',
  'evaluateSteps',
  'evaluateRotations',
  'seed',
  'network',
  'ink',
  'backend',
];

const CLASSES = ['test', 'validation', 'train', 'all'] as const;
const BASELINES = ['random', 'nearest'] as const;

const INITIAL: Partial<Record<SettingKey, string>> = { evaluateSteps: '--steps', backend: 'auto' };

const ROWS: HelpRow[] = [
  HELP_HEAD,
  ['--checkpoint FILE', 'the weights and their settings', '', 'required'],
  HELP_DATA,
  ['--tasks', 'how many tasks', '1 to 10000', '600'],
  ['--classes', 'the part of the data set, or all of it', CLASSES.join(', '), 'test'],
  [
    '--drawn',
    'as the drawing view answers, on the processor: each query drawing alone among the support drawings, beside the same network from its random start and nearest neighbour',
    '',
    'off',
  ],
  [
    '--baseline',
    'in place of the weights, on the same tasks: their random start, or the nearest support drawing, which takes no steps',
    BASELINES.join(', '),
    '',
  ],
  [
    '--per-task FILE',
    'writes a JSON line a task: its seeds, classes, loss and accuracy after each step',
    '',
    '',
  ],
  ...settingRows(SETTINGS).map(
    ([option, meaning, values], i): HelpRow => [option, meaning, values, INITIAL[SETTINGS[i]] ?? "the run's"],
  ),
];

const HELP = `Evaluates a checkpoint on new tasks and prints the "evaluation" line of training, or a "drawn" line.

  npm run -s evaluate -- --checkpoint FILE --data PATH[,PATH...]|invented [options]

${helpTable(ROWS)}

Weights whose file names no settings need --steps, --inner-lr and --ink; --network where their shapes fit several.
"transductive" in the line says whether batch norm saw a task's whole query set at once (true) or, with --drawn,
one query drawing at a time beside the support drawings (false). An interval over one task is null.
With --drawn the line is {"type":"drawn","tasks":m,"learnt":a,"random":a,"nearest":a,"ci95":{...},...}.
Exit code: 0 done, 1 failed, 2 a wrong option or file.
`;

/** @throws UsageError where the value is none of those */
function oneOf<Name extends string>(option: string, names: readonly Name[], value: string): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new UsageError(`--${option} ${value}: expected ${names.join(', ')}.`);
  return found;
}

/** @throws UsageError where it is no number of tasks */
function tasksFrom(text: string): number {
  const { max } = settingsTable.evaluateTasks;
  const tasks = Number(text);
  if (/^\d+$/.test(text) && tasks >= 1 && tasks <= max) return tasks;
  throw new UsageError(
    `--tasks ${text}: expected ${allowedValues({ ...settingsTable.evaluateTasks, min: 1 })}.`,
  );
}

/** Weights know nothing of another network, nor of drawings whose ink is paper to them. */
function assertAsLearnt(settings: RunSettings, { settings: learnt }: Checkpoint): void {
  for (const key of ['network', 'ink'] as const) {
    if (settings[key] === learnt[key]) continue;
    throw new UsageError(`--${optionName(key)} ${settings[key]}: the checkpoint has ${learnt[key]}.`);
  }
}

/** @throws UsageError where the file cannot be written; what it holds stays as it is */
async function assertWritable(file: string): Promise<void> {
  const handle = await open(file, 'a').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--per-task ${file}: cannot be written (${error.code}).`);
  });
  await handle.close();
}

await runProgram(async () => {
  const { values } = readArguments({
    options: {
      checkpoint: { type: 'string' },
      data: { type: 'string', multiple: true },
      tasks: { type: 'string', default: '600' },
      classes: { type: 'string', default: 'test' },
      drawn: { type: 'boolean', default: false },
      baseline: { type: 'string' },
      'per-task': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      ...settingOptions(SETTINGS),
    },
  });
  const {
    checkpoint: file,
    data,
    tasks,
    classes,
    drawn,
    baseline,
    'per-task': perTask,
    help,
    ...rest
  } = values;
  const given: OptionRecord = rest;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (file === undefined) throw new UsageError('--checkpoint is missing.');
  if (drawn && baseline !== undefined) {
    throw new UsageError('--baseline: stands in the line of --drawn already; give one of the two.');
  }
  const asked = {
    tasks: tasksFrom(tasks),
    classes: oneOf('classes', CLASSES, classes),
    drawn,
    baseline: baseline === undefined ? undefined : oneOf('baseline', BASELINES, baseline),
    perTask,
  };
  const files = await dataFilesFrom(data);
  const checkpoint = await readCheckpoint(file, given);
  const settings = settingsFrom({
    ...optionsOf(checkpoint),
    // It follows the number of steps that is given, whatever the run had.
    ...(given.steps !== undefined && { 'evaluate-steps': undefined }),
    backend: 'auto',
    ...given,
    'evaluate-tasks': asked.tasks,
  });
  assertAsLearnt(settings, checkpoint);
  if (perTask !== undefined) await assertWritable(perTask);

  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness([files.map(({ location }) => location), file]);
  try {
    const request = {
      settings,
      data: servedAs('/files/0', files),
      checkpoint: { checkpoint: '/files/1', optimizer: null },
      steps: settings.evaluateSteps,
      seed: settings.seed,
      ...asked,
    };
    const answer = await harness.page.evaluate((r) => window.harness.evaluate(r), request);
    if ('problem' in answer) throw new UsageError(answer.problem);
    if (perTask !== undefined) await writeFile(perTask, harness.posted.get('per-task.jsonl') ?? '');
    for (const line of answer.value) printEvent(line);
    return 0;
  } finally {
    await harness.close();
  }
});
