import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { algorithmFacts } from '#facts';
import { DEFAULT_PRESET, encodeCheckpoint, encodeOptimizer, settingKeys } from '#session';
import { messageOf } from '#workers';
import { readArguments } from './arguments.ts';
import { ROOT } from './build.ts';
import { dataFilesFrom, servedAs } from './data-files.ts';
import { divergedWords, isDiverged } from './diverged-words.ts';
import { HELP_DATA, HELP_HEAD, type HelpRow, helpTable, settingRows } from './help.ts';
import { PRESETS, settingOptions, settingsFrom } from './options.ts';
import { onOutputEnd, printEvent, runProgram, UsageError } from './program.ts';
import { readRun } from './run/read-run.ts';
import { resumedSettings } from './run/resumed-settings.ts';
import { RunWriter } from './run/run-writer.ts';
import { StopSignals } from './run/stop-signals.ts';

const ROWS: HelpRow[] = [
  HELP_HEAD,
  HELP_DATA,
  ['--preset', 'settings by name; options beside it override it', PRESETS, DEFAULT_PRESET],
  ...settingRows(),
  [
    '--resume',
    'goes on with a run, with its settings unless others are given: its folder, its .maml.zip, or a checkpoint under any name, what was saved with it beside it',
    'PATH',
  ],
  [
    '--keep-going',
    'goes on where the run would count as diverged, as long as its figures are numbers',
    '',
    'off',
  ],
  [
    '--out',
    'keeps the run there, while it goes and at its end: checkpoint.safetensors, optimizer.safetensors, run.json, history.jsonl',
    'FOLDER',
  ],
  ['--keep-best', 'keeps the weights that were best on validation classes, too: best.safetensors', '', 'off'],
  ['--save-every', 'seconds from one save to the next', '1 to 86400', '60'],
];

const HELP = `Meta-trains as the page does and prints a JSON line per event.

  npm run -s train -- --data PATH[,PATH...]|invented [options]

${helpTable(ROWS)}

Ctrl-C, SIGTERM and SIGHUP end the run after the meta-iteration under way and save it; a second one ends it at once.
The same seed and settings give the same run on the same backend and processor, whatever the number of cores.
Exit code: 0 done, 1 diverged or failed, 2 a wrong option or file, 130, 143, 129 stopped by Ctrl-C, SIGTERM, SIGHUP.
`;

function secondsFrom(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds >= 1 && seconds <= 86_400)) {
    throw new UsageError(`--save-every ${text}: expected a number of seconds from 1 to 86400.`);
  }
  return seconds;
}

async function versionsOf(browser: string): Promise<Record<string, string>> {
  const read = async (folder: string) => {
    const { name, version } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    return [name, version];
  };
  const packages = await Promise.all(['.', 'node_modules/@tensorflow/tfjs-core'].map(read));
  return { ...Object.fromEntries(packages), browser, node: process.version };
}

const UNBEGUN = 'Stopped before training; nothing was saved.';

const say = (line: string) => process.stderr.write(`${line}\n`);

await runProgram(async () => {
  const { values } = readArguments({
    options: {
      data: { type: 'string', multiple: true },
      preset: { type: 'string' },
      resume: { type: 'string' },
      out: { type: 'string' },
      'save-every': { type: 'string', default: '60' },
      'keep-best': { type: 'boolean', default: false },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      ...settingOptions(settingKeys),
    },
  });
  const { data, resume, out, 'save-every': saveEvery, help, ...flagsAndSettings } = values;
  const { 'keep-best': keepBest, 'keep-going': keepGoing, ...given } = flagsAndSettings;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const signals = new StopSignals(() => {
    say(UNBEGUN);
    process.exit(signals.exitCode ?? 1);
  });
  const seconds = secondsFrom(saveEvery);
  const drawings = await dataFilesFrom(data);
  const run = resume === undefined ? null : await readRun(resume, given);
  const { settings, remarks } =
    run === null ? { settings: settingsFrom(given), remarks: [] } : resumedSettings(run, given);
  const isSameFolder =
    out !== undefined && run?.folder !== null && resolve(out) === resolve(run?.folder ?? '');
  const best = keepBest && !isSameFolder ? (run?.best ?? null) : null;
  const writer =
    out === undefined
      ? null
      : await RunWriter.open(out, {
          history: run?.history,
          unnamed: isSameFolder ? run?.unnamed : [],
          best,
        });
  const { algorithm, steps } = settings;
  const { leastSteps } = algorithmFacts[algorithm];
  const few = `${algorithm} with ${steps} inner step is joint training on all tasks: give --steps ${leastSteps} or more.`;
  for (const line of [...(run?.remarks ?? []), ...remarks, ...(steps < leastSteps ? [few] : [])]) say(line);

  const optimizer = run && encodeOptimizer(run);
  const files = [
    drawings.map(({ location }) => location),
    ...(run ? [encodeCheckpoint(run)] : []),
    ...(optimizer ? [optimizer] : []),
  ];
  /** What was seen of the run where it has diverged. */
  let seen = '';
  /** Why the last save failed. */
  let unsaved: string | null = null;
  try {
    // Loaded late, so that a wrong option is told at once.
    const { openHarness } = await import('./harness.ts');
    const harness = await openHarness(files, {
      onEvent(event) {
        printEvent(event);
        if (isDiverged(event)) seen = divergedWords(event);
        writer?.hear(event);
      },
      async onSave(content) {
        unsaved = (await writer?.save(content).then(() => null, messageOf)) ?? null;
        if (unsaved !== null) say(unsaved);
      },
    });
    const stop = () => void harness.page.evaluate(() => window.harness.stop()).catch(() => {});
    signals.handOver(stop);
    onOutputEnd(stop);
    const answer = await harness.page
      .evaluate((request) => window.harness.train(request), {
        settings,
        data: servedAs('/files/0', drawings),
        resume: run && { checkpoint: '/files/1', optimizer: optimizer ? '/files/2' : null },
        // Where the best weights do not lie in the run's folder, whatever comes next is the best.
        record: run?.record && {
          ...run.record,
          best: isSameFolder || best !== null ? run.record.best : undefined,
        },
        keepBest,
        keepGoing,
        saveEvery: writer && seconds,
        versions: await versionsOf(harness.browser),
        machine: { processor: cpus()[0]?.model, architecture: process.arch },
      })
      .finally(() => harness.close());
    if ('problem' in answer) throw new UsageError(answer.problem);
    // Where stdout took no more, that was said.
    if (answer.value === 'unbegun' && signals.signal !== null) say(UNBEGUN);
    if (answer.value === 'diverged') throw new Error(seen);
    return signals.exitCode ?? (unsaved === null ? 0 : 1);
  } finally {
    await writer?.close();
  }
});
