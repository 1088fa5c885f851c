import { SIDE } from '../dataset.ts';
import { HALF, type Taps, tapsFor, toPixel } from './weights.ts';

/** Side of Omniglot's own drawings, in pixels. */
export const OMNIGLOT_SIDE = 105;
/** Bytes of a packed row, without its filter byte. */
const ROW_BYTES = Math.ceil(OMNIGLOT_SIDE / 8);
/** Bytes of all rows of a drawing, with their filter bytes. */
export const OMNIGLOT_BYTES = OMNIGLOT_SIDE * (1 + ROW_BYTES);
/** Pixels that an output pixel takes from a row: the cubic filter's reach, 4 outputs, is 15 inputs wide. */
const WINDOW = 16;
const WINDOWS = 2 ** WINDOW;
/** Output rows that an input row reaches. */
const ROW_OUTPUTS = 5;
/** The last byte of a row holds one pixel; its other bits count as paper. */
const PADDING = 0x7f;
const PAPER = 0xff;

/** What resizing 105x105 black and white pixels to 28x28 comes to, for every window of a row. */
export interface OmniglotTables {
  /** First input pixel of each output pixel's window. */
  windowStarts: Int32Array;
  /** Where each output pixel's table begins in `resized`; outputs with the same weights share one. */
  tableStarts: Int32Array;
  /** The output pixel, by the window's bits. */
  resized: Uint8Array;
  /** The outputs that ink in each byte of a row can reach: from, and up to (without). */
  from: Int32Array;
  to: Int32Array;
  /** For each input row, the first of the `ROW_OUTPUTS` output rows that it is added to. */
  firstRows: Int32Array;
  /** `[input row][ROW_OUTPUTS]`. */
  rowWeights: Int32Array;
  /** For each output row, the sum where all is paper. */
  paperSums: Int32Array;
  /** Room for the sums of one drawing: 32,460 new arrays would be 100 MB for the collector. */
  sums: Int32Array;
}

/** The weight of each pixel of a window that begins at `start`. */
function weightsFrom(start: number, length: number, { first, weights }: Taps): number[] {
  return Array.from({ length }, (_, i) => weights[start + i - first] ?? 0);
}

/** The output pixel for each of the 2^16 windows; the first pixel is the highest bit, 1 is paper. */
function windowTable(weights: readonly number[]): Uint8Array {
  const sums = new Int32Array(WINDOWS);
  const pixels = new Uint8Array(WINDOWS);
  sums[0] = HALF;
  for (let bits = 1; bits < WINDOWS; bits++) {
    const lowest = 31 - Math.clz32(bits & -bits);
    sums[bits] = sums[bits & (bits - 1)] + PAPER * weights[WINDOW - 1 - lowest];
    pixels[bits] = toPixel(sums[bits]);
  }
  return pixels;
}

/** Makes the tables; 0.6 MB. */
export function createOmniglotTables(): OmniglotTables {
  const taps = tapsFor(OMNIGLOT_SIDE, SIDE, 'bicubic');
  const windowStarts = Int32Array.from(taps, ({ first }) => Math.min(first, OMNIGLOT_SIDE - WINDOW));

  const shared = new Map<string, Uint8Array>();
  const windowTables = taps.map((tap, out) => {
    const weights = weightsFrom(windowStarts[out], WINDOW, tap);
    const key = weights.join();
    const table = shared.get(key) ?? windowTable(weights);
    shared.set(key, table);
    return table;
  });
  const tables = [...shared.values()];
  const resized = new Uint8Array(tables.length * WINDOWS);
  tables.forEach((table, i) => {
    resized.set(table, i * WINDOWS);
  });

  const outputs = [...taps.keys()];
  const reach = Array.from({ length: ROW_BYTES }, (_, byte) =>
    outputs.filter((out) => windowStarts[out] < byte * 8 + 8 && windowStarts[out] + WINDOW > byte * 8),
  );
  const rows = Array.from({ length: OMNIGLOT_SIDE }, (_, row) => {
    const first = outputs.findIndex((out) => taps[out].first + taps[out].weights.length > row);
    return Math.min(first, SIDE - ROW_OUTPUTS);
  });
  return {
    windowStarts,
    tableStarts: Int32Array.from(windowTables, (table) => tables.indexOf(table) * WINDOWS),
    resized,
    from: Int32Array.from(reach, (reached) => reached[0]),
    to: Int32Array.from(reach, (reached) => reached[reached.length - 1] + 1),
    firstRows: Int32Array.from(rows),
    rowWeights: Int32Array.from(
      rows.flatMap((first, row) =>
        taps.slice(first, first + ROW_OUTPUTS).map((tap) => weightsFrom(row, 1, tap)[0]),
      ),
    ),
    paperSums: Int32Array.from(taps, ({ weights }) => weights.reduce((sum, w) => sum + PAPER * w, HALF)),
    sums: new Int32Array(SIDE * SIDE),
  };
}

/**
 * Resizes one of Omniglot's 105x105 black and white drawings, with the bytes that `resizeGrey` gives with
 * the bicubic filter.
 *
 * Drawings are mostly paper: column sums start from all paper, and only rows with ink, between their first
 * and last byte with ink, are looked up and added.
 *
 * @param packed rows as PNG packs them: the leftmost pixel is a byte's highest bit, 1 is white, each row
 *   after a filter byte, which is passed over. The unused bits of rows are set.
 * @param target where 28x28 bytes go, at `offset`.
 */
export function resizeOmniglot(
  tables: OmniglotTables,
  packed: Uint8Array,
  target: Uint8Array,
  offset: number,
): void {
  const { windowStarts, tableStarts, resized, from, to, firstRows, rowWeights, paperSums, sums } = tables;
  for (let y = 0; y < SIDE; y++) sums.fill(paperSums[y], y * SIDE, (y + 1) * SIDE);

  for (let row = 0; row < OMNIGLOT_SIDE; row++) {
    const start = row * (ROW_BYTES + 1) + 1;
    let first = start;
    let last = start + ROW_BYTES - 1;
    packed[last] |= PADDING;
    while (first <= last && packed[first] === PAPER) first++;
    if (first > last) continue;
    while (packed[last] === PAPER) last--;

    const top = firstRows[row] * SIDE;
    // Written out, as this is where the time goes.
    const w0 = rowWeights[row * ROW_OUTPUTS];
    const w1 = rowWeights[row * ROW_OUTPUTS + 1];
    const w2 = rowWeights[row * ROW_OUTPUTS + 2];
    const w3 = rowWeights[row * ROW_OUTPUTS + 3];
    const w4 = rowWeights[row * ROW_OUTPUTS + 4];
    const end = to[last - start];
    for (let x = from[first - start]; x < end; x++) {
      const bit = windowStarts[x];
      const byte = start + (bit >> 3);
      const bits = (packed[byte] << 16) | (packed[byte + 1] << 8) | packed[byte + 2];
      const window = (bits >> (8 - (bit & 7))) & (WINDOWS - 1);
      const ink = resized[tableStarts[x] + window] - PAPER;
      if (ink === 0) continue;
      const at = top + x;
      sums[at] += Math.imul(w0, ink);
      sums[at + SIDE] += Math.imul(w1, ink);
      sums[at + 2 * SIDE] += Math.imul(w2, ink);
      sums[at + 3 * SIDE] += Math.imul(w3, ink);
      sums[at + 4 * SIDE] += Math.imul(w4, ink);
    }
  }

  for (let i = 0; i < sums.length; i++) target[offset + i] = toPixel(sums[i]);
}
