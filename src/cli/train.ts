import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunSettings } from '#maml';
import { optionName, settingKeys } from '#session';
import { ROOT } from './build.ts';
import { optionsOf, type ReadCheckpoint, readCheckpoint } from './checkpoints.ts';
import type { Harness } from './harness.ts';
import { archivesFrom, describeSettings, PRESETS, settingOptions, settingsFrom } from './options.ts';
import { printJson, runProgram, UsageError } from './program.ts';

const HELP = `Meta-trains as the page does and prints a JSON line per event.

  npm run -s train -- --data ZIP[,ZIP...]|invented [options]

  --data                Omniglot archives, or the invented alphabets; required
  --preset              ${PRESETS}; options beside it override it
${describeSettings()}
  --resume FILE         goes on from a checkpoint, with its settings unless others are given
  --keep-going          goes on where the run would count as diverged, as long as its figures are numbers
  --out DIR             writes checkpoint.safetensors, optimizer.safetensors and run.json

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
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
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
  const archives = await archivesFrom(data);
  const checkpoint = resume === undefined ? null : await readCheckpoint(resume);
  const base = checkpoint && given.preset === undefined ? optionsOf(checkpoint) : {};
  const settings = settingsFrom({ ...base, ...given });
  if (checkpoint) assertSameNetwork(settings, checkpoint);
  if (out !== undefined) await makeFolder(out);

  const files = [...archives, ...(checkpoint?.files ?? [])];
  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness(files, printJson);
  stopOnInterrupt(harness);
  try {
    const address = (index: number) => `/files/${index}`;
    const request = {
      settings,
      archives: archives.map((file, i) => ({ name: basename(file), address: address(i) })),
      resume: checkpoint && {
        checkpoint: address(archives.length),
        optimizer: checkpoint.files.length > 1 ? address(archives.length + 1) : null,
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
