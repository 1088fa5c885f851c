import { crc32 } from './crc32.ts';

/** A PNG file's header and its chunks that matter to the picture. */
export interface PngChunks {
  width: number;
  height: number;
  /** Bits per channel. */
  depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colourType: number;
  interlaced: boolean;
  /** Whole chunks in file order: the critical ones and `tRNS`. */
  chunks: Uint8Array[];
  /** The packed picture: the contents of all `IDAT`. */
  data: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const typeCode = (type: string) => new DataView(new TextEncoder().encode(type).buffer).getUint32(0);
const IHDR = typeCode('IHDR');
const IDAT = typeCode('IDAT');
const IEND = typeCode('IEND');
const TRNS = typeCode('tRNS');
/** In a chunk's type, says that a picture can be shown without it. */
const ANCILLARY = 0x20000000;

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Splits a PNG file into its chunks and checks them.
 *
 * @throws Error where it is no PNG, is cut off, or a chunk's checksum is wrong.
 */
export function readChunks(file: Uint8Array): PngChunks {
  if (!SIGNATURE.every((byte, i) => file[i] === byte)) throw new Error('not a PNG');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Uint8Array[] = [];
  const data: Uint8Array[] = [];
  let type = 0;
  for (let at = SIGNATURE.length; type !== IEND; ) {
    const length = view.getUint32(at);
    type = view.getUint32(at + 4);
    const end = at + 8 + length;
    if (chunks.length === 0 && (type !== IHDR || length !== 13)) throw new Error('no header');
    if ((type & ANCILLARY) === 0 || type === TRNS) {
      if (view.getUint32(end) !== crc32(file, at + 4, end)) throw new Error('wrong checksum');
      chunks.push(file.subarray(at, end + 4));
      if (type === IDAT) data.push(file.subarray(at + 8, end));
    }
    at = end + 4;
  }
  const header = SIGNATURE.length + 8;
  return {
    width: view.getUint32(header),
    height: view.getUint32(header + 4),
    depth: view.getUint8(header + 8),
    colourType: view.getUint8(header + 9),
    interlaced: view.getUint8(header + 12) !== 0,
    chunks,
    data: concatenate(data),
  };
}

/** A PNG file of these chunks alone. */
export function fileOf({ chunks }: PngChunks): Uint8Array {
  return concatenate([Uint8Array.from(SIGNATURE), ...chunks]);
}
