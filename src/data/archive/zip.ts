import type JSZip from 'jszip';
import { DataError } from '../errors.ts';
import { inflateWithin } from '../inflate.ts';
import { loadPart } from '../load-part.ts';
import { crc32 } from '../png/crc32.ts';
import { LIMITS, refuseAbove } from './limits.ts';

/** A file in an archive. */
export interface ZipEntry {
  path: string;
  /** Bytes it says it unpacks to. */
  size: number;
  /** @throws Error where the entry is damaged, by its checksum too, or larger than it says. */
  read(): Promise<Uint8Array>;
  /** The same without a look at the checksum, for an archive: each of its own entries has one. */
  readUnproved(): Promise<Uint8Array>;
}

/** JSZip's own record of an entry, as it lies in the archive. */
interface PackedEntry {
  uncompressedSize: number;
  /** Of the unpacked bytes, as a signed number. */
  crc32: number;
  compressedContent: Uint8Array;
  compression: { magic: string };
}

const STORED = '\0\0';
const NOTHING = new Uint8Array();

/**
 * JSZip unpacks an entry over two timer tasks, which is slow for 32,460 of them and has no limit, so
 * entries are unpacked here from the packed bytes that JSZip found.
 *
 * @returns null for an empty entry.
 */
function packedEntry(file: JSZip.JSZipObject): PackedEntry | null {
  const data: unknown = Reflect.get(file, '_data');
  const isPacked = typeof data === 'object' && data !== null && 'compressedContent' in data;
  return isPacked ? (data as PackedEntry) : null;
}

function unpack({ compression, compressedContent, uncompressedSize }: PackedEntry): Uint8Array {
  return compression.magic === STORED
    ? compressedContent
    : inflateWithin(compressedContent, uncompressedSize);
}

/** @throws Error where the bytes are not those whose checksum the archive holds. */
function proved(bytes: Uint8Array, { crc32: expected }: PackedEntry): Uint8Array {
  if (crc32(bytes, 0, bytes.length) !== expected >>> 0) throw new Error('wrong checksum');
  return bytes;
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, i) => bytes[i] === byte);

/** How often the signature of a directory entry occurs: no fewer than the entries JSZip would list. */
function countDirectoryEntries(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] === 0x4b && bytes[at + 2] === 0x01 && bytes[at + 3] === 0x02) count++;
  }
  return count;
}

/** The error of a file that JSZip could not open. */
function openingError(cause: unknown, bytes: Uint8Array, name: string): DataError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/encrypted/i.test(message)) return new DataError('encrypted', name);
  if (/compression .* unknown|multi-volume/i.test(message)) {
    return new DataError('unreadable', name, { reason: message });
  }
  const isZip = startsWith(bytes, 0x50, 0x4b) || countDirectoryEntries(bytes) > 0;
  return new DataError(isZip ? 'truncated' : 'not-a-zip', name);
}

/**
 * Lists an archive's files.
 *
 * @param bytes the archive; its entries are views of it until they are read.
 * @param name the archive's name, for errors.
 * @throws DataError `empty`, `bomb`, `not-a-zip`, `truncated`, `encrypted`, `unreadable`.
 */
export async function openZip(bytes: Uint8Array, name: string): Promise<ZipEntry[]> {
  if (bytes.length === 0) throw new DataError('empty', name);
  refuseAbove(LIMITS.entries, countDirectoryEntries(bytes), 'entries', name);

  // Imported here, so that JSZip is in no bundle that opens no archive.
  const { default: Zip } = await loadPart(() => import('jszip'));
  let zip: JSZip;
  try {
    zip = await Zip.loadAsync(bytes);
  } catch (cause) {
    throw openingError(cause, bytes, name);
  }
  const files = Object.values(zip.files);
  if (files.length === 0) throw new DataError('empty', name);

  return files
    .filter((file) => !file.dir)
    .map((file) => {
      const packed = packedEntry(file);
      return {
        path: file.name,
        // JSZip reads sizes above 2 GiB as negative.
        size: (packed?.uncompressedSize ?? 0) >>> 0,
        read: async () => (packed === null ? NOTHING : proved(unpack(packed), packed)),
        readUnproved: async () => (packed === null ? NOTHING : unpack(packed)),
      };
    });
}
