import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { overflow, painted, test } from './harness.ts';

// The adaptation curve and the two charts: what they show, and what they answer to pointer, finger and keys.

test('the adaptation curve has the height that is left beside figure and charts', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running');
  for (const [width, height, present, least] of [
    [1280, 720, false, 130],
    [1366, 768, false, 145],
    [1440, 900, false, 190],
    [1920, 1080, false, 290],
    [1280, 720, true, 115],
    [1920, 1080, true, 170],
  ] as const) {
    await page.setViewportSize({ width, height });
    await switchTo('running', present ? { present: 1 } : {});
    const about = `${width}x${height}${present ? ', present' : ''}`;
    const curve = await page.getByRole('region', { name: 'Adaptation curve' }).boundingBox();
    expect(curve!.height, about).toBeGreaterThan(least);
    const chart = await page.getByRole('region', { name: 'Query accuracy' }).boundingBox();
    expect(chart!.height, about).toBeGreaterThan(140);
    expect(await overflow(page), about).toEqual({ across: 0, down: 0 });
  }
});

/** Every element of the charts at which Tab stops, as far as the page's end. */
async function tabThrough(page: Page): Promise<string[]> {
  const stops: string[] = [];
  await page.getByRole('button', { name: 'Show only step 5' }).focus();
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.closest('.charts') ? `${element.tagName} ${element.getAttribute('aria-label')}` : null;
    });
    if (stop === null) return stops;
    stops.push(stop);
  }
}

test('charts over nothing, and over one iteration, have no empty Tab stop', async ({ page, show }) => {
  await show('empty');
  expect(await tabThrough(page)).toEqual([]);
  await page.getByRole('button', { name: 'One iteration' }).click();
  await expect(page.getByRole('region', { name: 'Query accuracy' }).locator('.end-label')).toHaveCount(6);
  await painted(page);
  expect(await tabThrough(page)).toEqual([
    'INPUT Query accuracy at a meta-iteration',
    'INPUT Query loss at a meta-iteration',
  ]);
});

test('summaries for those who see no chart say what is measured, or that nothing is', async ({
  page,
  show,
  switchTo,
}) => {
  const summary = (region: string) =>
    page.getByRole('region', { name: region, exact: true }).locator('p.hidden');
  await show('empty');
  await expect(summary('Query accuracy')).toHaveText('Nothing is measured yet. Chance: 20%.');
  await expect(summary('Query loss')).toHaveText('Nothing is measured yet. Chance: 1.61.');
  await expect(summary('Adaptation curve')).toHaveText(
    /^Query accuracy of the random start from step 0 to step 5: 20%, .* Nothing is meta-trained yet\. Guessing: 20%\.$/,
  );
  await switchTo('opening');
  await expect(summary('Adaptation curve')).toHaveText(
    'The adaptation curve is not measured yet. Guessing: 20%.',
  );
  await switchTo('running');
  await expect(summary('Query accuracy')).toHaveText(
    /^Query accuracy from step 0 to step 5 at meta-iteration 1,240: 20%, .* On validation characters at meta-iteration 1,200: /,
  );
  await expect(summary('Adaptation curve')).toHaveText(
    /^Query accuracy from step 0 to step 5: 20%, 64%, .* Random start: 20%, 33%, /,
  );
  await switchTo('empty', { lang: 'zh' });
  await expect(summary('查询集准确率')).toHaveText('还没有测量结果。 随机猜测：20%。');
});

test('a chart’s heading and keys have room at every width', async ({ page, show, switchTo }) => {
  await show('running');
  for (const lang of ['en', 'zh'] as const) {
    for (const width of [360, 600, 768, 1023, 1024, 1100, 1280, 1366]) {
      await page.setViewportSize({ width, height: 768 });
      await switchTo('running', { lang });
      const crowded = await page.locator('.chart-head').evaluateAll(
        (heads) =>
          heads.flatMap((head) => {
            const cut = [...head.querySelectorAll('h2, .chart-key')].filter(
              ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1,
            );
            return head.scrollWidth > head.clientWidth + 1 ? [head, ...cut] : cut;
          }).length,
      );
      expect(crowded, `${lang}, ${width}`).toBe(0);
    }
  }
});

/** The cards that tell the numbers at the cursor, of either chart. */
const cards = (page: Page) => page.locator('.readout');

const box = async (page: Page, region: string) =>
  (await page.getByRole('region', { name: region }).locator('.chart').boundingBox())!;

/** Counts what is drawn anew in lines and axes from now on. */
async function watchLines(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as Window & { redrawn?: number };
    counted.redrawn = 0;
    const observer = new MutationObserver((changes) => {
      counted.redrawn! += changes.length;
    });
    for (const layer of document.querySelectorAll('.charts .time-chart:not(.chart-cursor)')) {
      observer.observe(layer, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  });
  return () => page.evaluate(() => (window as Window & { redrawn?: number }).redrawn!);
}

test('a pointer reads both charts at one iteration, and draws no line anew', async ({ page, show }) => {
  await show('running');
  await expect(cards(page)).toHaveCount(0);
  const chart = await box(page, 'Query accuracy');
  const redrawn = await watchLines(page);
  for (let i = 0; i <= 20; i++) {
    await page.mouse.move(chart.x + chart.width * (0.1 + 0.7 * (i / 20)), chart.y + chart.height / 2);
  }
  // 0.4 of the way into the plot, between the two changes.
  await page.mouse.move(chart.x + 0.4 * chart.width, chart.y + chart.height / 2);
  await expect(cards(page)).toHaveCount(2);
  const [accuracy, loss] = await cards(page).allTextContents();
  const at = /^Meta-iteration (\d+)/;
  expect(Number(at.exec(accuracy)![1])).toBeGreaterThan(450);
  expect(at.exec(loss)![1]).toBe(at.exec(accuracy)![1]);
  expect(accuracy).toMatch(/α 0\.4β 0\.002validation 5[05]0/);
  // A value and an evaluation with its interval for each of six steps.
  expect(accuracy.match(/\d+%/g)?.length).toBe(12);
  expect(accuracy.match(/±2\.5/g)?.length).toBe(6);
  expect(loss.match(/±0\.06/g)?.length).toBe(6);
  expect(await redrawn()).toBe(0);

  await page.mouse.move(chart.x + chart.width / 2, chart.y - 200);
  await expect(cards(page)).toHaveCount(0);
});

test('keys read a chart like a slider, from its first iteration to its last', async ({ page, show }) => {
  await show('running');
  const slider = page.getByRole('slider', { name: 'Query loss at a meta-iteration' });
  await slider.focus();
  await expect(cards(page)).toHaveCount(2);
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    /^Meta-iteration 1,240, step 0 to step 5: 1\.\d\d, .*\. On validation characters at meta-iteration 1,200: .* ±0\.06\. α 0\.1, β 0\.002$/,
  );
  const iteration = async () => {
    const text = await slider.getAttribute('aria-valuetext');
    return Number(/^Meta-iteration ([\d,]+), step/.exec(text!)![1].replace(',', ''));
  };
  const press = async (key: string) => {
    await page.keyboard.press(key);
    return iteration();
  };
  const before = await press('ArrowLeft');
  expect(before).toBeLessThan(1240);
  expect(before).toBeGreaterThan(1200);
  expect(await press('PageDown')).toBeLessThan(1150);
  expect(await press('Home')).toBeLessThan(20);
  expect(await press('ArrowRight')).toBeGreaterThan(8);
  expect(await press('End')).toBe(1240);
  await page.keyboard.press('Home');
  await expect(cards(page).first()).toContainText('α 0.1');
  await page.keyboard.press('Escape');
  await expect(cards(page)).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(cards(page)).toHaveCount(2);
  await page.keyboard.press('Tab');
  await expect(cards(page)).toHaveCount(0);
  expect(await findViolations(page)).toEqual([]);
});

test('changes of settings are marked on both time axes, and told to those who do not see them', async ({
  page,
  context,
  show,
  switchTo,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await show('running');
  for (const name of ['Query accuracy', 'Query loss']) {
    const chart = page.getByRole('region', { name });
    await expect(chart.locator('.change-mark')).toHaveText(['α 0.1→0.4', 'α 0.4→0.1']);
    await expect(chart.locator('p.hidden')).toContainText(
      'Settings changed: α 0.1 → 0.4 from meta-iteration 300, α 0.4 → 0.1 from meta-iteration 800.',
    );
  }
  await switchTo('running', { lang: 'zh' });
  await expect(page.getByRole('region', { name: '查询集损失' }).locator('p.hidden')).toContainText(
    '设置有改动：第 300 次元迭代后 α 0.1 → 0.4、第 800 次元迭代后 α 0.4 → 0.1。',
  );
  // A link repeats the settings, not what was changed on the way, and says so.
  await page.getByTitle('不重现训练中途的改动').click();
  await expect(page.getByRole('button', { name: '链接已复制，不含中途的改动' })).toBeVisible();
  await switchTo('empty');
  await expect(page.getByTitle('不重现训练中途的改动')).toHaveCount(0);
});

test('exported charts name the data set, and say where settings changed', async ({ page, show }) => {
  // What the system makes of the page's colours is not in the pictures.
  await page.emulateMedia({ forcedColors: 'active' });
  await show('archive');
  const words = async (chart: string) => {
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: `${chart} as SVG` }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  await page.getByRole('button', { name: 'Export' }).click();
  for (const chart of ['Query accuracy', 'Query loss', 'Adaptation curve']) {
    const svg = await words(chart);
    expect(svg).toContain('omniglot_standard.zip, 1,623 characters; 5-way 1-shot');
    expect(svg).toContain('MAML, exact second order');
    expect(svg).toContain('Changed on the way: α 0.1 → 0.4 from meta-iteration 300');
    expect(svg.includes('>α 0.4→0.1<')).toBe(chart !== 'Adaptation curve');
    expect(svg).toContain('#0d1867');
  }
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a chart is read, and the page still scrolls under it', async ({ page, show }) => {
    await show('running');
    await page.getByRole('region', { name: 'Query accuracy' }).scrollIntoViewIfNeeded();
    const chart = await box(page, 'Query accuracy');
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: chart.x + x, y: chart.y + y }],
      });

    await touch('touchStart', 80, 60);
    for (let x = 80; x <= 200; x += 20) await touch('touchMove', x, 60);
    await touch('touchEnd');
    // The finger lifted, the numbers stay to be read.
    await expect(cards(page)).toHaveCount(2);
    await expect(cards(page).first()).toContainText(/^Meta-iteration (9|1,0|1,1)/);

    const before = await page.evaluate(() => window.scrollY);
    await touch('touchStart', 120, 100);
    for (let y = 100; y >= -60; y -= 20) await touch('touchMove', 120, y);
    await touch('touchEnd');
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before + 50);
    await expect(cards(page)).toHaveCount(0);
  });
});
