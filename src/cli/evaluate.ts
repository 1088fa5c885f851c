import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { allowedValues, settingOf } from '#session';
import { optionsOf, readCheckpoint } from './checkpoints.ts';
import { archivesFrom, settingOptions, settingsFrom } from './options.ts';
import { printJson, runProgram, UsageError } from './program.ts';

const HELP = `Evaluates a checkpoint on new tasks and prints the "evaluation" line of training, or a "drawn" line.

  npm run -s evaluate -- --checkpoint FILE --data ZIP[,ZIP...]|invented [options]

  --checkpoint          the weights and their settings; required
  --data                Omniglot archives, or the invented alphabets; required
  --tasks               how many tasks: ${allowedValues(settingOf('evaluateTasks'))} (600)
  --drawn               as the drawing view answers, on the processor: each query drawing alone among the support
                        drawings, beside the same network from its random start and nearest neighbour; prints
                        {"type":"drawn","tasks":m,"learnt":a,"random":a,"nearest":a,"ci95":{...}}
  --classes             test (meta-test classes) or all (test)
  --evaluate-steps      ${allowedValues(settingOf('evaluateSteps'))} (the checkpoint's)
  --seed                ${allowedValues(settingOf('seed'))} (the checkpoint's)
  --backend             ${allowedValues(settingOf('backend'))} (auto)

Exit code: 0 done, 1 failed, 2 a wrong option or file.
`;

function classesFrom(text: string): 'test' | 'all' {
  if (text !== 'test' && text !== 'all') throw new UsageError(`--classes ${text}: expected test or all.`);
  return text;
}

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      checkpoint: { type: 'string' },
      data: { type: 'string' },
      tasks: { type: 'string', default: '600' },
      classes: { type: 'string', default: 'test' },
      drawn: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      ...settingOptions(['evaluateSteps', 'seed', 'backend']),
    },
  });
  const { checkpoint: file, data, tasks, classes, drawn, help, ...given } = values;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (file === undefined) throw new UsageError('--checkpoint is missing.');
  const archives = await archivesFrom(data);
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
  const harness = await openHarness([...archives, file]);
  try {
    const request = {
      settings,
      archives: archives.map((path, i) => ({ name: basename(path), address: `/files/${i}` })),
      checkpoint: { checkpoint: `/files/${archives.length}`, optimizer: null },
      tasks: settings.evaluateTasks,
      steps: settings.evaluateSteps,
      seed: settings.seed,
      classes: classesFrom(classes),
      drawn,
    };
    const answer = await harness.page.evaluate((r) => window.harness.evaluate(r), request);
    if ('problem' in answer) throw new UsageError(answer.problem);
    printJson(answer.value);
    return 0;
  } finally {
    await harness.close();
  }
});
