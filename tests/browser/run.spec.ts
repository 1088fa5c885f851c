import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import JSZip from 'jszip';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

test('Pause, Step and Reset take effect within one meta-iteration', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=8');
  await playground.button('Start').click();
  await playground.reach(3);

  await playground.button('Pause').click();
  await expect(playground.button('Start')).toBeVisible();
  const paused = await playground.iteration();
  // A run that had gone on, or did more than it was asked for, would be further by now.
  for (const next of [paused + 1, paused + 2]) {
    await playground.button('One iteration').click();
    await expect.poll(() => playground.iteration()).not.toBe(next - 1);
    expect(await playground.iteration()).toBe(next);
  }

  const before = await runFile(page);
  await playground.button('Reset').click();
  await expect.poll(() => playground.iteration()).toBe(0);
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(0);

  // Weights, the optimiser's moments and all numbers come back to the last bit.
  await playground.notice.getByRole('button', { name: 'Bring it back' }).press('Enter');
  await expect.poll(() => playground.iteration()).toBe(paused + 2);
  await expect(playground.button('Start')).toBeFocused();
  await expect(playground.notice).toHaveCount(0);
  expect(await runFile(page)).toEqual(before);
});

/** All that the run's file holds; files without their dates. */
async function runFile(page: Page): Promise<Record<string, string>> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Run as one file as .maml.zip' }).click();
  const zip = await JSZip.loadAsync(readFileSync(await (await download).path()));
  await dialog.getByRole('button', { name: 'Close' }).click();
  const files = Object.values(zip.files).map(async (file) => [file.name, await file.async('base64')]);
  return Object.fromEntries(await Promise.all(files));
}

test('learning rates apply to the run under way and are in the address', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=8');
  await playground.button('Start').click();
  await playground.reach(2);
  const before = await playground.iteration();
  for (const [name, option] of [
    ['Inner learning rate', 'inner-lr'],
    ['Outer learning rate', 'outer-lr'],
  ] as const) {
    expect(playground.option(option)).toBeNull();
    await playground.slider(name).press('ArrowRight');
    await expect.poll(() => playground.option(option)).not.toBeNull();
    const shown = Number(await playground.slider(name).getAttribute('aria-valuetext'));
    expect(shown).toBeCloseTo(Number(playground.option(option)), 3);
  }
  await playground.reach(before + 2);
});

test('an absurd learning rate is told as divergence, with a way on', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=8&outer-lr=0.1&inner-lr=10');
  await playground.button('Start').click();
  await expect(playground.notice).toContainText('The usual cause is', { timeout: 45_000 });
  const stopped = await playground.iteration();
  await playground.notice.getByRole('button', { name: /go on/i }).click();
  await playground.reach(stopped + 1);
});

test('a reload repeats the settings of the address', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=8&seed=7&meta-batch=2');
  await page.getByRole('button', { name: 'Shots: more' }).click();
  await expect.poll(() => playground.option('shots')).toBe('2');
  const address = page.url();
  await page.reload();
  await playground.open(new URL(address).search);
  await expect(page.getByRole('spinbutton', { name: 'Shots' })).toHaveValue('2');
  expect(page.url()).toBe(address);
  expect(playground.option('seed')).toBe('7');
});

test('the same address gives the same numbers', async ({ page }) => {
  const playground = new Playground(page);
  const firstPoint = async () => {
    await playground.open('?preset=quick&filters=8&seed=5');
    await playground.button('One iteration').click();
    await playground.reach(1);
    const chart = playground.chart('Query loss');
    await expect(chart).toContainText(/at meta-iteration 1: \d/);
    return chart.locator('p').first().textContent();
  };
  const once = await firstPoint();
  expect(await firstPoint()).toBe(once);
});
