import { join } from 'node:path';
import { chromium, expect } from '@playwright/test';
import { buildPage, ROOT } from '../../src/cli/build.ts';
import { findChromium } from '../../src/cli/chromium.ts';
import { serveFolder } from '../browser/support/static.ts';

// Draws public/link-preview.png, the picture of links to the page: npx tsx tests/pictures/link-preview.ts
// It is the page's figure after a real run, in the size that such pictures have (1200 x 630).

const ITERATIONS = 300;
const RUN = `present=1&lang=en&theme=light&autostart=1&iterations=${ITERATIONS}&evaluate-every=${ITERATIONS}`;

/** What a picture does without: the tools that nobody can press there, and the chart, too small to be read. */
const LEFT_OUT =
  '.header-tools, .charts { display: none !important } .main { grid-template-rows: 1fr !important }';

await buildPage();
const server = await serveFolder(join(ROOT, 'dist'), '/');
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.goto(`${server.address}?${RUN}`);
  const status = page.locator('[role=status][data-iteration]');
  await expect(status).toHaveAttribute('data-iteration', String(ITERATIONS), { timeout: 300_000 });
  await expect(status).toContainText('Finished', { timeout: 60_000 });
  await page.addStyleTag({ content: LEFT_OUT });
  await page.screenshot({ path: join(ROOT, process.argv[2] ?? 'public/link-preview.png') });
} finally {
  await browser.close();
  await server.close();
}
