import type { Page } from '@playwright/test';
import { en } from '../../src/ui/i18n/en/index.ts';
import { zh } from '../../src/ui/i18n/zh/index.ts';
import { findViolations } from './support/axe.ts';
import { Playground } from './support/playground.ts';
import { expect, test } from './support/test.ts';
import { test as onMadeUp } from './ui/harness.ts';

/** Settings that the lesson is content with, and that learn in seconds. */
const FAST =
  'network=strided&filters=8&meta-batch=2&queries=3&steps=3&outer-lr=0.005&evaluate-every=20&evaluate-tasks=20&backend=wasm';

type StepId = keyof typeof en.lesson.steps;
const ids = Object.keys(en.lesson.steps) as StepId[];

/** A message as it is read: without its tags. */
const plain = (message: string) => message.replace(/<[^>]+>/g, '');

/** The lesson as a person uses it. */
class Lesson {
  readonly page: Page;
  readonly words: typeof en | typeof zh;

  constructor(page: Page, words: typeof en | typeof zh = en) {
    this.page = page;
    this.words = words;
  }

  async open(search: string): Promise<void> {
    await this.page.goto(`./?view=lesson&lang=${this.words === zh ? 'zh' : 'en'}&${search}`);
    await expect(this.panel.getByRole('heading', { level: 2 })).toBeVisible({ timeout: 30_000 });
  }

  /** Waits until the run is open: its first figures are there. */
  async settled(): Promise<void> {
    await expect(this.page.locator('.answer, .answers').first()).toBeVisible({ timeout: 30_000 });
    await expect(this.page.locator('[role=status][data-iteration]')).toBeVisible();
  }

  get panel() {
    return this.page.getByRole('complementary', { name: this.words.lesson.label, exact: true });
  }

  get task() {
    return this.panel.getByRole('region', { name: this.words.lesson.todo, exact: true });
  }

  symbol(name: keyof typeof en.lesson.symbols) {
    return this.panel.getByRole('button', { name: this.words.lesson.symbols[name], exact: true }).first();
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async isAt(id: StepId): Promise<void> {
    const title = plain(this.words.lesson.steps[id].title);
    await expect(this.panel.getByRole('heading', { level: 2 })).toHaveText(title, { timeout: 20_000 });
  }

  async isDone(timeout = 60_000): Promise<void> {
    await expect(this.task.locator('b', { hasText: this.words.lesson.doneSign })).toBeVisible({ timeout });
    await expect(this.button(this.words.lesson.next)).toBeEnabled();
  }

  async goOn(): Promise<void> {
    await this.button(this.words.lesson.next).click();
  }

  async setInnerRate(value: number): Promise<void> {
    const entry = this.task.getByRole('textbox', { name: this.words.settings.innerLrNumber, exact: true });
    await entry.fill(String(value));
    await entry.press('Enter');
  }
}

/** Does what each step asks for, on the real page. */
const tasks: Record<StepId, (lesson: Lesson) => Promise<void>> = {
  async task(lesson) {
    await lesson.symbol('support').click();
    await expect(lesson.button(lesson.words.lesson.next)).toBeDisabled();
    await lesson.symbol('query').click();
  },
  async scratch(lesson) {
    const tried = lesson.task.getByRole('listitem');
    await expect(tried).toHaveCount(1, { timeout: 30_000 });
    await lesson.setInnerRate(0.4);
    await expect(tried).toHaveCount(2, { timeout: 20_000 });
    await lesson.setInnerRate(0.02);
  },
  async inner(lesson) {
    const more = lesson.task.getByRole('button').last();
    for (let steps = 3; steps < 8; steps++) await more.click();
  },
  async outer(lesson) {
    await lesson.button(lesson.words.transport.start).click();
  },
  async zero(lesson) {
    await lesson.page.getByRole('button', { name: lesson.words.figure.highlightBefore, exact: true }).focus();
  },
  first: (lesson) => lesson.setInnerRate(0.02),
  break: (lesson) => lesson.setInnerRate(6),
  async order(lesson) {
    await lesson.task.getByRole('combobox').selectOption('fomaml');
  },
  async overfit(lesson) {
    await lesson.task.getByRole('combobox').selectOption('10');
  },
  async draw(lesson) {
    const { samples, adapt, sampleQuery } = lesson.words.draw;
    await lesson.button(samples).click();
    await lesson.button(adapt).click();
    await lesson.button(sampleQuery).click();
  },
};

for (const [language, words] of [
  ['English', en],
  ['Chinese', zh],
] as const) {
  test(`the lesson from end to end, in ${language}`, async ({ page }) => {
    test.setTimeout(240_000);
    const lesson = new Lesson(page, words);
    await lesson.open(FAST);
    await lesson.settled();
    for (const id of ids) {
      await lesson.isAt(id);
      await expect(lesson.button(words.lesson.next)).toBeDisabled();
      await tasks[id](lesson);
      await lesson.isDone();
      await lesson.goOn();
    }
    await expect(page.getByRole('heading', { name: words.closing.title, exact: true })).toBeFocused();
    await lesson.button(words.lesson.finish).click();
    await expect(page.getByRole('link', { name: words.views.train, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    // What the steps had changed for their own sake is as it was, and so is the address.
    const options = new URL(page.url()).searchParams;
    expect(options.get('inner-lr')).toBeNull();
    expect(options.get('steps')).toBe('3');
  });
}

test('a person goes back, skips, and comes back to where they were', async ({ page }) => {
  const lesson = new Lesson(page);
  await lesson.open(FAST);
  await tasks.task(lesson);
  await lesson.isDone();
  await lesson.goOn();
  await lesson.isAt('scratch');
  await lesson.button('Skip').click();
  await lesson.isAt('inner');
  await page.reload();
  await lesson.isAt('inner');
  await lesson.open(FAST);
  await lesson.isAt('inner');
  await lesson.button('Back').click();
  await lesson.isAt('scratch');
  await expect(lesson.button('Next')).toBeDisabled();
  await page.getByLabel('Part of the lesson').selectOption({ index: 0 });
  await lesson.isAt('task');
  await lesson.isDone();
});

test('a link to a step opens it for somebody else', async ({ page, context, browser, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lesson = new Lesson(page);
  await lesson.open(`${FAST}&lesson=4`);
  await lesson.isAt('outer');
  await lesson.button('Copy link to this part').click();
  await expect(lesson.panel.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${baseURL}?view=lesson&lesson=4&lang=en`);
  const other = await browser.newPage({ locale: 'zh-CN' });
  await other.goto(link);
  await new Lesson(other).isAt('outer');
  await other.close();
});

test('a run of other settings comes back when the lesson is left', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('?preset=quick&filters=48&backend=wasm&lang=en');
  await playground.button('Start').click();
  await playground.reach(20);
  await playground.button('Pause').click();
  await expect(playground.button('Start')).toBeVisible();
  const own = await playground.iteration();
  await page.getByRole('link', { name: 'Lesson', exact: true }).click();
  const lesson = new Lesson(page);
  await page.getByLabel('Part of the lesson').selectOption({ index: ids.indexOf('outer') });
  await lesson.isAt('outer');
  await lesson.button('Use the lesson’s settings').click();
  await expect.poll(() => playground.iteration()).toBe(0);
  await expect(lesson.task).toContainText(`at iteration ${own}`);
  await playground.button('Start').click();
  await playground.reach(2);
  await page.getByRole('link', { name: 'Train', exact: true }).click();
  await expect.poll(() => playground.iteration()).toBe(own);
  await expect.poll(() => playground.option('preset')).toBe('quick');
  await expect(playground.button('Start')).toBeVisible();
});

test('symbols light the part that they name: pointed at, focused, or pressed', async ({ page }) => {
  const lesson = new Lesson(page);
  await lesson.open(`${FAST}&lesson=3`);
  await lesson.isAt('inner');
  const outlined = (part: string) =>
    page.evaluate(
      (name) =>
        [...document.querySelectorAll(`main [data-part~="${name}"]`)].map(
          (element) => getComputedStyle(element).outlineStyle === 'solid',
        ),
      part,
    );
  const [support, alpha] = [lesson.symbol('support'), lesson.symbol('alpha')];
  await support.hover();
  await expect.poll(() => outlined('support')).toEqual([true]);
  expect(await outlined('alpha')).toEqual([false, false, false]);
  await lesson.panel.getByRole('heading', { level: 2 }).hover();
  await expect.poll(() => outlined('support')).toEqual([false]);
  await alpha.focus();
  await expect.poll(() => outlined('alpha')).toEqual([true, true, true]);
  await alpha.blur();
  await expect.poll(() => outlined('alpha')).toEqual([false, false, false]);
  await support.press('Enter');
  await support.blur();
  expect(await outlined('support')).toEqual([true]);
  await expect(support).toHaveAttribute('aria-pressed', 'true');
  await lesson.button('Skip').click();
  await lesson.isAt('outer');
  expect(await outlined('support')).toEqual([false]);
});

test('a term opens the glossary at its entry, and help leads there, too', async ({ page }) => {
  const lesson = new Lesson(page);
  await lesson.open(FAST);
  const term = lesson.panel.getByRole('link', { name: 'support set', exact: true });
  await term.click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.locator('[tabindex="-1"]')).toBeFocused();
  await expect(glossary.locator(':focus')).toContainText('Support set');
  await expect(glossary.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Escape');
  // Chromium tells of the closing with the next frame only, and then the page takes the term out of its address.
  await expect(page.locator('dialog.glossary')).toHaveCount(0);
  await expect(term).toBeFocused();

  // In a tab of its own, too.
  await page.goto(`./${await term.getAttribute('href')}`);
  await page.reload();
  await expect(glossary.locator(':focus')).toContainText('Support set', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'What you see' }).getByRole('button', { name: 'Glossary' }).click();
  await expect(glossary).toBeVisible();
});

test('formulas cost nothing before the lesson is opened', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const formulas = () => fetched.filter((path) => /katex/i.test(path));
  const playground = new Playground(page);
  await playground.open(`?${FAST}&lang=en`);
  expect(formulas()).toEqual([]);
  await page.getByRole('link', { name: 'Lesson', exact: true }).click();
  await new Lesson(page).isAt('task');
  await expect.poll(() => formulas().length).toBeGreaterThan(0);
});

for (const [device, viewport] of Object.entries({
  laptop: { width: 1366, height: 768 },
  phone: { width: 360, height: 740 },
})) {
  for (const theme of ['light', 'dark'] as const) {
    onMadeUp(
      `axe-core finds nothing in the lesson and the glossary, on a ${device}, ${theme}`,
      async ({ page, show }) => {
        await page.setViewportSize(viewport);
        const lesson = new Lesson(page);
        await show('running', { view: 'lesson', theme });
        await expect(lesson.panel.getByRole('heading', { level: 2 })).toBeVisible();
        for (const id of ['task', 'scratch', 'order', 'draw'] as const) {
          await page.getByLabel('Part of the lesson').selectOption({ index: ids.indexOf(id) });
          await lesson.isAt(id);
          if (id === 'draw') await expect(lesson.button(en.draw.samples)).toBeVisible();
          expect(await findViolations(page), id).toEqual([]);
        }
        await lesson.button('Glossary').click();
        await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
        expect(await findViolations(page), 'glossary').toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByLabel('Part of the lesson').selectOption({ index: ids.length });
        await expect(page.getByRole('heading', { name: en.closing.title })).toBeFocused();
        expect(await findViolations(page), 'closing').toEqual([]);
        await lesson.button('Questions for a class').last().click();
        await expect(page.getByRole('dialog', { name: 'Questions for a class' })).toBeVisible();
        expect(await findViolations(page), 'sheet').toEqual([]);
      },
    );
  }
}
