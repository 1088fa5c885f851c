import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import JSZip from 'jszip';
import { readDataset } from '../../src/data/index.ts';
import { findViolations } from './support/axe.ts';
import { again, drawOn, type PointerKind, type Strokes, SYMBOLS } from './support/hand.ts';

/** A run that costs little while one draws. */
const LIGHT = 'data=invented&preset=quick&filters=8&backend=wasm';
const MEASURED = JSON.parse(
  await readFile('public/checkpoints/omniglot-5-way-1-shot.run.json', 'utf8'),
).measured;

/** The drawing view by what its parts are called. */
class DrawingView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(search = `?view=draw&${LIGHT}`): Promise<void> {
    await this.page.goto(`./${search}`);
    await expect(this.page.getByRole('heading', { name: /Draw \S+ symbols/ })).toBeVisible({
      timeout: 30_000,
    });
  }

  pad(symbol: number) {
    return this.page.getByRole('img', { name: new RegExp(`^Pad for symbol ${symbol},`) });
  }

  get query() {
    return this.page.getByRole('img', { name: /^Pad for the query drawing,/ });
  }

  get verdict() {
    return this.page.locator('.draw-verdict');
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  get notice() {
    return this.page.getByRole('region', { name: 'Notice', exact: true });
  }

  async drawSymbols(strokes: readonly Strokes[], kind?: PointerKind): Promise<void> {
    for (const [i, symbol] of strokes.entries()) await drawOn(this.pad(i + 1), symbol, kind);
  }

  async adapt(symbols: number): Promise<void> {
    await this.button(/^Adapt/).click();
    await expect(this.page.getByText(`Adapted to ${symbols} symbols.`)).toBeAttached({ timeout: 30_000 });
  }

  /** How many inked pixels the network sees of a symbol. */
  seen(symbol: number): Promise<number> {
    return this.page
      .getByRole('img', { name: `symbol ${symbol} as the network sees it` })
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 128).length;
      });
  }
}

const { ring, cross, zigzag } = SYMBOLS;

test('on a first visit, with no data and no training, three own symbols are learnt and one recognised', async ({
  page,
}) => {
  const view = new DrawingView(page);
  const begun = performance.now();
  await view.open();
  await expect(view.button('Adapt')).toBeDisabled();
  await view.drawSymbols([ring, cross, zigzag]);
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines');
  await expect.poll(() => view.seen(2)).toBeGreaterThan(15);
  await view.adapt(3);
  // Its own loss falls, step by step.
  const spoken = await page.getByText(/Loss on the drawings, step by step/).textContent();
  const losses = spoken!
    .match(/[\d.]+(?=[,.](\s|$))/g)!
    .map(Number)
    .slice(-6);
  expect(losses).toHaveLength(6);
  expect(losses[5]).toBeLessThan(losses[0] / 2);

  await expect(view.verdict).toHaveText(/Draw one of your symbols here/);
  await drawOn(view.query, again(zigzag));
  await expect(view.verdict.locator('.draw-says')).toHaveText(/^symbol 3, \d+%$/);
  const seconds = (performance.now() - begun) / 1000;
  console.log(`First own drawing recognised ${seconds.toFixed(1)} s after the address was opened`);
  await expect(view.verdict).toContainText(
    /Random start says symbol \d, \d+%\. Nearest neighbour says symbol \d\./,
  );
  const bars = page.getByRole('list', { name: 'Probability of each symbol' }).getByRole('listitem');
  await expect(bars).toHaveCount(3);
  const shares = (await bars.allTextContents()).map((text) => Number(text.match(/network (\d+)%/)?.[1]));
  expect(shares[2]).toBeGreaterThan(60);
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(2);

  // Another drawing, another answer; a changed set says that the answer is the old one's.
  await view.button('Clear Pad for the query drawing').click();
  await expect(view.verdict).toHaveText(/Draw one of your symbols here/);
  await drawOn(view.query, again(ring));
  await expect(view.verdict.locator('.draw-says')).toHaveText(/^symbol 1, \d+%$/);
  await view.button('Undo the last line of symbol 2').click();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, one line');
  await expect(page.getByText(/until you press Adapt again/)).toBeVisible();
});

test('what it says of itself is what was measured', async ({ page }) => {
  const view = new DrawingView(page);
  await view.open();
  const percent = (share: number) => (100 * share).toFixed(1);
  const { drawn, queryAccuracy, ci95, tasks } = MEASURED;
  const measured = page.locator('.how-often');
  for (const key of ['learnt', 'random', 'nearest'] as const) {
    await expect(measured).toContainText(`${percent(drawn[key])} ± ${percent(drawn.ci95[key])}%`);
  }
  await expect(measured).toContainText(`${drawn.tasks.toLocaleString('en')} tasks`);
  const choice = page.getByLabel('Network', { exact: true });
  await expect(choice.locator('option').first()).toHaveText(
    `Omniglot, 5-way 1-shot: ${percent(queryAccuracy[5])}%`,
  );
  await expect(
    page.getByText(`${percent(queryAccuracy[5])} ± ${percent(ci95[5])}% on ${tasks.toLocaleString('en')}`),
  ).toBeVisible();
  await choice.selectOption({ index: 1 });
  await expect(measured).toContainText('20 symbols drawn once');
});

for (const kind of ['touch', 'pen'] as const) {
  test(`a ${kind === 'touch' ? 'finger' : 'pen'} draws too, and the page keeps still under it`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 780 },
      hasTouch: true,
      locale: 'en',
    });
    const page = await context.newPage();
    const view = new DrawingView(page);
    await view.open();
    await drawOn(view.pad(1), cross, kind);
    await expect(view.pad(1)).toHaveAccessibleName('Pad for symbol 1, 2 lines');
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    // Turned, the drawing is still there, as large as its pad is now.
    await page.setViewportSize({ width: 780, height: 390 });
    const pad = view.pad(1);
    await expect(pad).toHaveAccessibleName('Pad for symbol 1, 2 lines');
    // Measured in one go: between two calls the pad may be drawn anew.
    const share = () =>
      pad.evaluate((sheet) => {
        const ink = sheet.querySelector('path')?.getBoundingClientRect().width ?? 0;
        return ink / sheet.getBoundingClientRect().width;
      });
    await expect.poll(share).toBeGreaterThan(0.55);
    await expect.poll(share).toBeLessThan(0.65);
    await context.close();
  });
}

test('drawings outlast a reload; sets are saved, opened, deleted and brought back', async ({ page }) => {
  const view = new DrawingView(page);
  await view.open();
  await view.drawSymbols([ring, cross]);
  const name = page.getByLabel('Name of this set');
  await name.fill('Runes');
  await name.press('Enter');
  await view.button('Save this set').click();
  await expect(view.button('Saved')).toBeVisible();
  await page.reload();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines', { timeout: 30_000 });
  await expect(view.button('Saved')).toBeVisible();

  await view.button('New set').click();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, blank');
  await page.getByText('Saved sets (1)').click();
  await view.button('Open Runes').click();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines');
  await view.button('Delete Runes').click();
  await expect(page.getByText('Saved sets (1)')).toHaveCount(0);
  await view.notice.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByText('Saved sets (1)')).toBeVisible();
  await view.button('Remove symbol 2').click();
  await expect(page.getByRole('heading', { name: 'Draw four symbols' })).toBeVisible();
  await view.notice.getByRole('button', { name: 'Bring it back' }).click();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines');
});

test('the largest set: a hundred drawings outlast a reload, and are no layers of the page', async ({
  page,
}) => {
  const view = new DrawingView(page);
  await view.open();
  for (let symbols = 5; symbols < 20; symbols++) await view.button('Add a symbol').click();
  await expect(view.button('Add a symbol')).toBeDisabled();
  for (let shots = 1; shots < 5; shots++) await view.button('Drawings of each: more').click();
  await view.button('Draw them for me').click();
  await expect(view.button('Draw them for me')).toBeDisabled();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Drawing 5 of .*20, drawn/ })).toBeVisible();

  const devtools = await page.context().newCDPSession(page);
  let layers: number | undefined;
  devtools.on('LayerTree.layerTreeDidChange', (event) => {
    layers = event.layers?.length;
  });
  await devtools.send('DOM.enable');
  await devtools.send('LayerTree.enable');
  await drawOn(view.query, ring);
  await expect.poll(() => layers).toBeGreaterThan(0);
  expect(layers).toBeLessThan(20);
});

test('the zip has Omniglot’s layout, reads as a data set, and opens again', async ({ page }) => {
  const view = new DrawingView(page);
  await view.open();
  await view.drawSymbols([ring, cross, zigzag]);
  const [download] = await Promise.all([page.waitForEvent('download'), view.button('Export as zip').click()]);
  expect(download.suggestedFilename()).toBe('My symbols.zip');
  const path = await download.path();
  const bytes = await readFile(path);
  const files = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
  expect(files.map(({ name }) => name).sort()).toEqual([
    'My symbols/character01/0001_01.png',
    'My symbols/character02/0002_01.png',
    'My symbols/character03/0003_01.png',
    'My symbols/drawings.json',
  ]);
  const { dataset, skipped } = await readDataset([{ path: 'My symbols.zip', file: new Blob([bytes]) }]);
  expect([dataset.characters.length, skipped]).toEqual([3, 0]);

  await view.button('New set').click();
  await expect(view.pad(3)).toHaveAccessibleName('Pad for symbol 3, blank');
  await page
    .getByLabel('Open a zip')
    .setInputFiles({ name: 'my.zip', mimeType: 'application/zip', buffer: bytes });
  await expect(view.pad(3)).toHaveAccessibleName('Pad for symbol 3, one line');
  const ink = dataset.pixels.subarray(2 * 784, 3 * 784).filter((grey) => grey < 127).length;
  await expect.poll(() => view.seen(3)).toBe(ink);
  await page.getByLabel('Open a zip').setInputFiles({
    name: 'holiday.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK'),
  });
  await expect(view.notice).toContainText('holiday.zip holds no set that was drawn here.');
  await expect(view.pad(3)).toHaveAccessibleName('Pad for symbol 3, one line');
});

test('own symbols become training classes, and the run they train answers for them', async ({ page }) => {
  test.setTimeout(120_000);
  const view = new DrawingView(page);
  await view.open();
  await view.drawSymbols([ring, cross, zigzag]);
  await view.button('Use as training classes').click();
  await expect(view.notice).toContainText(
    '3 symbols join the meta-training classes of the invented alphabets.',
  );
  await view.notice.getByRole('button', { name: 'Begin a new run with them' }).click();
  await expect(page.getByText('3 of your symbols are training classes of the run.')).toBeVisible();

  await page.getByRole('link', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/969 characters/)).toBeVisible();
  await view.button('Start').click();
  const iteration = async () => Number(await page.locator('[data-iteration]').getAttribute('data-iteration'));
  await expect.poll(iteration, { timeout: 30_000 }).toBeGreaterThan(20);
  await view.button('Pause').click();
  await page.getByRole('link', { name: 'Draw your own', exact: true }).click();
  await page.getByLabel('Network', { exact: true }).selectOption({ label: 'This page’s own run' });
  await expect(page.getByText(/^Iteration \d+/)).toBeVisible();
  await view.adapt(3);
  await drawOn(view.query, again(cross));
  await expect(view.verdict.locator('.draw-says')).toHaveText(/^symbol \d, \d+%$/);

  // A shipped network takes the run's place only when that is agreed to.
  await page.getByLabel('Network', { exact: true }).selectOption({ index: 0 });
  await view.button('Load into Train').click();
  await expect(view.notice).toContainText('This network takes the place of the run.');
  await view.notice.getByRole('button', { name: 'Load it into Train' }).click();
  await expect.poll(iteration, { timeout: 30_000 }).toBe(16_000);
});

test('a person’s own checkpoint adapts; a file that is none is refused', async ({ page }) => {
  const view = new DrawingView(page);
  await view.open();
  await view.drawSymbols([ring, cross]);
  const input = page.getByLabel('Open a checkpoint');
  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('none') });
  await expect(view.notice).toContainText('notes.txt is no checkpoint of this page.');
  const buffer = await readFile('public/checkpoints/omniglot-20-way-1-shot.safetensors');
  await input.setInputFiles({ name: 'mine.safetensors', mimeType: 'application/octet-stream', buffer });
  await expect(page.getByLabel('Network', { exact: true })).toHaveValue('file');
  await expect(page.getByText(/Learnt 20 classes at a time, for 12,000 iterations/)).toBeVisible();
  await view.adapt(2);
  await drawOn(view.query, again(ring));
  await expect(view.verdict.locator('.draw-says')).toHaveText(/^symbol 1, \d+%$/);
});

test('a shipped network that is slow can be cancelled; one that does not arrive is told of, and tried again', async ({
  page,
}) => {
  const view = new DrawingView(page);
  const weights = '**/omniglot-5-way-1-shot.safetensors';
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(weights, async (route) => {
    await released;
    await route.fulfill({ status: 503 });
  });
  await view.open();
  await view.drawSymbols([ring, cross]);
  await view.button('Adapt').click();
  await view.button('Cancel').click();
  await expect(view.button('Adapt')).toBeFocused();
  await expect(view.button('Cancel')).toHaveCount(0);
  await view.button('Adapt').click();
  release();
  await expect(view.notice).toContainText('The network cannot be had');
  await page.unroute(weights);
  await view.adapt(2);
  await expect(view.notice).toHaveCount(0);
});

test('by keys alone: an example, every step of it, and back to one’s own', async ({ page }) => {
  const view = new DrawingView(page);
  await view.open();
  await view.button('Draw them for me').focus();
  await page.keyboard.press('Enter');
  await expect(view.pad(5)).toHaveAccessibleName(/line/);
  await expect(view.button('Adapt')).toBeEnabled();
  await view.button('Adapt').focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Adapted to 5 symbols.')).toBeAttached({ timeout: 30_000 });
  // The key's place is not lost while the button changes.
  await expect(view.button('Adapt again')).toBeFocused();
  await view.button('Draw one for me').focus();
  await page.keyboard.press('Enter');
  await expect(view.verdict.locator('.draw-says')).toHaveText(/^symbol \d, \d+%$/);
  await expect(page.getByText(/^This is symbol \d, drawn by another hand\.$/)).toBeVisible();
});

test('axe finds nothing, in either theme and language, on a phone, blank and answered', async ({
  browser,
}) => {
  test.setTimeout(90_000);
  for (const [lang, theme, width] of [
    ['en', 'light', 1366],
    ['zh', 'dark', 1366],
    ['zh', 'light', 360],
    ['en', 'dark', 360],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: 768 } });
    const page = await context.newPage();
    const look = `${lang} ${theme} ${width}`;
    await page.goto(`./?view=draw&lang=${lang}&theme=${theme}&${LIGHT}`);
    await expect(page.locator('.how-often')).toBeVisible({ timeout: 30_000 });
    expect(await findViolations(page), `${look}, at first`).toEqual([]);
    await page.getByRole('button', { name: /^Or see an example|^或者先看/ }).click();
    await expect(page.locator('.draw-says')).toBeVisible({ timeout: 30_000 });
    expect(await findViolations(page), `${look}, answered`).toEqual([]);
    const across = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await across(), look).toBeLessThanOrEqual(0);
    const pressed = page.locator('.draw :is(button, select, label.button)');
    for (const target of width < 600 ? await pressed.all() : []) {
      const box = await target.boundingBox();
      expect(box?.height, await target.ariaSnapshot()).toBeGreaterThanOrEqual(40);
    }
    // The curve is as wide as its place, after a turn of the phone too.
    await page.setViewportSize({ width: width + 200, height: 700 });
    const share = () =>
      page.locator('.loss-curve').evaluate((place) => {
        const marks = [...place.querySelectorAll('circle')].map((mark) => mark.getBoundingClientRect().x);
        return (Math.max(...marks) - Math.min(...marks)) / place.getBoundingClientRect().width;
      });
    await expect.poll(share, look).toBeGreaterThan(0.7);
    await context.close();
  }
});

test('alone in a frame, and on a projector, it is whole', async ({ page }) => {
  const view = new DrawingView(page);
  for (const [search, width, height] of [
    [`?embed=draw&${LIGHT}`, 1100, 640],
    [`?embed=draw&${LIGHT}`, 700, 500],
    [`?view=draw&present=1&${LIGHT}`, 1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await view.open(search);
    const across = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(across).toBeLessThanOrEqual(0);
    await expect(view.button('Save this set')).toBeHidden();
    const tools = view.button('Clear symbol 1');
    const section = await page.locator('.draw-pads').boundingBox();
    const box = await tools.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(section!.x + section!.width);
    expect(await findViolations(page), search).toEqual([]);
  }
});
