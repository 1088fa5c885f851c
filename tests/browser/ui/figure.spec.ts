import { expect, type Page } from '@playwright/test';
import { test } from './harness.ts';

// What the figure and the filmstrip say of their own numbers, over made-up states.

const SIZES = [
  [1366, 768],
  [1100, 700],
  [820, 1180],
  [360, 740],
] as const;

/** Whether two parts of the page, where both are there, keep clear of each other. */
async function areApart(page: Page, ...names: [string, string]): Promise<boolean> {
  return page.evaluate(([a, b]) => {
    const [one, other] = [a, b].map((name) => document.querySelector(name)?.getBoundingClientRect());
    if (!one?.height || !other?.height) return true;
    return one.bottom <= other.top || other.bottom <= one.top;
  }, names);
}

test('a figure that the settings have left behind is grey, and says when and with which rate it was measured', async ({
  page,
  show,
}) => {
  await show('running');
  const status = page.getByRole('status').and(page.locator('[data-iteration]'));
  const note = page.getByText('Grey: measured at iteration 1,240 with α 0.1; settings have changed since.');
  const line = page.locator('.curve .learnt-line').last();
  const colour = () => line.evaluate((path) => getComputedStyle(path).stroke);
  const grey = () =>
    page
      .locator('.cell .probability')
      .last()
      .evaluate((text) => getComputedStyle(text).color);
  const before = [await colour(), await grey()];
  const rate = page.getByLabel('Inner learning rate, number');
  await rate.fill('2');
  await rate.press('Enter');
  await expect(status).toContainText('At iteration 1,240, with α 0.1, it got 93% right.');
  await expect(status).toContainText('not yet measured with these');
  await expect(status).not.toContainText('it gets');
  await expect(note).toBeVisible();
  expect(await colour()).not.toBe(before[0]);
  expect(await grey()).not.toBe(before[1]);

  // What adaptation does not depend on leaves the figure true.
  await rate.fill('0.1');
  await rate.press('Enter');
  await expect(note).toHaveCount(0);
  await page.getByLabel('Outer learning rate, number').fill('0.01');
  await page.getByLabel('Outer learning rate, number').press('Enter');
  await expect(status).toContainText('it gets 93% right.');
  expect([await colour(), await grey()]).toEqual(before);

  await page.getByRole('button', { name: 'Queries: fewer' }).click();
  await expect(note).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(note).toBeVisible();
});

test('the figure says how much of the task is seen, how sure an answer is, and how the task was chosen', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running');
  const words = {
    en: [
      '1 of 5 query drawings shown.',
      'sure',
      'the first on which the random start does about as well as on average',
    ],
    zh: ['每类 5 张查询图中的 1 张', '置信度', '第一个让随机初始化的表现接近平均的'],
  } as const;
  for (const lang of ['en', 'zh'] as const) {
    const [shown, sure, chosen] = words[lang];
    await switchTo('running', { lang });
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      const note = page.locator('.task-note .hinted');
      await expect(note, `${width}`).toContainText(shown);
      await expect(note).toBeVisible();
      await expect(page.locator('figure .sure')).toHaveText(sure);
      await expect(page.locator('figure .sure')).toBeVisible();
      await note.hover();
      await expect(page.getByRole('tooltip').filter({ visible: true })).toContainText(chosen);
      await expect.poll(() => areApart(page, '.theta-note', '.task-note'), `${lang} ${width}`).toBe(true);
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await switchTo('running', { lang: 'en', present: 1 });
  await expect(page.getByText('1 of 5 query drawings shown.')).toBeVisible();
  await switchTo('running', { lang: 'en', ways: 20, shots: 5 });
  await expect(
    page.getByText('5 of 20 symbols, 1 of 5 support drawings, 1 of 5 query drawings shown.'),
  ).toBeVisible();
  expect(await areApart(page, '.theta-note', '.task-note')).toBe(true);
  await expect(page.getByRole('img', { name: 'Symbol 1, step 5: it says 1, 99% sure, right' })).toBeVisible();
});

test('two shots are two drawings of each symbol, not one drawing twice', async ({ page, show, switchTo }) => {
  await show('running', { shots: 2 });
  const status = page.getByRole('status').and(page.locator('[data-iteration]'));
  await expect(status).toContainText('Shown two drawings of each symbol, it gets 93% right.');
  await switchTo('running', { shots: 5 });
  await expect(status).toContainText('Shown 5 drawings of each symbol, it gets 93% right.');
  await switchTo('running', { shots: 2, lang: 'zh' });
  await expect(status).toContainText('每个符号只看 2 张图');
});

test('the filters’ scale is drawn as they are, in either theme', async ({ page, show, switchTo }) => {
  await show('running', { view: 'filmstrip' });
  for (const theme of ['light', 'dark'] as const) {
    await switchTo('running', { view: 'filmstrip', theme });
    const scale = page.locator('.filter-scale');
    await expect(scale).toHaveText(/^below 0\s+above 0$/);
    const [ends, lowest, highest] = await page.evaluate(() => {
      const bar = document.querySelector('.filter-scale i')!;
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.filters')!;
      // The largest weight of all is painted in full ink, its opposite, if any, as paper.
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const greys: number[] = [];
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) greys.push(data[i]);
      return [getComputedStyle(bar).backgroundImage, Math.min(...greys), Math.max(...greys)];
    });
    const [from, to] = [...String(ends).matchAll(/rgb\((\d+)/g)].map(([, red]) => Number(red));
    // Light: from paper, light, to ink, dark. Dark: the other way round.
    expect(Math.sign(to - from)).toBe(theme === 'light' ? -1 : 1);
    expect(Math.min(from, to)).toBeLessThanOrEqual(Number(lowest));
    expect(Math.max(from, to)).toBeGreaterThanOrEqual(Number(highest));
  }
});

test('an untrained run’s filmstrip leads to the network that comes with the page, and back', async ({
  page,
  show,
}) => {
  await show('empty', { view: 'filmstrip' });
  await expect(page.getByText('both rows are the same')).toBeVisible();
  await page.getByRole('button', { name: 'See a meta-trained network' }).click();
  await expect(
    page.getByText('comes with the page, meta-trained on Omniglot, iteration 16,000, α 0.4'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train from a random start' })).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^Symbol 1, drawing 1: it says \d, \d+% sure, right$/ }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Back to the random start' }).click();
  await expect(page.getByText('both rows are the same')).toBeVisible();
  await page.getByRole('button', { name: 'Episode 1, validation characters' }).hover();
  await expect(page.getByRole('tooltip').filter({ visible: true })).toContainText('played no part');
});
