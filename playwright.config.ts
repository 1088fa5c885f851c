import { defineConfig } from '@playwright/test';
import { findChromium, TESTS_BROWSER } from './src/cli/chromium.ts';

/** Tests that time something, or keep every core busy: others beside them would slow them down beyond what they allow. */
const ALONE = ['**/timing.spec.ts', '**/omniglot.spec.ts', '**/bench-busy.spec.ts'];

/** Tests that take longest, one of them in a browser of its own: begun first, so that no core is idle at the end. */
const LONGEST = ['**/lost-card.spec.ts', '**/draw-largest.spec.ts'];

/** Where the tests' copy of the built page is served; TEST_PORT moves it. */
const port = Number(process.env.TEST_PORT ?? 4319);

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  globalSetup: './tests/browser/setup.ts',
  // Tests share nothing, so that no file is waited for at the end.
  fullyParallel: true,
  workers: 2,
  projects: [
    { name: 'longest', testMatch: LONGEST },
    { name: 'together', testIgnore: [...ALONE, ...LONGEST] },
    { name: 'alone', testMatch: ALONE, workers: 1, dependencies: ['longest', 'together'] },
  ],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1366, height: 768 },
    locale: 'en',
    launchOptions: { executablePath: findChromium() ?? undefined, args: TESTS_BROWSER },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx tsx src/cli/start.ts --no-open --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    // Building the page takes longer on a busy machine.
    timeout: 300_000,
  },
});
