import { spawnSync } from 'node:child_process';
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

function runStep(step: Step, env: NodeJS.ProcessEnv): Counts {
  console.log(`\n== ${step.name}`);
  const started = performance.now();
  const [program, ...options] = step.command;
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin', program), options, {
    cwd: ROOT,
    env,
    stdio: 'inherit',
    timeout: STEP_TIMEOUT,
    shell: process.platform === 'win32',
  });
  const ok = status === 0;
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
const unit = join(results, 'unit.json');
const browser = join(results, 'browser.json');
const env = {
  ...process.env,
  CHROME_PATH: chromium,
  TEST_PORT: String(await freePort()),
  PLAYWRIGHT_JSON_OUTPUT_FILE: browser,
};
const steps: Step[] = [
  { name: 'lint', command: ['biome', 'check', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'unit tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`],
    count: () => countVitest(unit),
  },
  { name: 'production build', command: ['vite', 'build'] },
  {
    name: 'browser tests',
    command: ['playwright', 'test', '--reporter=list,json'],
    count: () => countPlaywright(browser),
  },
];
const counts = steps.map((step) => runStep(step, env));
rmSync(results, { recursive: true });

const sum = (key: keyof Counts) => counts.reduce((total, c) => total + c[key], 0);
console.log(`\nAll steps took ${seconds(started)}.`);
if (!omniglot)
  console.log('Not run: the tests on real Omniglot archives (set OMNIGLOT_DIR to their folder).');
if (python === null) console.log(WITHOUT_PYTHON);
if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
