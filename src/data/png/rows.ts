import { inflateWithin } from '../inflate.ts';
import type { PngChunks } from './chunks.ts';

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Starts and steps of the seven passes of an interlaced picture (PNG specification, 8.1). */
const ADAM7 = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];
const WHOLE = [{ x: 0, y: 0, dx: 1, dy: 1 }];

/** Bytes that the picture unpacks to: its rows, each after a filter byte. */
function unpackedSize({ width, height, depth, colourType, interlaced }: PngChunks): number {
  const bits = CHANNELS[colourType] * depth;
  return (interlaced ? ADAM7 : WHOLE).reduce((sum, { x, y, dx, dy }) => {
    const columns = Math.ceil((width - x) / dx);
    const rows = Math.ceil((height - y) / dy);
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

/**
 * The picture's rows as they are before filters are undone, each after its filter byte.
 *
 * @param buffer where to unpack them, one byte larger than they are; the result is a view of it.
 * @throws Error where there are fewer or more bytes than the header says, or they are damaged.
 */
export function unpackRows(png: PngChunks, buffer?: Uint8Array): Uint8Array {
  const size = unpackedSize(png);
  // Two bytes of zlib header before the deflate data; the chunks' checksums serve for the one after it.
  const rows = inflateWithin(png.data.subarray(2), size, buffer);
  if (rows.length !== size) throw new Error('picture cut off');
  return rows;
}
