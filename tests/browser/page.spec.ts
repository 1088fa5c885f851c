import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { findViolations } from './support/axe.ts';
import { Playground } from './support/playground.ts';
import { ROOT } from './support/program.ts';
import { serveFolder } from './support/static.ts';
import { test as onMadeUp } from './ui/harness.ts';

const SEARCH = '?preset=quick&filters=8';
const background = () => getComputedStyle(document.body).backgroundColor;

test('the theme follows the system, the address and the button', async ({ page }) => {
  const playground = new Playground(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await playground.open();
  const light = await page.evaluate(background);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => page.evaluate(background)).not.toBe(light);
  const dark = await page.evaluate(background);
  await playground.open('?theme=light');
  expect(await page.evaluate(background)).toBe(light);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect.poll(() => page.evaluate(background)).toBe(dark);
  expect(playground.option('theme')).toBe('dark');
});

for (const [device, viewport] of Object.entries({
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
})) {
  onMadeUp(`axe-core finds nothing on a ${device}, in either theme`, async ({ page, show, switchTo }) => {
    await page.setViewportSize(viewport);
    const inBothThemes = async (when: string) => {
      for (const other of ['Dark theme', 'Light theme']) {
        expect(await findViolations(page), `${when}, ${other} offered`).toEqual([]);
        await page.getByRole('button', { name: other }).click();
      }
    };
    await show('empty');
    await inBothThemes('not started');
    await switchTo('paused');
    await inBothThemes('after some training');
  });
}

test('the build works under a sub-path of a host that sends no extra headers', async ({ page }) => {
  const host = await serveFolder(join(ROOT, 'dist'), '/some/where/');
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  try {
    const playground = new Playground(page);
    await playground.open(SEARCH, host.address);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await playground.button('Start').click();
    await playground.reach(2);
    expect(host.missing).toEqual([]);
    expect(failures).toEqual([]);
  } finally {
    await host.close();
  }
});

test('a first visit downloads the engine once, and little beside it', async ({ page }) => {
  const host = await serveFolder(join(ROOT, 'dist'), '/');
  try {
    const playground = new Playground(page);
    await playground.open('?preset=quick', host.address);
    await playground.button('Start').click();
    await playground.reach(1);
    const bytes = host.sent.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(bytes).toBeLessThan(550_000);
    // The studio, too, is a part that the same script takes.
    await page.getByRole('link', { name: 'Filmstrip' }).click();
    await expect(page.getByRole('radio', { name: 'step 1', exact: true })).toBeVisible();
    expect(host.sent.filter(({ path }) => path.includes('engine.worker'))).toHaveLength(1);
  } finally {
    await host.close();
  }
});

test('npm start serves the page isolated', async ({ page }) => {
  await page.goto('./');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
