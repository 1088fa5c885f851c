import { createStore } from 'zustand/vanilla';
import { loadPart } from '#data';

/** How many parts are being loaded. */
export const loading = createStore(() => 0);

/** Asks anew, next time, for what could not be loaded. */
const failures = new Set<() => void>();

/** Whoever needs what could not be loaded makes another try from now on. */
export function forgetFailures(): void {
  for (const forget of failures) forget();
  failures.clear();
}

/**
 * Loads a part of the page once: the same promise whenever it is asked for. One that has failed is kept, too, so
 * that whoever waits for it hears of it, until `forgetFailures`.
 */
export function once<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | null = null;
  return () => {
    if (part !== null) return part;
    loading.setState((count) => count + 1, true);
    part = loadPart(load).finally(() => loading.setState((count) => count - 1, true));
    part.catch(() =>
      failures.add(() => {
        part = null;
      }),
    );
    return part;
  };
}
