import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import JSZip from 'jszip';
import { readDataset } from '../../../src/data/index.ts';
import { DrawingView } from '../support/drawing.ts';
import { drawOn, SYMBOLS } from '../support/hand.ts';
import { painted, test } from './harness.ts';

// The drawing view over networks that never were: all that a person does there but what these answer.

const MEASURED = JSON.parse(
  await readFile('public/checkpoints/omniglot-5-way-1-shot.run.json', 'utf8'),
).measured;

const { ring, cross, zigzag } = SYMBOLS;

test('what it says of itself is what was measured', async ({ page, show }) => {
  await show('running', { view: 'draw', shipped: 1 });
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

test.describe(() => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true });

  for (const kind of ['touch', 'pen'] as const) {
    test(`a ${kind === 'touch' ? 'finger' : 'pen'} draws too, and the page keeps still under it`, async ({
      page,
      show,
    }) => {
      const view = new DrawingView(page);
      await show('running', { view: 'draw' });
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
    });
  }
});

test('a line that begins or ends beside its pad is drawn on it only, and selects no words', async ({
  page,
  show,
}) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw' });
  const { x, y, width, height } = (await view.pad(2).boundingBox())!;
  await page.mouse.move(x - 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  await page.mouse.move(x + 4 * width, y + height / 2, { steps: 8 });
  await page.mouse.move(x + 4 * width, y - height / 2, { steps: 4 });
  await page.mouse.move(x + width / 2, y + height / 4, { steps: 8 });
  await page.mouse.up();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines');
  const ink = await view.pad(2).locator('path').getAttribute('d');
  const points = [...ink!.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, ...point]) => point.map(Number));
  // It meets the border where it crosses it, and does not run along.
  const atBorder = points.filter((point) => point.some((value) => value < 0.5 || value > 104.5));
  expect(atBorder.length).toBeGreaterThanOrEqual(2);
  expect(atBorder.length).toBeLessThanOrEqual(4);
  // Neither does a stroke between two pads that meets none.
  await page.mouse.move(x - 14, y);
  await page.mouse.down();
  await page.mouse.move(x - 14, y + 3 * height, { steps: 4 });
  await page.mouse.move(x + 3 * width, y + 3 * height, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => window.getSelection()?.toString())).toBe('');
});

test('drawings outlast a reload; sets are saved, opened, deleted and brought back', async ({
  page,
  show,
}) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw', kept: 1 });
  await view.drawSymbols([ring, cross]);
  const name = page.getByLabel('Name of this set');
  await name.fill('Runes');
  await name.press('Enter');
  await view.button('Save this set').click();
  await expect(view.button('Saved')).toBeVisible();
  await page.reload();
  await expect(view.pad(2)).toHaveAccessibleName('Pad for symbol 2, 2 lines');
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

test('the zip has Omniglot’s layout, reads as a data set, and opens again', async ({ page, show }) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw' });
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

test('by keys alone: an example, every step of it, and back to one’s own', async ({ page, show }) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw' });
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

test('after Adapt a phone leads on to the third step', async ({ page, show }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const view = new DrawingView(page);
  await show('running', { view: 'draw' });
  await view.button('Or symbols that look alike').click();
  const next = view.button('Next: draw one of them again');
  await next.click();
  await expect(page.getByRole('heading', { name: /Draw one of them again/ })).toBeFocused();
  await painted(page);
  await expect(view.query).toBeInViewport({ ratio: 1 });
  // Another drawing makes the answer old: first comes Adapt again.
  await view.button('Clear symbol 1').click();
  await expect(next).toHaveCount(0);
});
