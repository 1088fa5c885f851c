import { readFile } from 'node:fs/promises';
import type { BackendName } from '#maml';
import { readArguments } from './arguments.ts';
import { printJson, runProgram, UsageError } from './program.ts';

const HELP = `Checks the engine against golden files: losses, meta-gradients and fast weights of an independent
implementation.

  npm run -s golden -- [--backend webgl|wasm|cpu] FILE...

Without --backend, every backend that this machine and build offer is checked. Prints a JSON line per
quantity; "quantity" is the key under "expected" in the file, "relativeError" the worst tensor's.

Exit code: 0 all pass, 1 one fails, 2 a wrong option, an unreadable file or an unknown case.
`;

const BACKENDS: readonly BackendName[] = ['webgl', 'wasm', 'cpu'];

function parseBackend(name: string): BackendName {
  const backend = BACKENDS.find((known) => known === name);
  if (!backend) throw new UsageError(`--backend ${name}: expected one of ${BACKENDS.join(', ')}`);
  return backend;
}

async function readCase(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: cannot be read (${error.code})`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: is not JSON`);
  }
}

await runProgram(async () => {
  const { values, positionals: files } = readArguments({
    allowPositionals: true,
    options: { backend: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (files.length === 0) throw new UsageError('No golden file given. Try --help.');
  const asked = values.backend === undefined ? null : parseBackend(values.backend);
  const cases = await Promise.all(files.map(readCase));

  // Loaded late, so that a wrong option is told at once.
  const { openHarness } = await import('./harness.ts');
  const harness = await openHarness();
  let allPass = true;
  try {
    for (const backend of asked ? [asked] : BACKENDS) {
      const available = await harness.page.evaluate((name) => window.harness.useBackend(name), backend);
      if (!available && asked) throw new UsageError(`--backend ${asked}: not available here`);
      if (!available) continue;
      for (const [i, file] of files.entries()) {
        const outcome = await harness.page.evaluate((json) => window.harness.checkGolden(json), cases[i]);
        if ('uncheckable' in outcome) throw new UsageError(`${file}: ${outcome.uncheckable}`);
        for (const { case: name, quantity, relativeError, pass } of outcome.results) {
          printJson({ file, case: name, backend, quantity, relativeError, pass });
          allPass &&= pass;
        }
      }
    }
  } finally {
    await harness.close();
  }
  return allPass ? 0 : 1;
});
