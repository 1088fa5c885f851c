import { defineConfig } from '@playwright/test';
import { findChromium, QUIET, SOFTWARE_WEBGL } from './src/cli/chromium.ts';

/** Where the tests' copy of the built page is served; TEST_PORT moves it. */
const port = Number(process.env.TEST_PORT ?? 4319);

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  // Trainings side by side would slow each other down beyond what the tests allow.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1366, height: 768 },
    locale: 'en',
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...QUIET, ...SOFTWARE_WEBGL] },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx tsx src/cli/start.ts --no-open --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
