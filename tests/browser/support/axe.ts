import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Colours do not depend on the window's size, and take half of the time. */
const OPTIONS = {
  all: { resultTypes: ['violations'] },
  layout: { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } },
};

/** What axe-core finds wrong in the page as it stands: rule and elements, one line each. */
export async function findViolations(page: Page, kind: keyof typeof OPTIONS = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: source });
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(OPTIONS[kind])})`);
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
