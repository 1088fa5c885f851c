import { en } from '../../src/ui/i18n/en/index.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

// Every algorithm from the page's own menu: it meta-trains, what it has learnt adapts, and its program is its own.

const SMALL = '?data=invented&preset=quick&filters=8&queries=2&backend=wasm&lang=en';

test('each algorithm is chosen, trains, shows its film and writes its own program', async ({ page }) => {
  test.setTimeout(240_000);
  const playground = new Playground(page);
  await playground.open(SMALL);
  const menu = page.getByRole('combobox', { name: 'Algorithm' });
  const notice = playground.notice;
  for (const [name, words] of Object.entries(en.algorithms)) {
    await menu.selectOption(name);
    // Learnt rates are another network's; the run before it makes way.
    const anew = notice.getByRole('button', { name: 'New network' });
    if (name === 'meta-sgd') await anew.click();
    await expect.poll(() => playground.option('algorithm')).toBe(name === 'maml' ? null : name);
    await expect(menu).toHaveValue(name);
    await expect(menu.locator(`option[value="${name}"]`)).toHaveText(words);
    const before = await playground.iteration();
    await playground.button('Start').click();
    await playground.reach(name === 'meta-sgd' ? 3 : before + 3);
    await playground.button('Pause').click();
    await expect(playground.button('Start')).toBeVisible();
    await expect(playground.chart('Query loss')).toContainText(/at meta-iteration \d+: \d/);

    await page.getByRole('button', { name: en.export.showCode, exact: true }).click();
    const code = page.getByRole('dialog');
    await expect(code).toContainText(`"algorithm": "${name}"`);
    await page.keyboard.press('Escape');
    await expect(code).toHaveCount(0);

    await page.getByRole('link', { name: 'Filmstrip', exact: true }).click();
    await expect(page.getByRole('group', { name: /^This network, step 1:/ })).toBeVisible();
    await page.getByRole('link', { name: 'Train', exact: true }).click();
  }
});

test('Reptile with one inner step is called what it is', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SMALL}&algorithm=reptile`);
  await expect(page.getByText(en.settings.jointTraining)).toBeVisible();
  await page.getByRole('button', { name: 'Steps: more' }).click();
  await expect(page.getByText(en.settings.jointTraining)).toHaveCount(0);
});
