import { BOX } from './drawing.ts';

const ROW_BYTES = Math.ceil(BOX / 8);

/**
 * Ink as PNG packs rows of 1 bit: the leftmost pixel is a byte's highest bit, 1 is white.
 *
 * @param ink `[105 * 105]`, 1 ink, 0 paper
 * @param before bytes to leave free before each row, set
 * @returns the rows and one byte more, so that readers may look ahead
 */
function pack(ink: Uint8Array, before: number): Uint8Array {
  const rowBytes = before + ROW_BYTES;
  const packed = new Uint8Array(BOX * rowBytes + 1).fill(0xff);
  for (let y = 0; y < BOX; y++) {
    for (let x = 0; x < BOX; x++) {
      if (ink[y * BOX + x] === 1) packed[y * rowBytes + before + (x >> 3)] &= ~(0x80 >> (x & 7));
    }
  }
  return packed;
}

/** Rows as a PNG encoder takes them. */
export function packRows(ink: Uint8Array): Uint8Array {
  return pack(ink, 0).subarray(0, BOX * ROW_BYTES);
}

/** Rows as a PNG holds them, each after a byte for its filter. */
export function packFilteredRows(ink: Uint8Array): Uint8Array {
  return pack(ink, 1);
}
