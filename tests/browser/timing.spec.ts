import { blameable, describeTasks, longTasksDuring } from './support/long-tasks.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

// A first visit: the browser has nothing of the page yet.
test.use({ ownContext: true });

// What takes how long: run alone, since others beside it would slow it down.

test('Start shows a first accuracy point within 10 s, on the default settings', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(0);
  const pressed = performance.now();
  await playground.button('Start').click();
  // One line per inner step, each with its disc and value at its end.
  await expect(playground.chart('Query accuracy').locator('.end-label')).toHaveCount(6, { timeout: 10_000 });
  await expect(playground.chart('Query accuracy')).toContainText(/at meta-iteration [\d,]+: \d+%/);
  const seconds = (performance.now() - pressed) / 1000;
  test.info().annotations.push({ type: 'first point', description: `${seconds.toFixed(1)} s` });
  console.log(`First accuracy point ${seconds.toFixed(1)} s after Start`);
  expect(await playground.iteration()).toBeGreaterThanOrEqual(1);
});

test('the main thread stays free from Start on, while the network trains', async ({ page }) => {
  test.setTimeout(90_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.settled();
  const tasks = await longTasksDuring(page, async () => {
    await playground.button('Start').click();
    await playground.reach(60, 60_000);
  });
  console.log(`Main-thread tasks over 16 ms in 60 meta-iterations: ${describeTasks(tasks)}`);
  expect(blameable(tasks)).toEqual([]);
});
