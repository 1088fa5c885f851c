import { PIXELS } from '../dataset.ts';
import { createOmniglotTables, type OmniglotTables, resizeOmniglot } from '../resize/omniglot.ts';
import type { Drawing } from './drawing.ts';
import { packFilteredRows } from './pack.ts';
import { placeInBox } from './place.ts';
import { rasterise } from './raster.ts';

/** Made at the first drawing. */
let tables: OmniglotTables | null = null;

/** A drawing as Omniglot's files hold theirs: `[105 * 105]`, 1 ink, 0 paper. */
export function inBox(drawing: Drawing): Uint8Array {
  return rasterise(placeInBox(drawing));
}

/**
 * A drawing's 28x28 as the network sees it, resized by the code that resizes the data set's: grey, paper 255,
 * ink 0.
 */
export function prepareDrawing(drawing: Drawing): Uint8Array {
  tables ??= createOmniglotTables();
  const pixels = new Uint8Array(PIXELS);
  resizeOmniglot(tables, packFilteredRows(inBox(drawing)), pixels, 0);
  return pixels;
}
