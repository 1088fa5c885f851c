import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PartUnavailable } from '#data';
import { forgetFailures, loading, once } from '../../../src/ui/parts/once.ts';

beforeEach(() => {
  // The waits between tries are over at once.
  const { setTimeout } = globalThis;
  vi.stubGlobal('setTimeout', (done: () => void) => setTimeout(done));
});

afterEach(() => vi.unstubAllGlobals());

/** Loads a word, after so many failures. */
function loader(failures: number) {
  let tries = 0;
  return vi.fn(async () => {
    if (tries++ < failures) throw new TypeError('Failed to fetch dynamically imported module');
    return 'part';
  });
}

test('a part is loaded once, and tried again where it does not come', async () => {
  const load = loader(2);
  const part = once(load);
  expect(await part()).toBe('part');
  expect(part()).toBe(part());
  expect(load).toHaveBeenCalledTimes(3);
});

test('a failure is told to all who wait, and forgotten when somebody wants another try', async () => {
  const load = loader(4);
  const part = once(load);
  await expect(part()).rejects.toThrow(PartUnavailable);
  await expect(part()).rejects.toThrow(PartUnavailable);
  expect(load).toHaveBeenCalledTimes(3);
  forgetFailures();
  expect(await part()).toBe('part');
});

test('how many parts are on their way can be seen', async () => {
  const part = once(loader(9))();
  expect(loading.getState()).toBe(1);
  await expect(part).rejects.toThrow();
  await vi.waitFor(() => expect(loading.getState()).toBe(0));
});
