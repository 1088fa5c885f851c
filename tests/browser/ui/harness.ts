import type { Page } from '@playwright/test';
import { serveFolder } from '../support/static.ts';
import { test as base, expect, forgetAll } from '../support/test.ts';
import { STATES_FOLDER, STATES_PAGE } from './build.ts';
import type { StateName } from './stateNames.ts';

// The page over made-up states, opened without its engine: a fraction of what the real page costs.

/** What to look at a state with, as the page of made-up states reads it (`entry.tsx`). */
export interface Look {
  steps?: number;
  ways?: number;
  shots?: number;
  theme?: 'light' | 'dark';
  lang?: 'en' | 'zh';
  present?: 1;
  /** The run goes on counting, ten times a second. */
  live?: 1;
  view?: 'train' | 'filmstrip' | 'draw' | 'lesson';
  embed?: 'train' | 'filmstrip' | 'draw' | 'lesson';
  /** The lesson's step, from 1. */
  lesson?: number;
  /** Every step of the lesson has been done before. */
  done?: 1;
  /** There are symbols in the drawing view, adapted to and asked about. */
  drawn?: 1;
  /** The browser keeps the drawings. */
  kept?: 1;
  /** What is told of the shipped networks is what their files say. */
  shipped?: 1;
}

interface Fixtures {
  /** Opens the page. */
  show: (state: StateName, look?: Look) => Promise<void>;
  /** Shows another state, or another look, in the page that is open. */
  switchTo: (state: StateName, look?: Look) => Promise<void>;
}

export const test = base.extend<Fixtures, { harness: string }>({
  page: async ({ page, harness }, use) => {
    await forgetAll(page, harness);
    const resize = page.setViewportSize.bind(page);
    page.setViewportSize = async (size) => {
      await resize(size);
      await redrawn(page);
    };
    await use(page);
  },
  harness: [
    async ({ browserName: _ }, use) => {
      const server = await serveFolder(STATES_FOLDER, '/');
      await use(`${server.address}${STATES_PAGE}`);
      await server.close();
    },
    { scope: 'worker' },
  ],
  show: async ({ page, harness }, use) => {
    await use(async (state, look = {}) => {
      await page.goto(`${harness}?${addressOf(state, { theme: 'light', ...look })}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await drawn(page, '');
      await page.evaluate(() => document.fonts.ready);
    });
  },
  switchTo: async ({ page }, use) => {
    await use((state, look = {}) => switchState(page, state, look));
  },
});

/** Shows another state in the page that is open, and waits until it is drawn. */
export async function switchState(page: Page, state: StateName, look: Look = {}): Promise<void> {
  const address = addressOf(state, look);
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  await drawn(page, address);
  await painted(page);
}

/** Waits until what was asked for is on the page, with its view. */
async function drawn(page: Page, address: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-shown', address);
  await expect(page.locator('.view-waiting')).toHaveCount(0);
}

/** Waits for two pictures: sizes are measured after the first painting, and drawn in the second. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Pictures without a change after which a page is as it stays, and those that one which goes on changing is given. */
const QUIET = 3;
const AT_MOST = 30;

/** Waits until the page has been drawn anew: what is measured takes its new size some pictures after the window. */
async function redrawn(page: Page): Promise<void> {
  await page.evaluate(
    ([quiet, atMost]) =>
      new Promise<void>((resolve) => {
        let still = 0;
        let pictures = 0;
        const observer = new MutationObserver(() => {
          still = 0;
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const next = () => {
          still++;
          pictures++;
          if (still <= quiet && pictures < atMost) {
            requestAnimationFrame(next);
            return;
          }
          observer.disconnect();
          resolve();
        };
        requestAnimationFrame(next);
      }),
    [QUIET, AT_MOST] as const,
  );
}

function addressOf(state: StateName, look: Look): string {
  const query = new URLSearchParams({ state });
  for (const [name, value] of Object.entries(look)) query.set(name, String(value));
  return query.toString();
}

/** How far the page scrolls, in pixels. */
export async function overflow(page: Page): Promise<{ across: number; down: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
}
