import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSettings } from '#maml';
import { DEFAULT_PRESET, optionName, settingKeys } from '#session';
import { readArguments } from './arguments.ts';
import { ROOT } from './build.ts';
import { optionsOf, type ReadCheckpoint, readCheckpoint } from './checkpoints.ts';
import { dataFilesFrom, servedAs } from './data-files.ts';
import type { Harness } from './harness.ts';
import { HELP_HEAD, type HelpRow, helpTable, settingRows } from './help.ts';
import { PRESETS, settingOptions, settingsFrom } from './options.ts';
import { printEvent, runProgram, UsageError } from './program.ts';

const ROWS: HelpRow[] = [
  HELP_HEAD,
  [
    '--data',
    'Omniglot archives or folders, or the invented alphabets; may be given several times',
    'PATH[,PATH...] or invented',
    'required',
  ],
  ['--preset', 'settings by name; options beside it override it', PRESETS, DEFAULT_PRESET],
  ...settingRows(),
  ['--resume', 'goes on from a checkpoint, with its settings unless others are given', 'FILE', ''],
  [
    '--keep-going',
    'goes on where the run would count as diverged, as long as its figures are numbers',
    '',
    'off',
  ],
  ['--out', 'writes checkpoint.safetensors, optimizer.safetensors and run.json', 'FOLDER', ''],
];

const HELP = `Meta-trains as the page does and prints a JSON line per event.

  npm run -s train -- --data PATH[,PATH...]|invented [options]

${helpTable(ROWS)}

Ctrl-C ends the run after the meta-iteration under way; --out is still written.
Exit code: 0 done, 1 diverged or failed, 2 a wrong option or file, 130 stopped by Ctrl-C.
`;

/** A second Ctrl-C this much later, in ms, ends the program at once. */
const IMPATIENCE = 1000;

/** A network's weights fit no other network. */
function assertSameNetwork(settings: RunSettings, checkpoint: ReadCheckpoint): void {
  for (const key of ['network', 'filters', 'ways'] as const) {
    const [asked, found] = [settings[key], checkpoint.settings[key]];
    if (asked !== found) throw new UsageError(`--${optionName(key)} ${asked}: the checkpoint has ${found}`);
  }
}

async function versionsOf(browser: string): Promise<Record<string, string>> {
  const read = async (folder: string) => {
    const { name, version } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    return [name, version];
  };
  const packages = await Promise.all(['.', 'node_modules/@tensorflow/tfjs-core'].map(read));
  return { ...Object.fromEntries(packages), browser, node: process.version };
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--out ${folder}: cannot be made (${error.code})`);
  });
}

/** Lets Ctrl-C end the training in the page, and a later one end this program. */
function stopOnInterrupt({ page }: Harness): void {
  let first: number | null = null;
  process.on('SIGINT', () => {
    first ??= performance.now();
    if (performance.now() - first > IMPATIENCE) process.exit(130);
    page.evaluate(() => window.harness.stop()).catch(() => {});
  });
}

await runProgram(async () => {
  const { values } = readArguments({
    options: {
      data: { type: 'string', multiple: true },
      preset: { type: 'string' },
      resume: { type: 'string' },
      out: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      ...settingOptions(settingKeys),
    },
  });
  const { data, resume, out, 'keep-going': keepGoing, help, ...given } = values;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const drawings = await dataFilesFrom(data);
  const checkpoint = resume === undefined ? null : await readCheckpoint(resume);
  const base = checkpoint && given.preset === undefined ? optionsOf(checkpoint) : {};
  const settings = settingsFrom({ ...base, ...given });
  if (checkpoint) assertSameNetwork(settings, checkpoint);
  if (out !== undefined) await makeFolder(out);

  const files = [drawings.map(({ location }) => location), ...(checkpoint?.files ?? [])];
  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness(files, printEvent);
  stopOnInterrupt(harness);
  try {
    const request = {
      settings,
      data: servedAs('/files/0', drawings),
      resume: checkpoint && {
        checkpoint: '/files/1',
        optimizer: checkpoint.files.length > 1 ? '/files/2' : null,
      },
      keepGoing,
      keep: out !== undefined,
      versions: await versionsOf(harness.browser),
    };
    const answer = await harness.page.evaluate((r) => window.harness.train(r), request);
    if ('problem' in answer) throw new UsageError(answer.problem);
    if (out !== undefined) {
      for (const [name, content] of harness.posted) await writeFile(join(out, name), content);
    }
    if (answer.value === 'diverged') {
      throw new Error('The run diverged. Try a smaller --inner-lr or --outer-lr.');
    }
    return answer.value === 'stopped' ? 130 : 0;
  } finally {
    await harness.close();
  }
});
