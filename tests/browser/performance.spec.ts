import type { Page } from '@playwright/test';
import { valuesKept } from './support/kept.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

const SEARCH = '?preset=quick&filters=8&evaluate-every=20&evaluate-tasks=8';

/** What trials have found, as the browser keeps it: to the last digit, so that a new one is told from an old. */
const trialsKept = (page: Page) => valuesKept(page, 'maml-playground-trials', 'trials');

test('a trial chooses the backend, says why, and is remembered', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.settled();
  const first = await playground.backendHint();
  // The tests' browser draws WebGL with the processor: recognised, and not tried.
  expect(first).toMatch(
    /^WebAssembly \d+(\.\d+)? it\/s: using WebAssembly\. The browser draws WebGL with the processor/,
  );

  const kept = await trialsKept(page);
  expect(kept).toEqual([[{ backend: 'wasm', iterationsPerSecond: expect.any(Number) }]]);

  await playground.open(SEARCH);
  await playground.settled();
  expect(await playground.backendHint()).toBe(first);
  expect(await trialsKept(page)).toEqual(kept);

  // Another network is another workload.
  await playground.open(SEARCH.replace('filters=8', 'filters=9'));
  await playground.settled();
  expect(await trialsKept(page)).toHaveLength(2);
});

test('the performance view adds up, measures again, and the run goes on', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.button('Start').click();
  await playground.reach(2);
  const view = await playground.openPerformance();
  const rows = view.getByRole('table').locator('tbody tr');
  await expect(rows.filter({ hasText: 'Conv' }).first()).toBeVisible();
  const cells = (column: number) => rows.locator(`td:nth-of-type(${column})`).allTextContents();
  const total = async (column: number) =>
    Number.parseFloat((await view.locator(`tfoot td:nth-of-type(${column})`).textContent()) ?? '');
  const sum = (texts: string[]) => texts.reduce((all, text) => all + Number.parseFloat(text), 0);
  // Milliseconds are rounded to a tenth, calls not at all.
  const milliseconds = await cells(1);
  expect(Math.abs(sum(milliseconds) - (await total(1)))).toBeLessThan(0.1 * (milliseconds.length + 1));
  expect(sum(await cells(3))).toBe(await total(3));
  await expect(view.locator('.figures div').filter({ hasText: 'Threads' })).toHaveText(/Threads\s*[1-9]/);

  const before = await trialsKept(page);
  await view.getByRole('button', { name: 'Measure again' }).click();
  await expect.poll(() => trialsKept(page)).not.toEqual(before);
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.reach((await playground.iteration()) + 2);
});

test('a person may overrule the trial, and the run is taken along', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.button('One iteration').click();
  await playground.reach(1);
  await page.getByText('More settings').click();
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('Plain JavaScript');
  await expect(page.getByRole('button', { name: 'CPU, worker' })).toBeVisible();
  await expect.poll(() => playground.option('backend')).toBe('cpu');
  await playground.button('One iteration').click();
  await playground.reach(2);
});

test('no tensor is left behind: as many live after iteration 2 as after 60', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.settled();
  const liveTensors = async () => {
    const view = await playground.openPerformance();
    await expect(view.getByRole('table')).toBeVisible();
    const figures = await view
      .locator('.figures div')
      .filter({ hasText: /Live tensors|Their memory/ })
      .allTextContents();
    await page.keyboard.press('Escape');
    return figures;
  };
  await playground.button('One iteration').click();
  await playground.reach(1);
  // A profile's own tensors stay for the next one.
  await liveTensors();
  await playground.button('One iteration').click();
  await playground.reach(2);
  const after2 = await liveTensors();
  await playground.button('Start').click();
  await playground.reach(60);
  await playground.button('Pause').click();
  await expect(playground.button('Start')).toBeVisible();
  expect(await liveTensors()).toEqual(after2);
});
