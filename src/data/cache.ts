import { createStore, del, get, set } from 'idb-keyval';
import type { ReadSet } from './archive/read.ts';
import { drawingCount } from './dataset.ts';

/** Raised whenever `ReadSet`, `Dataset` or the preprocessing changes: older records are ignored. */
const VERSION = 1;
const KEY = 'prepared';

interface CacheRecord {
  version: number;
  set: ReadSet;
}

const store = () => createStore('maml-playground', 'datasets');

/** The set with its drawings in memory of its own: what is shared between threads cannot be stored. */
function unshared({ dataset, skipped, skippedExample }: ReadSet): ReadSet {
  const { pixels } = dataset;
  const own = pixels.buffer instanceof ArrayBuffer ? pixels : pixels.slice();
  return { dataset: { ...dataset, pixels: own }, skipped, skippedExample };
}

/**
 * Keeps a prepared set for the next visit, in place of the one kept before. Returns false where the browser would
 * not (private mode, quota); the one kept before stays then.
 */
export async function saveCached(prepared: ReadSet): Promise<boolean> {
  try {
    const record: CacheRecord = { version: VERSION, set: unshared(prepared) };
    await set(KEY, record, store());
    return true;
  } catch {
    return false;
  }
}

/** The set kept by an earlier visit; null where there is none, or storage does not work. */
export async function loadCached(): Promise<ReadSet | null> {
  try {
    const record = await get<CacheRecord>(KEY, store());
    if (record?.version !== VERSION) return null;
    const { dataset } = record.set;
    const drawings = dataset.characters.reduce((sum, character) => sum + character.drawings, 0);
    return drawings === drawingCount(dataset) ? record.set : null;
  } catch {
    return null;
  }
}

/** Removes what `saveCached` kept. */
export async function forgetCached(): Promise<void> {
  try {
    await del(KEY, store());
  } catch {
    // Where storage does not work, nothing is kept.
  }
}
