import type { PngChunks } from './chunks.ts';
import { unpackRows } from './rows.ts';

const GREY = 0;

/** Whether the picture is black and white with no further ado, as Omniglot's drawings are. */
export function isBilevel({ depth, colourType, interlaced, chunks }: PngChunks): boolean {
  const hasColourKey = chunks.length > 3 && chunks.some((chunk) => chunk[4] === 't'.charCodeAt(0));
  return depth === 1 && colourType === GREY && !interlaced && !hasColourKey;
}

/**
 * The packed rows of a bilevel picture, each after a zero byte.
 *
 * @param buffer see `unpackRows`.
 * @returns null where a row is filtered, which saves nothing at one bit and is rarely done.
 */
export function bilevelRows(png: PngChunks, buffer: Uint8Array): Uint8Array | null {
  const rows = unpackRows(png, buffer);
  const stride = 1 + Math.ceil(png.width / 8);
  for (let at = 0; at < rows.length; at += stride) if (rows[at] !== 0) return null;
  return rows;
}
