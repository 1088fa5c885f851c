import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

interface Options {
  /** Whether the test changes more than its page and what the page keeps, and so needs a context of its own. */
  ownContext: boolean;
}

/**
 * Tests of a worker share a browser context, and so what the browser has loaded and compiled of the page: a third
 * of its opening. What pages keep is taken away before each test.
 */
export const test = base.extend<Options, { shared: BrowserContext }>({
  ownContext: [false, { option: true }],
  shared: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport, locale } = project.use;
      const context = await browser.newContext({ baseURL, viewport, locale, hasTouch: false });
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, shared, ownContext, baseURL, hasTouch, viewport, locale }, use, { project }) => {
    const isOwn = ownContext || hasTouch || locale !== project.use.locale;
    const context = isOwn ? await browser.newContext({ baseURL, hasTouch, viewport, locale }) : shared;
    await use(context);
    if (isOwn) await context.close();
    else await Promise.all(context.pages().map((page) => page.close()));
  },
  page: async ({ context, baseURL, viewport }, use) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    if (baseURL) await forgetAll(page, baseURL);
    await use(page);
  },
});

/** Takes away all that pages of an address have kept in this browser. */
export async function forgetAll(page: Page, address: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(address);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await devtools.detach();
}

export { expect };
