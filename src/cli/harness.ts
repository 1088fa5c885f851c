import type { Page } from '@playwright/test';
import { buildHarness } from './build.ts';
import { findChromium, launchChromium, MISSING_BROWSER } from './chromium.ts';
import { type Piece, serve } from './server.ts';

/** The page's own code in a browser without a window, to be called from Node. */
export interface Harness {
  page: Page;
  /** What the page posted to `/posted/NAME` and nobody has saved, by name. */
  posted: Map<string, Buffer>;
  /** The browser's name and version. */
  browser: string;
  close(): Promise<void>;
}

/** What to do with what the page sends. */
export interface Hearing {
  /** Hears every event, in order. */
  onEvent(event: object): void;
  /** Keeps files that belong together, by name; the page waits for it. */
  onSave(files: Map<string, Buffer>): Promise<void>;
}

/**
 * Builds the page side where it is stale, serves it and opens it; `window.harness` is ready afterwards.
 *
 * @param files what the page may fetch at `/files/INDEX`; see `serve`
 * @param hearing what to do with what the page sends
 * @throws Error where there is no browser
 */
export async function openHarness(
  files: readonly (Piece | readonly Piece[])[] = [],
  { onEvent = () => {}, onSave = async () => {} }: Partial<Hearing> = {},
): Promise<Harness> {
  const executable = findChromium();
  if (executable === null) throw new Error(MISSING_BROWSER);
  const server = await serve(await buildHarness(), files);
  const browser = await launchChromium(executable).catch(async (error) => {
    await server.close();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`));
    await page.exposeFunction('sendEvents', (events: object[]) => events.forEach(onEvent));
    await page.exposeFunction('saveFiles', async (names: string[]) => {
      const files = new Map(names.map((name) => [name, server.posted.get(name) as Buffer]));
      for (const name of names) server.posted.delete(name);
      await onSave(files);
    });
    await page.goto(`${server.address}/index.html`);
    await page.waitForFunction(() => 'harness' in window);
    const name = `${browser.browserType().name()} ${browser.version()}`;
    return { page, posted: server.posted, browser: name, close };
  } catch (error) {
    await close();
    throw error;
  }
}
