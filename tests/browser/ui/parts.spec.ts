import { expect, type Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { test } from './harness.ts';

/** Takes the server away from a part's script until it is given back. */
async function without(page: Page, part: string): Promise<() => Promise<void>> {
  const address = `**/assets/${part}-*.js`;
  await page.route(address, (route) => route.abort('internetdisconnected'));
  return () => page.unroute(address);
}

/** Has a part's script show a component that fails. */
const breakPart = (page: Page, part: string) =>
  page.route(`**/assets/${part}-*.js`, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export default () => { throw new Error("no such drawing"); };',
    }),
  );

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const alert = (page: Page) => page.getByRole('main').getByRole('alert');

/** How many meta-iterations the page says are done. */
const counted = async (page: Page) =>
  Number(await page.locator('[role=status][data-iteration]').getAttribute('data-iteration'));

/** The run goes on, and can be paused from here. */
async function expectRunInReach(page: Page): Promise<void> {
  const before = await counted(page);
  await expect.poll(() => counted(page)).toBeGreaterThan(before);
  await button(page, 'Pause').click();
  await expect(button(page, 'Start')).toBeVisible();
}

test('a view that does not load leaves the run in reach, and comes at a further try', async ({
  page,
  show,
}) => {
  await show('running', { live: 1 });
  const giveBack = await without(page, 'FilmstripView');
  await tab(page, 'Filmstrip').click();
  await expect(alert(page)).toContainText('This part of the page could not be loaded.');
  await expect(alert(page)).toContainText('The run is not affected.');
  expect(await findViolations(page)).toEqual([]);
  await expectRunInReach(page);

  await button(page, 'Try again').click();
  await expect(alert(page)).toHaveCount(0);
  await expect(alert(page)).toBeVisible();
  await button(page, 'Go to Train').click();
  await expect(page.getByRole('region', { name: 'Query accuracy' })).toBeVisible();

  await tab(page, 'Filmstrip').click();
  await expect(alert(page)).toBeVisible();
  await giveBack();
  await button(page, 'Try again').click();
  await expect(page.getByRole('radio', { name: 'step 1', exact: true })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});

test('a view that fails takes nothing else with it', async ({ page, show }) => {
  await show('running', { live: 1 });
  await breakPart(page, 'DrawView');
  await tab(page, 'Draw your own').click();
  await expect(alert(page)).toContainText('This part of the page failed. The browser says: no such drawing');
  await expectRunInReach(page);
  await tab(page, 'Lesson').click();
  await expect(page.locator('.katex').first()).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  await tab(page, 'Draw your own').click();
  await expect(alert(page)).toBeVisible();
  await tab(page, 'Train').click();
  await expect(page.getByRole('region', { name: 'Query accuracy' })).toBeVisible();
});

test('the drawing view of the lesson fails alone', async ({ page, show }) => {
  const giveBack = await without(page, 'DrawView');
  await show('running', { view: 'lesson', lesson: 10, done: 1 });
  await expect(alert(page)).toContainText('could not be loaded');
  await expect(page.getByRole('heading', { name: 'Now with your own hand' })).toBeVisible();
  await giveBack();
  await button(page, 'Try again').click();
  await expect(page.getByRole('button', { name: 'Adapt', exact: true })).toBeVisible();
});

test('a dialog that does not load says so, comes at a further try, and gives the focus back', async ({
  page,
  show,
}) => {
  await show('running', { live: 1 });
  const giveBack = await without(page, 'ExportDialog');
  const opener = button(page, 'Export');
  await opener.click();
  const failure = page.getByRole('dialog');
  await expect(failure.getByRole('alert')).toContainText('This part of the page could not be loaded.');
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(failure).toHaveCount(0);
  await expect(opener).toBeFocused();

  await opener.click();
  await expect(failure).toBeVisible();
  await giveBack();
  await button(page, 'Try again').click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expectRunInReach(page);
});

test('a language that does not load leaves the one that is there, and comes at a further try', async ({
  page,
  show,
}) => {
  await show('running', { live: 1 });
  const giveBack = await without(page, 'zh');
  await page.getByRole('button', { name: /中文/ }).click();
  const strip = page.getByRole('region', { name: 'Notice' });
  await expect(strip).toContainText('中文 could not be loaded.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectRunInReach(page);
  await giveBack();
  await strip.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(button(page, '开始')).toBeVisible();
  await expect(strip).toHaveCount(0);
});

test('without any language the page says so in all of them, and comes at a further try', async ({
  page,
  harness,
}) => {
  const giveBack = await without(page, 'en');
  await page.goto(`${harness}?state=running&live=1`);
  await expect(page.getByRole('alert')).toContainText('The page could not be shown.');
  await expect(page.getByRole('alert')).toContainText('页面没能显示');
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await giveBack();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(button(page, 'Start')).toBeVisible();
});
