import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.ts';
import { findPython, WITHOUT_PYTHON } from './pytorch.ts';

// All checks of the project, as `npm test` runs them; the last line is `N passed, N failed`.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** No step may hang for longer. */
const STEP_TIMEOUT = 40 * 60_000;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  /** A program of node_modules/.bin with its options. */
  command: string[];
  /** What its environment has beside the others'. */
  env?: NodeJS.ProcessEnv;
  /** Reads what the test runner wrote; absent: the step is one check. */
  count?: () => Counts;
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** From Vitest's JSON; a file that cannot even be loaded is a failure. */
function countVitest(file: string): Counts {
  const report = readJson<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  }>(file);
  const unloadable = report.testResults.filter(
    (f) => f.status === 'failed' && f.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** From Playwright's JSON; errors outside any test (a server that does not start) are failures. */
function countPlaywright(file: string): Counts {
  const { stats, errors } = readJson<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  }>(file);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** A port of this machine that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Runs a program to its end, and hands on what it says: at once, or together when it has ended. */
function runToEnd(step: Step, env: NodeJS.ProcessEnv, atOnce: boolean): Promise<boolean> {
  const [program, ...options] = step.command;
  const child = spawn(join(ROOT, 'node_modules/.bin', program), options, {
    cwd: ROOT,
    env: { ...env, ...step.env },
    stdio: ['ignore', atOnce ? 'inherit' : 'pipe', atOnce ? 'inherit' : 'pipe'],
    timeout: STEP_TIMEOUT,
    shell: process.platform === 'win32',
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    const end = (ok: boolean) => {
      if (!atOnce) console.log(`\n== ${step.name}`);
      process.stdout.write(Buffer.concat(said));
      resolve(ok);
    };
    child.on('error', (error) => {
      said.push(Buffer.from(`${error}\n`));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

async function runStep(step: Step, env: NodeJS.ProcessEnv, atOnce: boolean): Promise<Counts> {
  if (atOnce) console.log(`\n== ${step.name}`);
  const started = performance.now();
  const ok = await runToEnd(step, env, atOnce);
  let counts: Counts = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (step.count) {
    try {
      counts = step.count();
    } catch (error) {
      console.error(`The runner left no results: ${error}`);
      counts = { passed: 0, failed: 1, skipped: 0 };
    }
    if (!ok && counts.failed === 0) counts.failed = 1;
    if (counts.passed + counts.failed === 0) counts.failed = 1;
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(
    `== ${step.name}: ${counts.passed} passed, ${counts.failed} failed${skipped} in ${seconds(started)}`,
  );
  return counts;
}

const started = performance.now();
const chromium = ensureChromium();
console.log(`Browser: ${chromium}`);
const python = await findPython();
const omniglot = process.env.OMNIGLOT_DIR;
if (omniglot && !existsSync(omniglot)) throw new Error(`OMNIGLOT_DIR ${omniglot} does not exist.`);

const results = mkdtempSync(join(tmpdir(), 'maml-playground-'));
const file = (name: string) => join(results, `${name}.json`);
const env = { ...process.env, CHROME_PATH: chromium, TEST_PORT: String(await freePort()) };

const vitest = (name: string, project: string): Step => ({
  name,
  command: [
    'vitest',
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file(project)}`,
  ],
  count: () => countVitest(file(project)),
});
const playwright = (name: string, ...projects: string[]): Step => ({
  name,
  command: [
    'playwright',
    'test',
    ...projects.map((project) => `--project=${project}`),
    '--no-deps',
    '--reporter=list,json',
  ],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file(projects[0]) },
  count: () => countPlaywright(file(projects[0])),
});

/** Groups one after the other; the steps of a group at once, the last of them as it goes. */
const groups: Step[][] = [
  [
    { name: 'lint', command: ['biome', 'check', '.'] },
    { name: 'types', command: ['tsc', '--noEmit'] },
    { name: 'production build', command: ['vite', 'build'] },
    vitest('unit tests', 'unit'),
  ],
  [vitest('engine tests', 'engine'), playwright('browser tests', 'longest', 'together')],
  // These time something: nothing may run beside them.
  [playwright('browser tests that run alone', 'alone')],
];
const counts: Counts[] = [];
for (const group of groups) {
  const steps = group.map((step, i) => runStep(step, env, i === group.length - 1));
  counts.push(...(await Promise.all(steps)));
}
rmSync(results, { recursive: true });

const sum = (key: keyof Counts) => counts.reduce((total, c) => total + c[key], 0);
console.log(`\nAll steps took ${seconds(started)}.`);
if (!omniglot)
  console.log('Not run: the tests on real Omniglot archives (set OMNIGLOT_DIR to their folder).');
if (python === null) console.log(WITHOUT_PYTHON);
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
