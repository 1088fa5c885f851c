import type { Page } from '@playwright/test';
import type { BackendName } from '#maml';
import type { ContestantName } from '../page/bench-contestant.ts';
import type { Contestant } from './contestants.ts';

/** A contestant that computes in the browser, in a worker of its own. */
export function inPage(page: Page, name: ContestantName, backend: BackendName): Contestant {
  return {
    name,
    backend,
    async start() {
      const id = await page.evaluate((who) => window.harness.bench.start(who), name);
      return {
        open: (settings) =>
          page.evaluate(([place, entry]) => window.harness.bench.open(place, entry), [
            id,
            { settings: { ...settings, backend }, backend },
          ] as const),
        iterate: (count) =>
          page.evaluate(([place, times]) => window.harness.bench.iterate(place, times), [id, count] as const),
        memory: () => page.evaluate((place) => window.harness.bench.memory(place), id),
        dispatches: () => page.evaluate((place) => window.harness.bench.dispatches(place), id),
        close: () => page.evaluate((place) => window.harness.bench.close(place), id),
      };
    },
  };
}
