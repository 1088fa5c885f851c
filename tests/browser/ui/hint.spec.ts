import { expect } from '@playwright/test';
import { test } from './harness.ts';

test('what a hint says lies over everything and within the window, until Escape', async ({ page, show }) => {
  await show('running');
  for (const [width, height] of [
    [1366, 768],
    [1024, 768],
    [360, 740],
  ]) {
    await page.setViewportSize({ width, height });
    const hinted = page.locator('.hinted:visible');
    await expect(hinted.first()).toBeVisible();
    for (const button of await hinted.all()) {
      await button.focus();
      const words = page.getByRole('tooltip').filter({ visible: true });
      await expect(words).toHaveCount(1);
      await expect(words, `${width} pixels`).toBeInViewport({ ratio: 1 });
      const isOnTop = await words.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === element;
      });
      expect(isOnTop, await words.textContent().then(String)).toBe(true);
      await page.keyboard.press('Escape');
      await expect(words).toHaveCount(0);
    }
  }
});
