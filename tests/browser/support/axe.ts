import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const COLOURS = ['color-contrast', 'link-in-text-block'];
const off = (rules: string[]) => Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));

/** What to look for: all; what a window's size may change; what a theme may. */
const OPTIONS = {
  all: { resultTypes: ['violations'] },
  // Colours do not depend on the size, and take half of the time; targets are measured elsewhere, more strictly.
  layout: { resultTypes: ['violations'], rules: off([...COLOURS, 'target-size']) },
  colours: { resultTypes: ['violations'], runOnly: COLOURS },
};

/** What axe-core finds wrong in the page as it stands: rule and elements, one line each. */
export async function findViolations(page: Page, kind: keyof typeof OPTIONS = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: source });
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(OPTIONS[kind])})`);
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}
