import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { zh } from '../../../src/ui/i18n/zh/index.ts';
import { WATCHED } from '../../../src/ui/lesson/watched.ts';
import { type Look, overflow, painted, test } from './harness.ts';

// The lesson over made-up states: what of it is in sight wherever it stands, and what it says of a prediction.

const ids = Object.keys(WATCHED) as (keyof typeof WATCHED)[];
const panelOf = (page: Page) => page.locator('.margin.lesson');

/** The places where not everything can be in sight, and how the lesson looks there. */
const PLACES: [name: string, size: [width: number, height: number], look: Look][] = [
  ['a phone', [360, 740], { view: 'lesson', lang: 'en' }],
  ['a phone on its side', [740, 360], { view: 'lesson', lang: 'zh' }],
  ['a laptop at 200 %', [683, 384], { view: 'lesson', lang: 'en' }],
  ['a tablet', [768, 1024], { view: 'lesson', lang: 'zh' }],
  ['a frame', [960, 600], { embed: 'lesson', lang: 'en' }],
];

/** Whether the middle of an element can be pressed. */
function canBePressed(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && node.contains(hit);
  });
}

/** How much of a part's height is in sight, 0..1; of a high one, of the height that there is. */
function shareInSight(page: Page, part: string): Promise<number> {
  return page.evaluate((name) => {
    const found = document.querySelector(`main [data-part~="${name}"]`);
    if (found === null) return 0;
    const { top, bottom, left, width } = found.getBoundingClientRect();
    const rows = Array.from({ length: 20 }, (_, i) => top + ((i + 0.5) / 20) * (bottom - top));
    const shown = rows.filter((y) => {
      const at = document.elementFromPoint(left + width / 2, y);
      return at?.closest('main') != null;
    });
    const most = Math.min(1, window.innerHeight / 2 / (bottom - top));
    return shown.length / rows.length / most;
  }, part);
}

for (const [name, [width, height], look] of PLACES) {
  test(`the lesson on ${name}: its buttons, its formulas and what it tells to watch are in sight`, async ({
    page,
    show,
  }) => {
    const { lesson } = look.lang === 'zh' ? zh : en;
    const panel = panelOf(page);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await show('running', { ...look, lesson: 1 });
    for (const id of ids) {
      const title = lesson.steps[id].title.replace(/<[^>]+>/g, '');
      await expect(panel.getByRole('heading', { level: 2 })).toHaveText(title);
      await painted(page);
      expect((await overflow(page)).across, id).toBe(0);
      const cut = await panel.locator('.lesson-step').evaluate((step) => {
        const right = step.getBoundingClientRect().right;
        return [...step.querySelectorAll('p, button, label, svg')]
          .filter((each) => each.closest('.hidden') === null && each.getBoundingClientRect().right > right)
          .map((each) => each.textContent);
      });
      expect(cut, id).toEqual([]);
      if (id !== 'draw') expect(await shareInSight(page, WATCHED[id]), id).toBeGreaterThan(0.6);
      for (const button of [lesson.back, lesson.next, lesson.skip]) {
        expect(await canBePressed(panel.getByRole('button', { name: button, exact: true })), id).toBe(true);
      }
      await panel.getByRole('button', { name: lesson.skip, exact: true }).click();
    }
  });
}

/** The words that a lit part's frame goes through. */
function wordsCut(page: Page, part: string): Promise<string[]> {
  return page.evaluate((name) => {
    document.documentElement.dataset.lit = name;
    const frames = [...document.querySelectorAll(`main [data-part~="${name}"]`)].map((each) => {
      const { left, top, right, bottom } = each.getBoundingClientRect();
      const offset = Number.parseFloat(getComputedStyle(each).outlineOffset);
      return { left: left - offset, top: top - offset, right: right + offset, bottom: bottom + offset };
    });
    const cut: string[] = [];
    const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      if (texts.currentNode.parentElement?.closest('.hidden, [role=tooltip]')) continue;
      for (const word of range.getClientRects()) {
        const meets = frames.some((frame) => {
          const isApart =
            word.right <= frame.left ||
            word.left >= frame.right ||
            word.bottom <= frame.top ||
            word.top >= frame.bottom;
          const isInside =
            word.left >= frame.left - 1 &&
            word.right <= frame.right + 1 &&
            word.top >= frame.top - 1 &&
            word.bottom <= frame.bottom + 1;
          return !isApart && !isInside;
        });
        if (meets) cut.push(`${name}: ${texts.currentNode.textContent}`);
      }
    }
    return cut;
  }, part);
}

test('the frame of a part cuts no words', async ({ page, show }) => {
  await show('running', { view: 'lesson', lesson: 3 });
  for (const [width, height] of [
    [1366, 768],
    [1024, 768],
    [768, 1024],
    [360, 740],
  ]) {
    await page.setViewportSize({ width, height });
    await painted(page);
    for (const part of ['theta', 'inner', 'outer', 'support', 'query', 'curve', 'accuracy', 'loss']) {
      expect(await wordsCut(page, part), `${width} wide`).toEqual([]);
    }
  }
});

test('on a phone the lesson folds away to what it waits for, and the next part unfolds it', async ({
  page,
  show,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await show('running', { view: 'lesson', lesson: 1 });
  const panel = panelOf(page);
  const heightOf = () => panel.evaluate((node) => node.getBoundingClientRect().height);
  const unfolded = await heightOf();
  const fold = page.getByRole('button', { name: 'Fold the lesson' });
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await fold.click();
  await expect(panel.getByRole('heading', { level: 2 })).toBeHidden();
  await expect(panel).toContainText('Waiting for “support” and “query”');
  expect(await heightOf()).toBeLessThan(unfolded / 2);
  await panel.getByRole('button', { name: 'Skip' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Unfold the lesson' })).toHaveCount(0);
});

test('a word in the text counts as the symbol does, and what is still to find is said', async ({
  page,
  show,
}) => {
  await show('running', { view: 'lesson', lesson: 1 });
  const panel = panelOf(page);
  await panel.getByRole('link', { name: 'support set' }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);
  await expect(panel).toContainText('“support” is found. Still to find: “query”');
  await expect(page.locator('html')).toHaveAttribute('data-lit', 'support');
  await panel.getByRole('button', { name: 'query set' }).click();
  await expect(panel.getByRole('button', { name: 'Next' })).toBeEnabled();
});

test('a prediction is chosen by keyboard, and compared with what was measured', async ({ page, show }) => {
  await show('running', { view: 'lesson', lesson: 5 });
  const panel = panelOf(page);
  const choices = panel.getByRole('group', { name: 'Predict: guessing has a loss of 1.61' });
  await choices.getByRole('radio', { name: 'lower' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(choices.getByRole('radio', { name: 'higher' })).toBeChecked();
  await page.getByRole('button', { name: en.figure.highlightBefore, exact: true }).focus();
  await expect(panel).toContainText('You said “higher”, and so it is.');
  await expect(choices).toHaveCount(0);
});

test('the closing page has the algorithm in eight lines, and a sheet for a class prints as questions and answers', async ({
  page,
  show,
  switchTo,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await show('running', { view: 'lesson', lesson: 11, theme: 'dark' });
  for (const [lang, words] of [
    ['en', en],
    ['zh', zh],
  ] as const) {
    await switchTo('running', { view: 'lesson', lesson: 11, theme: 'dark', lang });
    await expect(page.locator('.algorithm li')).toHaveCount(8);
    expect((await overflow(page)).across, lang).toBe(0);
    const cut = await page.locator('.algorithm li').evaluateAll((lines) =>
      lines.filter((line) => {
        const formula = line.querySelector('.plain-formula')?.getBoundingClientRect();
        const note = line.querySelector('.algorithm-words')?.getBoundingClientRect();
        const isOver = formula && note && note.top < formula.bottom - 8 && note.left < formula.right;
        return isOver || line.scrollWidth > line.clientWidth;
      }),
    );
    expect(cut, lang).toEqual([]);

    await page.getByRole('button', { name: words.closing.sheet }).last().click();
    await expect(page.getByRole('dialog', { name: words.sheet.title })).toBeVisible();
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(pages, lang).toHaveLength(2);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(words.sheet.items.fair.answer)).toBeVisible();
    await expect(page.locator('.header')).toBeHidden();
    await page.emulateMedia({ media: null });
    await page.keyboard.press('Escape');
    // Chromium tells of the closing with the next frame, and the page then clears its address.
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
