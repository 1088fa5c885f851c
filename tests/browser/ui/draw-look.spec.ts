import { expect, type Locator, type Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { DrawingView } from '../support/drawing.ts';
import { overflow, test } from './harness.ts';

// How the drawing view looks: whole in every frame, and to be seen by everybody.

/** What of an element lies outside the window or what it is in scrolls or cuts, in pixels. */
function outOfSight(element: Locator): Promise<number> {
  return element.evaluate((one) => {
    const box = one.getBoundingClientRect();
    const edges = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
    for (let around = one.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue;
      const frame = around.getBoundingClientRect();
      edges.left = Math.max(edges.left, frame.left);
      edges.top = Math.max(edges.top, frame.top);
      edges.right = Math.min(edges.right, frame.right);
      edges.bottom = Math.min(edges.bottom, frame.bottom);
    }
    const beyond = [
      edges.left - box.left,
      edges.top - box.top,
      box.right - edges.right,
      box.bottom - edges.bottom,
    ];
    return Math.max(0, ...beyond);
  });
}

const PROJECTORS = [
  [1024, 768],
  [1280, 720],
  [1280, 800],
  [1366, 768],
  [1920, 1080],
] as const;

/** What a class must see at once: five pads, the button between, the query and all that is said of it. */
const AT_ONCE = '.pad, .draw-adapt .button, .loss-curve, .draw-says, .answer-bars li';

test('on a projector all pads, Adapt, query and answers are whole at once', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running', { view: 'draw', present: 1, drawn: 1 });
  for (const lang of ['en', 'zh'] as const) {
    for (const [width, height] of PROJECTORS) {
      await page.setViewportSize({ width, height });
      await switchTo('running', { view: 'draw', present: 1, drawn: 1, lang });
      for (const element of await page.locator(AT_ONCE).all()) {
        const name = `${lang} ${width}x${height}: ${await element.getAttribute('class')}`;
        expect(await outOfSight(element), name).toBeLessThanOrEqual(1);
      }
    }
  }
});

/** The two pixels at the middle of an element's left edge. */
async function leftEdge(page: Page, element: Locator): Promise<string> {
  const { x, y, height } = (await element.boundingBox())!;
  const clip = { x: Math.round(x), y: Math.round(y + height / 2), width: 2, height: 1 };
  return (await page.screenshot({ clip })).toString('base64');
}

test('forced colours leave bars, lines and drawings to be seen', async ({ page, show, switchTo }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await show('running', { view: 'draw', drawn: 1 });
  for (const theme of ['light', 'dark'] as const) {
    await switchTo('running', { view: 'draw', drawn: 1, theme });
    const paper = await leftEdge(page, page.locator('.draw-head .no').last());
    for (const name of [
      '.answer-bars .learnt',
      '.answer-bars .random',
      '.answer-bars .nearest',
      '.how-often .learnt',
    ]) {
      expect(await leftEdge(page, page.locator(name).first()), `${theme} ${name}`).not.toBe(paper);
    }
    const sheet = page.locator('.pad').first();
    const ink = await sheet.locator('.lines').evaluate((lines) => getComputedStyle(lines).stroke);
    await expect(sheet).not.toHaveCSS('background-color', ink);
    for (const drawn of ['.learnt-line', '.learnt-mark', '.curve-label', '.axis-label']) {
      const property = drawn === '.learnt-line' ? 'stroke' : 'fill';
      await expect(page.locator(`.loss-curve ${drawn}`).first()).toHaveCSS(property, ink);
    }
  }
});

test('axe finds nothing, in either theme and language, on a phone, blank and answered', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running', { view: 'draw' });
  for (const [lang, theme, width] of [
    ['en', 'light', 1366],
    ['zh', 'dark', 1366],
    ['zh', 'light', 360],
    ['en', 'dark', 360],
  ] as const) {
    const look = `${lang} ${theme} ${width}`;
    await page.setViewportSize({ width, height: 768 });
    await switchTo('running', { view: 'draw', lang, theme });
    await expect(page.locator('.how-often')).toBeVisible();
    expect(await findViolations(page), `${look}, at first`).toEqual([]);
    await page.getByRole('button', { name: /^Or see an example|^或者先看/ }).click();
    await expect(page.locator('.draw-says')).toBeVisible();
    expect(await findViolations(page), `${look}, answered`).toEqual([]);
    expect((await overflow(page)).across, look).toBe(0);
    const least = width < 600 ? 40 : 24;
    for (const target of await page.locator('.draw :is(button, select, label.button)').all()) {
      const box = await target.boundingBox();
      expect(box?.height, await target.ariaSnapshot()).toBeGreaterThanOrEqual(least);
    }
    // The curve is as wide as its place, after a turn of the phone too.
    await page.setViewportSize({ width: width + 200, height: 700 });
    const share = () =>
      page.locator('.loss-curve').evaluate((place) => {
        const marks = [...place.querySelectorAll('circle')].map((mark) => mark.getBoundingClientRect().x);
        return (Math.max(...marks) - Math.min(...marks)) / place.getBoundingClientRect().width;
      });
    await expect.poll(share, look).toBeGreaterThan(0.7);
  }
});

test('alone in a frame, and on a projector, it is whole', async ({ page, show, switchTo }) => {
  const view = new DrawingView(page);
  await show('running', { view: 'draw' });
  for (const [look, width, height] of [
    [{ embed: 'draw' }, 1100, 640],
    [{ embed: 'draw' }, 960, 600],
    [{ embed: 'draw' }, 700, 500],
    [{ view: 'draw', present: 1 }, 1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await switchTo('running', look);
    await expect.poll(async () => (await overflow(page)).across).toBe(0);
    await expect(view.button('Save this set')).toBeHidden();
    const tools = view.button('Clear symbol 1');
    const section = await page.locator('.draw-pads').boundingBox();
    const box = await tools.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(section!.x + section!.width);
    expect(await findViolations(page), `${width}x${height}`).toEqual([]);
  }
});
