import type { SettingKey } from '#session';
import { readArguments } from './arguments.ts';
import { optionsOf, readCheckpoint } from './checkpoints.ts';
import { dataFilesFrom, servedAs } from './data-files.ts';
import { HELP_HEAD, type HelpRow, helpTable, settingRows } from './help.ts';
import { settingOptions, settingsFrom } from './options.ts';
import { printEvent, runProgram, UsageError } from './program.ts';

/** Settings that may differ from the checkpoint's. */
const SETTINGS: SettingKey[] = [
  'split',
  'validationShare',
  'tasksWithin',
  'evaluateSteps',
  'evaluateRotations',
  'seed',
  'backend',
];

const CLASSES = ['test', 'validation', 'train', 'all'] as const;

const ROWS: HelpRow[] = [
  HELP_HEAD,
  ['--checkpoint FILE', 'the weights and their settings', '', 'required'],
  [
    '--data',
    'Omniglot archives or folders, or the invented alphabets; may be given several times',
    'PATH[,PATH...] or invented',
    'required',
  ],
  ['--tasks', 'how many tasks', '1 to 10000', '600'],
  [
    '--drawn',
    'as the drawing view answers, on the processor: each query drawing alone among the support drawings, beside the same network from its random start and nearest neighbour',
    '',
    'off',
  ],
  ['--classes', 'the part of the data set, or all of it', CLASSES.join(', '), 'test'],
  ...settingRows(SETTINGS).map(
    ([option, meaning, values]): HelpRow => [
      option,
      meaning,
      values,
      option === '--backend' ? 'auto' : "the run's",
    ],
  ),
];

const HELP = `Evaluates a checkpoint on new tasks and prints the "evaluation" line of training, or a "drawn" line.

  npm run -s evaluate -- --checkpoint FILE --data ZIP[,ZIP...]|invented [options]

${helpTable(ROWS)}

With --drawn the line is {"type":"drawn","tasks":m,"learnt":a,"random":a,"nearest":a,"ci95":{...}}.
Exit code: 0 done, 1 failed, 2 a wrong option or file.
`;

function classesFrom(text: string): (typeof CLASSES)[number] {
  const classes = CLASSES.find((name) => name === text);
  if (classes === undefined) throw new UsageError(`--classes ${text}: expected ${CLASSES.join(', ')}.`);
  return classes;
}

await runProgram(async () => {
  const { values } = readArguments({
    options: {
      checkpoint: { type: 'string' },
      data: { type: 'string', multiple: true },
      tasks: { type: 'string', default: '600' },
      classes: { type: 'string', default: 'test' },
      drawn: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      ...settingOptions(SETTINGS),
    },
  });
  const { checkpoint: file, data, tasks, classes, drawn, help, ...given } = values;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (file === undefined) throw new UsageError('--checkpoint is missing.');
  const files = await dataFilesFrom(data);
  const checkpoint = await readCheckpoint(file);
  const settings = settingsFrom({
    ...optionsOf(checkpoint),
    backend: 'auto',
    ...given,
    'evaluate-tasks': tasks,
  });
  if (settings.evaluateTasks === 0) throw new UsageError('--tasks 0: expected at least one task.');

  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness([files.map(({ location }) => location), file]);
  try {
    const request = {
      settings,
      data: servedAs('/files/0', files),
      checkpoint: { checkpoint: '/files/1', optimizer: null },
      tasks: settings.evaluateTasks,
      steps: settings.evaluateSteps,
      seed: settings.seed,
      classes: classesFrom(classes),
      drawn,
    };
    const answer = await harness.page.evaluate((r) => window.harness.evaluate(r), request);
    if ('problem' in answer) throw new UsageError(answer.problem);
    for (const line of answer.value) printEvent(line);
    return 0;
  } finally {
    await harness.close();
  }
});
