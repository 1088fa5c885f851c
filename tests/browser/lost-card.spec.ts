import { findChromium, QUIET, SOFTWARE_WEBGL } from '../../src/cli/chromium.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

// Composed as on a graphics card, whose process is then ended.
test.use({
  launchOptions: { executablePath: findChromium() ?? undefined, args: [...QUIET, ...SOFTWARE_WEBGL] },
});

test('a graphics card that is taken away is replaced, and the run goes on from what was kept', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const playground = new Playground(page);
  // First order has fewer shaders, which are compiled twice here.
  await playground.open(
    '?preset=quick&filters=8&ways=2&queries=1&meta-batch=1&algorithm=fomaml&backend=webgl',
  );
  await playground.button('Start').click();
  await playground.reach(3, 90_000);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  // The command's own answer is lost with the process that it ends.
  browser?.send('Browser.crashGpuProcess').catch(() => {});
  await expect(playground.notice).toContainText('The graphics card was taken away for a moment');
  await expect(playground.notice).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'WebGL, worker' })).toBeVisible();
  await playground.reach((await playground.iteration()) + 3, 90_000);
});
