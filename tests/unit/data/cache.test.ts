import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import { afterEach, expect, test, vi } from 'vitest';
import { forgetCached, loadCached, readDataset, saveCached } from '../../../src/data/index.ts';
import { background, named, zipOf } from './archives.ts';

const prepared = await readDataset([named('images_background.zip', await zipOf(background()))]);

afterEach(async () => {
  vi.unstubAllGlobals();
  await forgetCached();
});

test('what was saved comes back, until it is forgotten', async () => {
  expect(await loadCached()).toBeNull();
  expect(await saveCached(prepared)).toBe(true);
  expect(await loadCached()).toEqual(prepared);
  await forgetCached();
  expect(await loadCached()).toBeNull();
});

test('a later set takes the place of the former', async () => {
  await saveCached(prepared);
  const later = { ...prepared, skipped: 3, skippedExample: 'a.png' };
  await saveCached(later);
  expect(await loadCached()).toEqual(later);
});

test('drawings that threads share are kept too', async () => {
  const { pixels } = prepared.dataset;
  const shared = new Uint8Array(new SharedArrayBuffer(pixels.length));
  shared.set(pixels);
  const sharing = { ...prepared, dataset: { ...prepared.dataset, pixels: shared } };
  expect(await saveCached(sharing)).toBe(true);
  expect(await loadCached()).toEqual(prepared);
});

test('records of another version, or damaged ones, are ignored', async () => {
  const store = createStore('maml-playground', 'datasets');
  await set('prepared', { version: 0, set: prepared }, store);
  expect(await loadCached()).toBeNull();
  await set('prepared', { version: 1 }, store);
  expect(await loadCached()).toBeNull();
  const cut = { ...prepared, dataset: { ...prepared.dataset, pixels: new Uint8Array(784) } };
  await set('prepared', { version: 1, set: cut }, store);
  expect(await loadCached()).toBeNull();
});

test('storage that does not work is no error', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('private mode', 'SecurityError');
    },
  });
  expect(await saveCached(prepared)).toBe(false);
  expect(await loadCached()).toBeNull();
  await expect(forgetCached()).resolves.toBeUndefined();
});

test('a quota that is used up is no error', async () => {
  await saveCached(prepared);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await saveCached({ ...prepared, skipped: 7 })).toBe(false);
  vi.restoreAllMocks();
  expect(await loadCached()).toEqual(prepared);
});
