import { join } from 'node:path';
import { build } from 'vite';
import { BUILD_SETUP, isStale, ROOT } from '../../../src/cli/build.ts';

/** Where the page over made-up states is built to, and what it is made from. */
const FOLDER = join(ROOT, '.cache', 'states');
const PAGE = 'tests/browser/ui/index.html';
const SOURCES = ['src', 'public', 'tests/browser/ui', ...BUILD_SETUP];

/** Builds the page over made-up states, once for all tests, where that is missing or older than its sources. */
export default async function buildStates(): Promise<void> {
  if (!(await isStale(join(FOLDER, PAGE), SOURCES))) return;
  await build({
    root: ROOT,
    logLevel: 'error',
    build: { outDir: FOLDER, emptyOutDir: true, rolldownOptions: { input: PAGE } },
  });
}

export { FOLDER as STATES_FOLDER, PAGE as STATES_PAGE };
