import { join } from 'node:path';
import { build } from 'vite';
import { BUILD_SETUP, isStale, ROOT } from '../../../src/cli/build.ts';

/** Where the page over made-up states is built to, and what it is made from. */
export const STATES_FOLDER = join(ROOT, '.cache', 'states');
export const STATES_PAGE = 'tests/browser/ui/index.html';
const SOURCES = ['src', 'public', 'tests/browser/ui', ...BUILD_SETUP];

/** Builds the page over made-up states, once for all tests, where that is missing or older than its sources. */
export async function buildStates(): Promise<void> {
  if (!(await isStale(join(STATES_FOLDER, STATES_PAGE), SOURCES))) return;
  await build({
    root: ROOT,
    logLevel: 'error',
    build: { outDir: STATES_FOLDER, emptyOutDir: true, rolldownOptions: { input: STATES_PAGE } },
  });
}
