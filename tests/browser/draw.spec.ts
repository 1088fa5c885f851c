import { readFile } from 'node:fs/promises';
import { DrawingView } from './support/drawing.ts';
import { again, drawOn, SYMBOLS } from './support/hand.ts';
import { expect, test } from './support/test.ts';

// The drawing view with its engine; what needs none is in ui/draw.spec.ts.

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
