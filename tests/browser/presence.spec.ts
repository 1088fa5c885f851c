import type { Page } from '@playwright/test';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp, overflow } from './ui/harness.ts';

/** Small, and without the trial of every backend. */
const OPTIONS = '?preset=quick&filters=8&backend=wasm';

const view = (page: Page) => page.locator('.app').getAttribute('data-view');

const iteration = async (page: Page) =>
  Number(await page.locator('[role=status][data-iteration]').getAttribute('data-iteration'));

/** What of the header is cut off, runs out of the window, or lies over something else. */
async function crowded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const header = document.querySelector('header')!;
    const parts = [...header.querySelectorAll('.brand, .tabs a, .header-tools > *')].filter(
      (part) => part.getClientRects().length > 0,
    );
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const names = parts.map((part) => part.textContent || part.getAttribute('aria-label') || part.className);
    const trouble: string[] = [];
    boxes.forEach((box, i) => {
      if (box.right > window.innerWidth || box.left < 0) trouble.push(`${names[i]} is outside`);
      if (parts[i].scrollWidth > Math.ceil(box.width)) trouble.push(`${names[i]} is cut off`);
      for (let j = i + 1; j < boxes.length; j++) {
        const other = boxes[j];
        const over =
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1;
        if (over) trouble.push(`${names[i]} lies over ${names[j]}`);
      }
    });
    return trouble;
  });
}

for (const lang of ['en', 'zh'] as const) {
  onMadeUp(`the header has room for everything at every width: ${lang}`, async ({ page, show, switchTo }) => {
    await show('running', { lang });
    for (const width of [1366, 1280, 1024, 900, 768, 600, 360]) {
      await page.setViewportSize({ width, height: 768 });
      await expect.poll(() => crowded(page), { message: `${width} pixels` }).toEqual([]);
    }
    await switchTo('running', { lang, present: 1 });
    for (const [width, height] of [
      [1280, 720],
      [1024, 768],
      [1920, 1080],
    ]) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => crowded(page), { message: `projector, ${width} pixels` }).toEqual([]);
    }
  });

  onMadeUp(`no view scrolls sideways on the narrowest phone: ${lang}`, async ({ page, show }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await show('running', { lang });
    const tabs = page.locator('.tabs a');
    await expect(tabs.first()).toBeVisible();
    for (const tab of await tabs.all()) {
      await tab.click();
      await expect(tab).toHaveAttribute('aria-current', 'page');
      await expect(page.getByRole('main')).toBeVisible();
      await expect
        .poll(async () => (await overflow(page)).across, { message: (await tab.textContent()) ?? '' })
        .toBe(0);
    }
  });
}

test('what has no room in a tablet’s header is in its menu, which closes by itself', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 1100 });
  const playground = new Playground(page);
  await playground.open();
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.click();
  await page.getByLabel('Preset').selectOption('quick');
  await expect.poll(() => playground.option('preset')).toBe('quick');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Preset')).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('dialog', { name: 'What you see' })).toBeVisible();
});

onMadeUp('a projector has large type, the two rates, and nothing that scrolls', async ({ page, show }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await show('running', { present: 1 });
  await expect(page.getByRole('slider', { name: 'learning rate' })).toHaveCount(2);
  // The third one reads the chart.
  await expect(page.getByRole('slider')).toHaveCount(3);
  await expect(page.getByRole('complementary')).toHaveCount(0);
  const size = await page.evaluate(() =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  expect(size).toBeGreaterThan(19);
  expect(await overflow(page)).toEqual({ across: 0, down: 0 });
});

onMadeUp('a presentation has a button, a key, the whole screen and a way back', async ({ page, show }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  const root = page.locator('html');
  await show('running');
  await expect(button('Full screen')).toHaveCount(0);
  await button('Present').click();
  await expect(root).toHaveAttribute('data-present', '');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await button('Full screen').click();
  await expect.poll(isFull).toBe(true);
  await button('End full screen').click();
  await expect.poll(isFull).toBe(false);

  // Escape closes what lies over the page first.
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'What you see' });
  await expect(help).toContainText('present=1');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(root).toHaveAttribute('data-present', '');
  await page.keyboard.press('Escape');
  await expect(root).not.toHaveAttribute('data-present');

  await page.setViewportSize({ width: 800, height: 1100 });
  await button('Menu').click();
  await button('Present').click();
  await expect(root).toHaveAttribute('data-present', '');
  await button('End presentation').click();
  await expect(root).not.toHaveAttribute('data-present');
});

test('keys run, help and open views, which the run outlasts; typing is left alone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(OPTIONS);
  await playground.settled();
  await page.keyboard.press('Space');
  await playground.reach(1);

  const tabs = await page.locator('.tabs a').count();
  await page.keyboard.press(String(tabs));
  await expect.poll(() => playground.option('view')).toBe('lesson');
  await expect(page.locator('.tabs a').last()).toHaveAttribute('aria-current', 'page');
  const before = await playground.iteration();
  await playground.reach(before + 1);
  await page.goBack();
  await expect.poll(() => view(page)).toBe('train');
  await page.goForward();
  await expect.poll(() => view(page)).toBe('lesson');
  await page.keyboard.press('1');
  await expect.poll(() => view(page)).toBe('train');
  await page.keyboard.press('p');
  await expect.poll(() => playground.option('present')).toBe('1');
  await page.keyboard.press('Escape');
  await expect.poll(() => playground.option('present')).toBeNull();

  await page.keyboard.press('Space');
  await expect(playground.button('Start')).toBeVisible();
  await page.getByLabel('Seed').fill('2');
  await page.getByLabel('Seed').press('3');
  expect(await view(page)).toBe('train');
  await page.keyboard.press('Escape');

  const slider = playground.slider('Inner learning rate');
  const rate = await slider.getAttribute('aria-valuetext');
  await slider.press('ArrowRight');
  await expect(slider).not.toHaveAttribute('aria-valuetext', rate!);

  await slider.press('?');
  const help = page.getByRole('dialog', { name: 'What you see' });
  await expect(help).toContainText('start or pause the run');
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  expect(await view(page)).toBe('train');
});

onMadeUp.describe(() => {
  onMadeUp.use({ ownContext: true });

  onMadeUp('a screen reader hears of the run once in ten seconds', async ({ page, show }) => {
    await page.clock.install();
    await show('running', { live: 1 });
    await page.evaluate(() => {
      const heard = { times: 0 };
      Object.assign(window, { heard });
      const observer = new MutationObserver((records) => {
        const spoken = records.some(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          const live = element?.closest('[aria-live], [role=status], [role=alert]');
          return live != null && live.getAttribute('aria-live') !== 'off';
        });
        if (spoken) heard.times++;
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const before = await iteration(page);
    // Fifteen seconds of the page's own clock, in steps in which it draws.
    for (let second = 0; second < 15; second++) await page.clock.runFor(1000);
    expect(await iteration(page)).toBeGreaterThan(before + 100);
    const { times } = await page.evaluate(() => (window as unknown as { heard: { times: number } }).heard);
    expect(times).toBeGreaterThan(0);
    expect(times).toBeLessThanOrEqual(2);
  });
});

onMadeUp('nothing moves by itself for a person who asks for that', async ({ page, show }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await show('running', { live: 1 });
  const begun = await iteration(page);
  await expect.poll(() => iteration(page)).toBeGreaterThan(begun);
  const moving = await page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
  );
  expect(moving).toBe(0);
});

for (const embed of ['train', 'filmstrip', 'draw']) {
  test(`a frame shows one view and a way to the page: ${embed}`, async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 600 });
    await page.goto(`./${OPTIONS}&embed=${embed}`);
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
    await expect(page.getByRole('complementary', { name: 'Settings' })).toHaveCount(0);
    expect((await overflow(page)).across).toBe(0);
    const link = page.getByRole('link', { name: 'Open in MAML Playground' });
    const address = new URL((await link.getAttribute('href'))!, page.url());
    expect(address.searchParams.get('embed')).toBeNull();
    expect(address.searchParams.get('preset')).toBe('quick');
    expect(address.searchParams.get('view') ?? 'train').toBe(embed);
  });
}
