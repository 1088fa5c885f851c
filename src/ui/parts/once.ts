import { loadPart } from '#data';

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
  let loading: Promise<Part> | null = null;
  return () => {
    if (loading !== null) return loading;
    loading = loadPart(load);
    loading.catch(() =>
      failures.add(() => {
        loading = null;
      }),
    );
    return loading;
  };
}
