import type { JSHandle, Locator, Page } from '@playwright/test';
import { findViolations } from './support/axe.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp, overflow } from './ui/harness.ts';

// A network so small that a film takes a moment, and three inner steps.
const SMALL = '?data=invented&preset=quick&filters=8&steps=3&queries=2&backend=wasm&lang=en';

// Several openings of the page, and seconds of training and playing, on a machine that may be busy.
test.describe.configure({ timeout: 120_000 });

/** The filmstrip by the names that people hear. */
class Filmstrip {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(search = `${SMALL}&view=filmstrip`): Promise<void> {
    await this.page.goto(`./${search}`);
    await expect(this.drawing(1, 1)).toBeVisible({ timeout: 30_000 });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  step(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  /** One start's frame of a step. */
  frame(who: 'This network' | 'Random start', step: number): Locator {
    return this.page.getByRole('group', { name: new RegExp(`^${who}, step ${step}:`) });
  }

  /** A drawing in a frame: of step 3 of this network where nothing else is said. */
  drawing(symbol: number, drawing: number, frame = this.frame('This network', 3)): Locator {
    return frame.getByRole('button', { name: new RegExp(`^Symbol ${symbol}, drawing ${drawing}:`) });
  }

  /** The meta-iteration that the film is of. */
  async iteration(): Promise<number> {
    return Number(await this.page.locator('[data-iteration]').getAttribute('data-iteration'));
  }

  async reach(least: number): Promise<void> {
    await expect.poll(() => this.iteration(), { timeout: 40_000 }).toBeGreaterThanOrEqual(least);
  }

  /** Writes down every step that is shown from now on; each lasts too short to be asked for. */
  recordSteps(): Promise<JSHandle<string[]>> {
    return this.page.locator('.film-step').evaluateHandle((label) => {
      const shown: string[] = [];
      const watch = new MutationObserver(() => shown.push(label.textContent));
      watch.observe(label, { childList: true, characterData: true, subtree: true });
      return shown;
    });
  }

  get details(): Locator {
    return this.page.getByRole('complementary', { name: 'Details' });
  }

  /** The pixels of the drawing in the margin. */
  async pixels(): Promise<string> {
    const canvas = this.details.getByRole('img', { name: /^Drawing/ }).locator('canvas');
    return canvas.evaluate((element) => (element instanceof HTMLCanvasElement ? element.toDataURL() : ''));
  }

  option(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }
}

test('the film is there before training, and follows the run until it is held', async ({ page }) => {
  const film = new Filmstrip(page);
  await film.open();
  await expect(page.getByText('both rows are the same')).toBeVisible();
  expect(await film.iteration()).toBe(0);
  // Untrained, both starts answer alike.
  const answers = (who: 'This network' | 'Random start') =>
    film
      .frame(who, 3)
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  expect(await answers('This network')).toEqual(await answers('Random start'));
  const drawing = await film.pixels();

  await film.button('Start training').click();
  await film.reach(1);
  const first = await film.iteration();
  await film.reach(first + 1);
  await expect(page.getByText(`meta-trained, iteration`)).toBeVisible();
  expect(await film.pixels()).toBe(drawing);

  await film.button('Hold').click();
  await expect(film.button('Hold')).toHaveAttribute('aria-pressed', 'true');
  await page.waitForTimeout(500);
  const held = await film.iteration();
  await page.waitForTimeout(3000);
  expect(await film.iteration()).toBe(held);
  await film.button('Hold').click();
  await film.reach(held + 1);
  await film.button('Pause training').click();
  await expect(film.button('Start training')).toBeVisible();
});

test('the steps are gone through by keys and by playing; the address keeps step and episode', async ({
  page,
}) => {
  const film = new Filmstrip(page);
  await film.open();
  await expect(film.step('step 3')).toBeChecked();
  await film.step('step 3').focus();
  await page.keyboard.press('Home');
  await expect(film.step('before')).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(film.step('step 1')).toBeChecked();
  await page.keyboard.press('End');
  await expect(film.step('step 3')).toBeChecked();
  const shown = await film.recordSteps();
  await page.keyboard.press('Space');
  await expect.poll(() => shown.jsonValue()).toEqual(['before', 'step 1', 'step 2', 'step 3']);
  await expect(film.button('Play slowly')).toBeVisible();

  const before = await film.pixels();
  await film.button('New episode').click();
  await expect.poll(() => film.pixels()).not.toBe(before);
  await film.step('step 1').check({ force: true });
  await expect.poll(() => [film.option('episode'), film.option('step')]).toEqual(['2', '1']);
  const second = await film.pixels();
  await page.reload();
  await expect(film.drawing(1, 1)).toBeVisible({ timeout: 30_000 });
  await expect(film.step('step 1')).toBeChecked();
  expect(await film.pixels()).toBe(second);
});

test('a drawing shows its probabilities at every step beside those of the random start', async ({ page }) => {
  const film = new Filmstrip(page);
  await film.open();
  await film.drawing(2, 1).click();
  await expect(film.details).toContainText('It is a 2.');
  await expect(film.drawing(2, 1)).toHaveAttribute('aria-pressed', 'true');
  const shares = async (who: string) => {
    const texts = await film.details.locator(`.probabilities .${who}-share`).allTextContents();
    expect(texts).toHaveLength(5);
    return texts.map((text) => Number.parseInt(text, 10));
  };
  for (const who of ['learnt', 'random']) {
    const sum = (await shares(who)).reduce((total, share) => total + share, 0);
    // Each is rounded by half a percent at most.
    expect(Math.abs(sum - 100)).toBeLessThanOrEqual(2);
  }
  // What the frame says of the drawing is the largest of them.
  const label = (await film.drawing(2, 1).getAttribute('aria-label')) ?? '';
  expect(label).toContain(`${Math.max(...(await shares('learnt')))}%`);

  await film.drawing(2, 1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(film.drawing(3, 1)).toBeFocused();
  await expect(film.details).toContainText('It is a 3.');
  await page.keyboard.press('ArrowRight');
  await expect(film.drawing(3, 2)).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(film.drawing(3, 2, film.frame('This network', 2))).toBeFocused();
  await expect(film.step('step 2')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(film.drawing(1, 2, film.frame('Random start', 2))).toBeFocused();

  await film.drawing(4, 2, film.frame('Random start', 1)).hover();
  await expect(page.locator('.film-note')).toContainText(/step 1.*says \d, \d+%.*says \d, \d+%/);
  await expect(film.details.getByRole('img', { name: /8 filters of This network, before/ })).toBeVisible();
  await expect(film.details.getByRole('img', { name: /8 filters of Random start, step 2/ })).toBeVisible();
  await expect(film.details.locator('.movement .learnt-share')).toHaveCount(5);
});

test('a data set too small for the task is told of, with what to do', async ({ page }) => {
  await page.goto('./?data=invented&preset=quick&filters=8&shots=10&queries=19&view=filmstrip&lang=en');
  const notice = page.getByRole('region', { name: 'Notice' });
  await expect(notice).toContainText('29 drawings of each character', { timeout: 30_000 });
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toContainText('An episode needs 29 drawings of each character; the set has 20.');
  await notice.getByRole('button', { name: 'Go to Train' }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
});

test('in another page’s frame, the filmstrip stands alone', async ({ page }) => {
  const film = new Filmstrip(page);
  await page.setViewportSize({ width: 960, height: 600 });
  await film.open(`${SMALL}&embed=filmstrip&episode=3&step=2`);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(film.details).toHaveCount(0);
  await expect(film.step('step 2')).toBeChecked();
  await expect(page.getByRole('link', { name: 'Open in MAML Playground' })).toBeVisible();
  expect(await overflow(page)).toEqual({ across: 0, down: 0 });
});

for (const lang of ['en', 'zh'] as const) {
  onMadeUp(`axe finds nothing in either theme, ${lang}, laptop and phone`, async ({ page, show }) => {
    await show('running', { view: 'filmstrip', steps: 3, lang });
    for (const viewport of [
      { width: 1366, height: 768 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(viewport);
      await expect(page.locator('.frame')).toHaveCount(viewport.width < 600 ? 2 : 8);
      for (const theme of ['light', 'dark']) {
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        expect(await findViolations(page), `${viewport.width}, ${theme}`).toEqual([]);
        await page.getByRole('button', { name: /theme|色/ }).click();
      }
      expect((await overflow(page)).across).toBe(0);
    }
  });
}
