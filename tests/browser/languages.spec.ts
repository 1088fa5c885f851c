import type { Page } from '@playwright/test';
import { findViolations } from './support/axe.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp } from './ui/harness.ts';

/** Small, and without the trial of every backend. */
const OPTIONS = '?preset=quick&filters=8&backend=wasm';
/** Of each language a sentence that only its own words hold. */
const ONLY_ENGLISH = 'has learnt nothing yet';
const ONLY_CHINESE = '这个网络还没有经过元训练';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** The live sentence; screen readers hear it from elsewhere. */
const sentence = (page: Page) => page.locator('[role=status][data-iteration]');
const root = (page: Page) => page.locator('html');

/** The words of every script that the page has fetched since. */
function scriptsOf(page: Page): () => Promise<string> {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(scripts)).join('\n');
}

/** Names that are written alike in every language, units, keys, and what the machine calls itself. */
const ALIKE = new Set(
  `MAML Playground FOMAML ANIL Reptile Meta-SGD SGD Omniglot WebGL WebAssembly Wasm CPU JavaScript Adam NaN EN MB kB ms PNG zip
  Model Agnostic Meta Learning Finn Abbeel Levine Lake Salakhutdinov Tenenbaum arXiv BibTeX
  Home End Page Up Down Tab Shift Enter Esc`.split(/\s+/),
);

/** Words in Latin letters among all that the page says, to eyes or to a screen reader. */
async function latinWords(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const found: string[] = [];
    // Names of kernels are those of the source, a graphics card has its maker's, and what is typed is typed so.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext']) {
          found.push(node.getAttribute(name) ?? '');
        }
      } else if (
        node.parentElement?.closest(
          'script, noscript, style, code, pre.bibtex, table.kernels th[scope=row]',
        ) === null
      ) {
        found.push(node.textContent ?? '');
      }
    }
    return found;
  });
  return (
    said
      // A digest is no word.
      .flatMap(
        (text) =>
          text
            .replace(/\b[0-9a-f]{16}\b/g, '')
            .replace(/（[^（）]*(\([^）]*\))?[^（）]*）/g, '')
            .match(/[A-Za-z]{2,}/g) ?? [],
      )
      .filter((word) => !ALIKE.has(word))
  );
}

test.describe('a browser whose person reads Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('gets Chinese, without fetching English', async ({ page }) => {
    const scripts = scriptsOf(page);
    await page.goto(`./${OPTIONS}`);
    await expect(sentence(page)).toContainText(ONLY_CHINESE);
    await expect(root(page)).toHaveAttribute('lang', 'zh-Hans');
    const words = await scripts();
    expect(words).toContain(ONLY_CHINESE);
    expect(words).not.toContain(ONLY_ENGLISH);
  });

  test('can switch, and the choice outlasts the visit but not an address that says otherwise', async ({
    page,
  }) => {
    await page.goto(`./${OPTIONS}`);
    await press(page, '英文：EN');
    await expect(sentence(page)).toContainText(ONLY_ENGLISH);
    await expect(root(page)).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(sentence(page)).toContainText(ONLY_ENGLISH);
    await page.goto(`./${OPTIONS}`);
    await expect(sentence(page)).toContainText(ONLY_ENGLISH);
    await page.goto(`./${OPTIONS}&lang=zh`);
    await expect(sentence(page)).toContainText(ONLY_CHINESE);
    await page.goto(`./${OPTIONS}`);
    await press(page, 'Chinese: 中文');
    await expect(sentence(page)).toContainText(ONLY_CHINESE);
    await page.goto(`./${OPTIONS}`);
    await expect(sentence(page)).toContainText(ONLY_CHINESE);
  });

  test('meets no English on the way through the training view', async ({ page }) => {
    await page.goto('./?preset=quick&filters=8');
    await expect(sentence(page)).toContainText(ONLY_CHINESE);
    expect(await latinWords(page)).toEqual([]);
    await press(page, '开始');
    await expect(sentence(page)).toContainText('每个符号只看 1 张图，查询集准确率', { timeout: 40_000 });
    await press(page, '暂停');
    await page.getByText('更多设置').click();
    expect(await latinWords(page)).toEqual([]);
    for (const [opener, title] of [
      ['帮助', '这一页怎么看'],
      ['性能', '性能'],
    ]) {
      await press(page, opener);
      await expect(page.getByRole('dialog', { name: title })).toBeVisible();
      if (title === '性能') await expect(page.getByRole('table')).toBeVisible({ timeout: 30_000 });
      expect(await latinWords(page), title).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.goto(`./${OPTIONS}&inner-lr=fast`);
    await expect(page.getByRole('alert')).toContainText('本页不支持');
  });
});

test('a browser whose person reads English fetches no Chinese', async ({ page }) => {
  const scripts = scriptsOf(page);
  await page.goto(`./${OPTIONS}`);
  await expect(sentence(page)).toContainText(ONLY_ENGLISH);
  const words = await scripts();
  expect(words).toContain(ONLY_ENGLISH);
  expect(words).not.toContain(ONLY_CHINESE);
});

for (const [lang, names] of [
  ['en', { help: 'Help', performance: 'Performance', untrained: ONLY_ENGLISH }],
  ['zh', { help: '帮助', performance: '性能', untrained: ONLY_CHINESE }],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    onMadeUp(
      `axe finds nothing in the training view and its dialogs: ${lang}, ${theme}`,
      async ({ page, show }) => {
        await show('empty', { lang, theme });
        await expect(sentence(page)).toContainText(names.untrained);
        expect(await findViolations(page)).toEqual([]);
        for (const opener of [names.help, names.performance]) {
          await press(page, opener);
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findViolations(page), opener).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
      },
    );
  }
}
