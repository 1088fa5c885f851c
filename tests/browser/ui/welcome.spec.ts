import { expect, type Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { overflow, test } from './harness.ts';

// What somebody sees who comes for the first time: one sentence, its sources, and a door to the lesson.

const welcome = (page: Page) => page.getByRole('region', { name: 'What this is' });

async function withinSight(page: Page, selectors: string[]): Promise<void> {
  for (const selector of selectors) {
    await expect(page.locator(selector).first(), selector).toBeInViewport({ ratio: 1 });
  }
}

test('a newcomer reads what this is in one sentence, and nothing is pushed out of sight', async ({
  page,
  show,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await show('empty');
  const sentence = welcome(page).getByRole('paragraph');
  await expect(sentence).toHaveText(/^Watch .* MAML, Model-Agnostic Meta-Learning .*\.$/);
  const href = (name: string) => welcome(page).getByRole('link', { name }).getAttribute('href');
  expect(await href('Finn et al. 2017')).toBe('https://arxiv.org/abs/1703.03400');
  expect(await href('Omniglot')).toBe('https://github.com/brendenlake/omniglot');
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1366, height: 768 },
  ]) {
    await page.setViewportSize(size);
    expect(await overflow(page), `${size.width}`).toEqual({ across: 0, down: 0 });
    await withinSight(page, ['.run-buttons', '.welcome', '.loops', '.chart']);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect((await overflow(page)).across).toBe(0);
  await withinSight(page, ['.run-buttons .big', '.welcome', '.picture']);
  expect(await findViolations(page)).toEqual([]);
  await welcome(page).getByRole('link', { name: '10 minutes' }).click();
  await expect(page.getByRole('link', { name: 'Lesson', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
});

test('the welcome goes for good with a press or with the first run, and help keeps what it says', async ({
  page,
  show,
}) => {
  await show('empty');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(welcome(page)).toHaveCount(0);
  await show('empty');
  await expect(page.locator('[role=status][data-iteration]')).toContainText('learnt nothing yet');
  await expect(welcome(page)).toHaveCount(0);

  await page.evaluate(() => localStorage.clear());
  await show('empty');
  await welcome(page).getByRole('button', { name: 'Hide this sentence' }).click();
  await expect(welcome(page)).toHaveCount(0);
  await show('empty');
  await expect(page.locator('[role=status][data-iteration]')).toContainText('learnt nothing yet');
  await expect(welcome(page)).toHaveCount(0);

  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'What you see' });
  await expect(help.getByText('Model-Agnostic Meta-Learning')).toBeVisible();
  await expect(help.getByText('@software{maml_playground')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await help.getByRole('link', { name: '10 minutes' }).click();
  await expect(help).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Lesson', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
});
