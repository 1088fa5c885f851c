import { LIMITS, refuseAbove } from './archive/limits.ts';
import { SIDE } from './dataset.ts';
import { bilevelRows, isBilevel } from './png/bilevel.ts';
import { type PngChunks, readChunks } from './png/chunks.ts';
import { decodeGrey } from './png/grey.ts';
import { resizeGrey } from './resize/grey.ts';
import { createOmniglotTables, OMNIGLOT_BYTES, OMNIGLOT_SIDE, resizeOmniglot } from './resize/omniglot.ts';

/** Pillow's own choice for grey images, and so the reference's. */
const FILTER = 'bicubic';

/**
 * Makes a decoder of PNG drawings. Omniglot's take a short way (bilevel rows, tables), others the general
 * one; both give the bytes of Pillow's `Image.open(file).convert('L').resize((28, 28))`.
 *
 * @returns a function that writes the drawing's 28x28 bytes to `target` at `offset`; it returns false
 *   where the file is damaged or no PNG, and throws DataError `bomb` where it is absurdly large.
 */
export function createDrawingDecoder() {
  const tables = createOmniglotTables();
  const buffer = new Uint8Array(OMNIGLOT_BYTES + 1);

  function decode(png: PngChunks, target: Uint8Array, offset: number): void {
    if (png.width === OMNIGLOT_SIDE && png.height === OMNIGLOT_SIDE && isBilevel(png)) {
      const rows = bilevelRows(png, buffer);
      if (rows !== null) {
        resizeOmniglot(tables, rows, target, offset);
        return;
      }
    }
    target.set(resizeGrey(decodeGrey(png), SIDE, SIDE, FILTER), offset);
  }

  return (file: Uint8Array, path: string, target: Uint8Array, offset: number): boolean => {
    let png: PngChunks;
    try {
      png = readChunks(file);
    } catch {
      return false;
    }
    refuseAbove(LIMITS.pixels, png.width * png.height, 'pixels', path);
    try {
      decode(png, target, offset);
      return true;
    } catch {
      return false;
    }
  };
}
