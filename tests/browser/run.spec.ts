import { expect, test } from '@playwright/test';
import { blameable, describeTasks, longTasksDuring } from './support/long-tasks.ts';
import { Playground } from './support/playground.ts';

test('Start shows a first accuracy point within 10 s, on the default settings', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(0);
  const pressed = performance.now();
  await playground.button('Start').click();
  // One line per inner step, each with its disc and value at its end.
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(6, { timeout: 10_000 });
  await expect(playground.chart('Query accuracy')).toContainText(/now: \d+%/);
  const seconds = (performance.now() - pressed) / 1000;
  test.info().annotations.push({ type: 'first point', description: `${seconds.toFixed(1)} s` });
  console.log(`First accuracy point ${seconds.toFixed(1)} s after Start`);
  expect(await playground.iteration()).toBeGreaterThanOrEqual(1);
});

test('Pause, Step and Reset take effect within one meta-iteration', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=8');
  await playground.button('Start').click();
  await playground.reach(3);

  await playground.button('Pause').click();
  await expect(playground.button('Start')).toBeVisible();
  await page.waitForTimeout(300);
  const paused = await playground.iteration();
  // Many times what an iteration takes.
  await page.waitForTimeout(1000);
  expect(await playground.iteration()).toBe(paused);

  await playground.button('One iteration').click();
  await expect.poll(() => playground.iteration()).toBe(paused + 1);
  await page.waitForTimeout(700);
  expect(await playground.iteration()).toBe(paused + 1);

  await playground.button('Reset').click();
  await expect.poll(() => playground.iteration()).toBe(0);
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(0);
});

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
  await expect(page.getByRole('group', { name: 'Shots' })).toContainText('2');
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
    await expect(chart).toContainText(/now: \d/);
    return chart.locator('p').first().textContent();
  };
  const once = await firstPoint();
  expect(await firstPoint()).toBe(once);
});

test('the main thread stays free from Start on, while the network trains', async ({ page }) => {
  test.setTimeout(90_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.settled();
  const tasks = await longTasksDuring(page, async () => {
    await playground.button('Start').click();
    await page.waitForTimeout(10_000);
  });
  console.log(`Main-thread tasks over 16 ms in 10 s of training: ${describeTasks(tasks)}`);
  expect(blameable(tasks)).toEqual([]);
});
