import { DataError } from '../errors.ts';

const MIB = 2 ** 20;

/**
 * What is refused before it fills memory. Omniglot is far below each: 34,137 entries, 15.5 MB packed,
 * 8.2 MB unpacked, 11,025 pixels a drawing.
 */
export const LIMITS = {
  /** Entries of an archive, and drawings in all. */
  entries: 250_000,
  /** Bytes of all archives, those within archives too: they are in memory together. */
  archiveBytes: 256 * MIB,
  /** Bytes of one PNG file. */
  drawingBytes: 2 * MIB,
  /** Bytes that drawings and archives in one archive unpack to, ... */
  unpackedBytes: 1024 * MIB,
  /** ... and how many times the archive's own size that may be, once it is more than `ratioFrom`. */
  ratio: 200,
  ratioFrom: 64 * MIB,
  /** Width times height of one drawing. */
  pixels: 2048 * 2048,
  /** Archives in archives: the official zips in `omniglot_standard.zip` are at depth 1. */
  depth: 2,
} as const;

/** @throws DataError `bomb` where `found` is above `limit`. */
export function refuseAbove(limit: number, found: number, what: string, file: string): void {
  if (found > limit) throw new DataError('bomb', file, { what, found, limit });
}
