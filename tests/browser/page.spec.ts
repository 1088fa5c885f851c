import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findViolations } from './support/axe.ts';
import { Playground } from './support/playground.ts';
import { ROOT } from './support/program.ts';
import { serveFolder } from './support/static.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp } from './ui/harness.ts';

// A first visit: the browser has nothing of the page yet.
test.use({ ownContext: true });

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

test('the built page has a link preview: title, sentence, and a picture in the size it names', () => {
  const html = readFileSync(join(ROOT, 'dist/index.html'), 'utf8');
  const meta = Object.fromEntries(
    [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g)].map(([, name, text]) => [
      name,
      text,
    ]),
  );
  expect(meta).toMatchObject({
    description: expect.stringContaining('Model-Agnostic Meta-Learning'),
    'og:title': expect.stringContaining('MAML Playground'),
    'og:description': expect.stringContaining('Model-Agnostic Meta-Learning'),
    // Relative, so that it holds under any folder, unless the build was told where the page will be.
    'og:image': expect.stringMatching(/^(\.|https?:.*)\/link-preview\.png$/),
    'twitter:card': 'summary_large_image',
    'twitter:image': meta['og:image'],
  });
  const picture = readFileSync(join(ROOT, 'dist/link-preview.png'));
  // Width and height of a PNG stand at its 16th byte.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)].map(String)).toEqual([
    meta['og:image:width'],
    meta['og:image:height'],
  ]);
  expect(picture.length).toBeLessThan(300_000);
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
