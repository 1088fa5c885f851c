import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blameable, describeTasks, longTasksDuring } from './support/long-tasks.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';

// A first visit: the browser has nothing of the page yet.
test.use({ ownContext: true });

// The real archives are not part of the project: these tests exist where OMNIGLOT_DIR names their folder,
// and `npm test` says so where it does not.
const folder = process.env.OMNIGLOT_DIR;
const archive = (name: string) => join(folder ?? '', name);

if (folder && existsSync(archive('omniglot_standard.zip'))) {
  test('the whole Omniglot loads without holding up the page, and is there at once on the next visit', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const playground = new Playground(page);
    await playground.open('?preset=quick&filters=8');
    await playground.settled();
    const tasks = await longTasksDuring(page, async () => {
      const chosen = performance.now();
      await playground.archiveInput.setInputFiles(archive('omniglot_standard.zip'));
      await expect(page.getByText('1,623 characters × 20 drawers')).toBeVisible({ timeout: 60_000 });
      const seconds = (performance.now() - chosen) / 1000;
      console.log(`omniglot_standard.zip: ready ${seconds.toFixed(1)} s after the choice`);
    });
    console.log(`Main-thread tasks over 16 ms meanwhile: ${describeTasks(tasks)}`);
    expect(blameable(tasks)).toEqual([]);

    await playground.open('?preset=quick&filters=8');
    await expect(page.getByText('1,623 characters × 20 drawers')).toBeVisible();
    await playground.button('Start').click();
    await playground.reach(2);
  });

  test('the two official archives load together', async ({ page }) => {
    test.setTimeout(120_000);
    const playground = new Playground(page);
    await playground.open('?preset=quick&filters=8');
    await playground.archiveInput.setInputFiles([
      archive('images_background.zip'),
      archive('images_evaluation.zip'),
    ]);
    await expect(page.getByText('1,623 characters × 20 drawers')).toBeVisible({ timeout: 60_000 });
  });
}
