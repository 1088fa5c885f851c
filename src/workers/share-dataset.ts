import type { Dataset } from '#data';

/**
 * The data set with its drawings in memory that the page and its workers share, so that they are there
 * once and not once for each. Where the page is not cross-origin isolated: the data set as it is, which
 * costs the training worker a copy of its own.
 */
export function shareDataset(dataset: Dataset): Dataset {
  if (!globalThis.crossOriginIsolated || dataset.pixels.buffer instanceof SharedArrayBuffer) return dataset;
  const pixels = new Uint8Array(new SharedArrayBuffer(dataset.pixels.byteLength));
  pixels.set(dataset.pixels);
  return { ...dataset, pixels };
}
