import type { Dataset } from '#data';
import { yieldToEvents } from './yield-to-events.ts';

/** Bytes copied at a time, about 5 ms: the page stays free for its other duties in between. */
const SLICE = 4 * 2 ** 20;

/**
 * The data set with its drawings in memory that the page and its workers share, so that they are there
 * once and not once for each. Where the page is not cross-origin isolated: the data set as it is, which
 * costs the training worker a copy of its own.
 */
export async function shareDataset(dataset: Dataset): Promise<Dataset> {
  const { pixels } = dataset;
  if (!globalThis.crossOriginIsolated || pixels.buffer instanceof SharedArrayBuffer) return dataset;
  const shared = new Uint8Array(new SharedArrayBuffer(pixels.byteLength));
  for (let from = 0; from < pixels.length; from += SLICE) {
    shared.set(pixels.subarray(from, from + SLICE), from);
    await yieldToEvents();
  }
  return { ...dataset, pixels: shared };
}
