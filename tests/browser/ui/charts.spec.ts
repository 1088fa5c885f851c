import { expect, type Page } from '@playwright/test';
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

/** What Tab comes to in the charts, by its element's name. */
async function stopsInCharts(page: Page): Promise<string[]> {
  return page
    .locator('.charts *')
    .evaluateAll((elements) =>
      elements.filter((element) => (element as HTMLElement).tabIndex >= 0).map(({ tagName }) => tagName),
    );
}

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
  expect(await stopsInCharts(page)).toEqual([]);
  expect(await tabThrough(page)).toEqual([]);
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
    /^Query accuracy from step 0 to step 5 at meta-iteration 1,240: 20%, .* Meta-test at meta-iteration 1,200: /,
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
