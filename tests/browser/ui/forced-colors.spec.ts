import { expect, type Page } from '@playwright/test';
import { decode } from 'fast-png';
import { test } from './harness.ts';

// The page where the system prescribes the colours, as Windows' high contrast does: on white and on black.

/** An element's computed colours and lines. */
async function styles(page: Page, selector: string) {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { backgroundColor, borderBottomColor, outlineStyle, outlineColor, stroke, strokeDasharray } =
        getComputedStyle(element);
      return { backgroundColor, borderBottomColor, outlineStyle, outlineColor, stroke, strokeDasharray };
    }),
  );
}

/** The colours that the system gives to paper and to words. */
const systemColours = (page: Page) =>
  page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return { canvas: backgroundColor, text: color };
  });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`forced colours, ${colorScheme}`, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active', colorScheme }));

    test('the figure keeps its discs and bars, the charts their lines, the sliders their tracks', async ({
      page,
      show,
      switchTo,
    }) => {
      await show('running');
      const { canvas, text } = await systemColours(page);
      expect(canvas).not.toBe(text);
      for (const filled of ['.disc', '.theta', '.probability-bar i']) {
        const found = await styles(page, filled);
        expect(found.length, filled).toBeGreaterThan(0);
        expect(new Set(found.map(({ backgroundColor }) => backgroundColor)), filled).toEqual(new Set([text]));
      }
      // A number on a disc is not painted over by the system's plate behind words.
      await expect(page.locator('.disc').first()).toHaveCSS('forced-color-adjust', 'none');

      const lines = await styles(page, '.chart-panel[data-part="accuracy"] .step-line');
      expect(lines.map(({ stroke }) => stroke)).toEqual(Array(6).fill(text));
      expect(new Set(lines.map(({ strokeDasharray }) => strokeDasharray)).size).toBe(6);
      for (const { stroke } of await styles(page, '.learnt-line, .random-line, .wire')) {
        expect(stroke).not.toBe(canvas);
      }

      const track = page.getByRole('slider', { name: 'Inner learning rate', exact: true });
      const { data, width, height, channels } = decode(await track.screenshot());
      const middle = (x: number) => data[(Math.floor(height / 2) * width + x) * channels];
      // Its track, left of the thumb, against what is above it.
      expect(middle(10)).not.toBe(data[10 * channels]);

      await switchTo('opening');
      expect((await styles(page, '.bar i'))[0].backgroundColor).toBe(text);
    });

    test('what is chosen, and what has the focus, is seen', async ({ page, show, switchTo }) => {
      await show('running', { view: 'filmstrip' });
      await expect(page.locator('.frame.now').first()).toBeVisible();
      const { canvas, text } = await systemColours(page);
      const edges = async (selector: string) =>
        (await styles(page, selector)).map(({ borderBottomColor }) => borderBottomColor !== canvas);
      expect(await edges('.tabs a')).toEqual([false, true, false, false]);
      const chosen = await edges('.frame fieldset');
      expect(chosen.filter(Boolean).length).toBe((await styles(page, '.frame.now fieldset')).length);
      expect(chosen).toContain(false);
      const discs = await styles(page, '.scrubber .disc');
      expect(discs.map(({ outlineStyle }) => outlineStyle)).toEqual([...Array(5).fill('none'), 'solid']);
      for (const bars of ['.step-bars .learnt', '.film-legend .learnt']) {
        for (const { backgroundColor } of await styles(page, bars)) expect(backgroundColor).toBe(text);
      }

      await switchTo('running', { view: 'train' });
      const pause = page.getByRole('button', { name: 'Pause', exact: true });
      await page.keyboard.press('Tab');
      await pause.focus();
      await expect(pause).toHaveCSS('outline-style', 'solid');
      await expect(pause).toHaveCSS('outline-color', text);
    });
  });
}
