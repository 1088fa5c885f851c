import type { Page } from '@playwright/test';
import { makeArchive } from './support/archive.ts';
import { Playground, zipFile } from './support/playground.ts';
import { expect, test } from './support/test.ts';

// A first visit: the browser has nothing of the page yet.
test.use({ ownContext: true });

const SEARCH = '?data=invented&preset=quick&filters=8&backend=wasm';

/** Has the server fail at the first `times` requests for each script whose name begins with one of `names`. */
async function stumble(page: Page, names: string[], times: number): Promise<Map<string, number>> {
  const asked = new Map<string, number>();
  await page.route(new RegExp(`/assets/(${names.join('|')})-`), (route) => {
    const name = names.find((each) => route.request().url().includes(`/${each}-`)) ?? '';
    const count = (asked.get(name) ?? 0) + 1;
    asked.set(name, count);
    return count > times ? route.fallback() : route.fulfill({ status: 503 });
  });
  return asked;
}

test('workers whose scripts fail once are tried again; what fails later beside the training leaves it alone', async ({
  page,
}) => {
  const playground = new Playground(page);
  const workers = ['engine.worker', 'data.worker', 'webgl2.worker'];
  const asked = await stumble(page, workers, 1);
  await playground.open(SEARCH);
  await playground.button('Start').click();
  await playground.reach(2);
  for (const name of workers) expect(asked.get(name), name).toBeGreaterThan(1);

  const goesOn = async () => playground.reach((await playground.iteration()) + 2);
  await page.unrouteAll();
  await stumble(page, ['data.worker'], 100);
  await playground.archiveInput.setInputFiles(
    zipFile('images_background.zip', await makeArchive({ alphabets: 2, characters: 12, drawings: 6 })),
  );
  await expect(playground.notice).toContainText('The part of the page that prepares drawings');
  await goesOn();

  const training = page.workers().find((worker) => worker.url().includes('engine.worker'));
  await training?.evaluate(() => {
    setTimeout(() => {
      throw new Error('a stray error');
    });
  });
  await expect(playground.notice).toContainText('Something beside the training failed');
  await expect(playground.notice).toContainText('a stray error');
  await goesOn();
  await playground.button('Pause').click();
  await expect(playground.button('Start')).toBeVisible();

  await page.unrouteAll();
  await playground.archiveInput.setInputFiles(
    zipFile('images_background.zip', await makeArchive({ alphabets: 2, characters: 12, drawings: 6 })),
  );
  await expect(page.getByText('24 characters × 6 drawers')).toBeVisible();
});

test('a page whose workers did not come at all works once the server is back', async ({ page }) => {
  const playground = new Playground(page);
  await stumble(page, ['engine.worker', 'data.worker'], 100);
  await page.goto(`./${SEARCH}`);
  await expect(playground.notice).toContainText('could not be loaded');
  await page.unrouteAll();
  await playground.button('Start').click();
  await playground.reach(1);
});

test('the rest of the page is loaded when the connection is back, while the run goes on', async ({
  page,
  context,
}) => {
  const playground = new Playground(page);
  await playground.open(SEARCH);
  await playground.button('Start').click();
  await playground.reach(1);
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Filmstrip' }).click();
  const failure = page.getByRole('main').getByRole('alert');
  await expect(failure).toContainText('This part of the page could not be loaded.');
  await playground.reach((await playground.iteration()) + 2);
  await page.getByRole('link', { name: 'Lesson' }).click();
  await expect(failure).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.katex').first()).toBeVisible();
  await playground.reach((await playground.iteration()) + 2);
});

test('a page that may not use WebAssembly trains in JavaScript, and says so', async ({ page }) => {
  // Workers go by the policy that comes with their own script.
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'self' 'unsafe-inline'" };
    await route.fulfill({ response, headers });
  });
  const playground = new Playground(page);
  await playground.open('?data=invented&preset=quick&filters=8');
  await playground.button('Start').click();
  await playground.reach(1);
  expect(await playground.backendHint()).toContain('no WebAssembly with SIMD, or may not use it here');
});

test('a browser without WebAssembly trains in JavaScript', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.route('**/*.worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `Reflect.deleteProperty(globalThis, 'WebAssembly');\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  const playground = new Playground(page);
  await playground.open('?data=invented&preset=quick&filters=8&backend=cpu');
  await playground.button('Start').click();
  await playground.reach(1);
  await expect(playground.notice).toHaveCount(0);
});
