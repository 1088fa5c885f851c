import { expect, type Page } from '@playwright/test';
import { en } from '../../../src/ui/i18n/en/index.ts';
import { zh } from '../../../src/ui/i18n/zh/index.ts';
import { findViolations } from '../support/axe.ts';
import { type Look, painted, test } from './harness.ts';
import type { StateName } from './stateNames.ts';

// Every view, at every size: nothing that carries words or takes a press is cut off, covered or out of its frame.

type Size = readonly [width: number, height: number];

/** Phones, upright and lying; tablets; frames and windows between; a projector; laptops; large screens. */
const SIZES: readonly Size[] = [
  [320, 568],
  [360, 740],
  [740, 360],
  [600, 960],
  [768, 1024],
  [1024, 768],
  [1199, 800],
  [1280, 720],
  [1366, 768],
  [1440, 900],
  [1920, 1080],
  [2560, 1440],
];

/** What differs from its view in its words alone: where room is scarce, and where the page has another shape. */
const FEW: readonly Size[] = [
  [360, 740],
  [740, 360],
  [1024, 768],
];

const LANGUAGES = ['en', 'zh'] as const;

interface Shown {
  state?: StateName;
  look: Look;
}

/** Each view as full as it gets. */
const VIEWS: Record<string, Shown> = {
  train: { state: 'long', look: { view: 'train', ways: 20, steps: 10 } },
  filmstrip: { look: { view: 'filmstrip' } },
  draw: { look: { view: 'draw', drawn: 1 } },
  lesson: { look: { view: 'lesson', lesson: 4 } },
};

/** The same views as they stand otherwise, and what lies over them. */
const OTHERS: Record<string, Shown> = {
  'train, five ways': { look: { view: 'train' } },
  'train, a question': { state: 'new-network', look: { view: 'train' } },
  'train, trouble': { state: 'exploded', look: { view: 'train' } },
  'filmstrip, many of all': { look: { view: 'filmstrip', ways: 20, steps: 10, shots: 5 } },
  'draw, nothing yet': { look: { view: 'draw' } },
  ...Object.fromEntries(
    [1, 2, 3, 5, 6, 7, 8, 9].map((lesson) => [`lesson ${lesson}`, { look: { view: 'lesson', lesson } }]),
  ),
  'lesson 10': { look: { view: 'lesson', lesson: 10, drawn: 1, done: 1 } },
};

declare global {
  interface Window {
    findCrowded(): string[];
    hasNewShape(): boolean;
  }
}

/** What is wrong at a size, each line with where. */
async function faultsAt(page: Page, size: Size, where: string, withAxe: boolean): Promise<string[]> {
  const [width, height] = size;
  await page.setViewportSize({ width, height });
  const crowded = await crowdedAfterAll(page);
  const isNew = withAxe && (await page.evaluate(() => window.hasNewShape()));
  const violations = isNew ? await findViolations(page, 'layout') : [];
  return [...crowded, ...violations].map((fault) => `${where}, ${width}x${height}: ${fault}`);
}

/** Pictures that a page may take until what depends on its window's size is drawn anew. */
const PICTURES = 10;

/** What is crowded, and stays so. */
async function crowdedAfterAll(page: Page): Promise<string[]> {
  let found: string[] = [];
  for (let picture = 0; picture < PICTURES; picture++) {
    found = await page.evaluate(() => window.findCrowded());
    if (found.length === 0) break;
    await painted(page);
  }
  return found;
}

test.describe.configure({ mode: 'parallel' });

/** How a view may be shown: in the page, for a room, in another page's frame. */
const KINDS: Record<string, (view: Look['view']) => Look> = {
  page: () => ({}),
  'for a room': () => ({ present: 1 }),
  'in a frame': (view) => ({ embed: view }),
};

for (const lang of LANGUAGES) {
  for (const [view, { state = 'running', look }] of Object.entries(VIEWS)) {
    for (const [kind, more] of Object.entries(KINDS)) {
      test(`${view}, ${kind}, has room at every size: ${lang}`, async ({ page, show }) => {
        const faults: string[] = [];
        await show(state, { lang, ...look, ...more(look.view) });
        for (const size of SIZES) faults.push(...(await faultsAt(page, size, view, lang === 'en')));
        expect(faults).toEqual([]);
      });
    }
  }

  test(`every other face of the views has room: ${lang}`, async ({ page, show, switchTo }) => {
    const faults: string[] = [];
    await show('running', { lang });
    for (const [name, { state = 'running', look }] of Object.entries(OTHERS)) {
      await switchTo(state, { lang, ...look });
      for (const size of FEW) faults.push(...(await faultsAt(page, size, name, false)));
    }
    expect(faults).toEqual([]);
  });
}

const WORDS = { en, zh };

test('dialogs and the menu have room', async ({ page, show, switchTo }) => {
  const faults: string[] = [];
  await show('running');
  for (const lang of LANGUAGES) {
    const { header, export: files, transport, glossary } = WORDS[lang];
    const opened: [name: string, Size][] = [
      [header.help, [1366, 768]],
      [files.open, [1366, 768]],
      [files.showCode, [1366, 768]],
      [transport.performance, [1366, 768]],
      [glossary.open, [800, 1100]],
      [header.menu, [800, 1100]],
    ];
    for (const [name, [width, height]] of opened) {
      await page.setViewportSize({ width, height });
      await switchTo('running', { lang });
      if (name === glossary.open) await page.getByRole('button', { name: header.menu }).click();
      await page.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('dialog[open], .header-menu:popover-open')).toBeVisible();
      const sizes = name === header.menu ? FEW.slice(0, 2) : FEW;
      for (const size of sizes)
        faults.push(...(await faultsAt(page, size, `${lang}, ${name}`, lang === 'en')));
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog[open], .header-menu:popover-open')).toHaveCount(0);
    }
  }
  expect(faults).toEqual([]);
});

test('every view has all of itself in sight in the frame that the page suggests for it', async ({
  page,
  show,
  switchTo,
}) => {
  await show('running');
  await page.getByRole('button', { name: en.export.open, exact: true }).click();
  const choice = page.getByRole('combobox', { name: en.export.embedView });
  const frames: [view: Look['view'], Size][] = [];
  for (const view of ['train', 'filmstrip', 'draw', 'lesson'] as const) {
    await choice.selectOption(view);
    const html = await page.getByRole('textbox', { name: en.export.embedCode }).inputValue();
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(html) ?? [];
    frames.push([view, [Number(width), Number(height)]]);
  }
  const faults: string[] = [];
  for (const lang of LANGUAGES) {
    for (const [view, size] of frames) {
      for (const drawn of view === 'draw' ? [{}, { drawn: 1 } as const] : [{}]) {
        await switchTo('running', { lang, embed: view, ...drawn });
        faults.push(...(await faultsAt(page, size, `${view}, ${lang}`, false)));
        faults.push(...(await scrollers(page)).map((element) => `${view}, ${lang}: ${element} scrolls`));
      }
    }
  }
  expect(faults).toEqual([]);
});

/** What has more than it shows. */
async function scrollers(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.app, .app *')]
      .filter((element) => element.scrollHeight > element.clientHeight + 1)
      .filter(
        (element) =>
          element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY),
      )
      .map((element) => `${element.localName}.${element.className}`),
  );
}
