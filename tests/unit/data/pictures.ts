import { zlibSync } from 'fflate';
import { crc32 } from '../../../src/data/png/crc32.ts';

/** A PNG to encode: samples `[row][column][channel]`. */
export interface Picture {
  width: number;
  height: number;
  /** Bits per sample; 1 by default. */
  depth?: number;
  /** PNG's colour type; 0, grey, by default. */
  colourType?: number;
  samples: ArrayLike<number>;
  /** PNG's filter of every row: 0 none (default), 1 subtracts the byte to the left (of one-byte pixels). */
  filter?: 0 | 1;
  /** Further chunks before the picture, such as `PLTE` or `tRNS`. */
  chunks?: { type: string; data: Uint8Array }[];
  /** Width and height that the header claims instead. */
  claims?: number;
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes, 4, 8 + data.length));
  return bytes;
}

/** A small PNG encoder, written apart from the decoder under test. */
export function encodePng(picture: Picture): Uint8Array {
  const { width, height, samples, depth = 1, colourType = 0, filter = 0, chunks = [], claims } = picture;
  const perRow = width * CHANNELS[colourType];
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = new Array(Math.ceil((perRow * depth) / 8)).fill(0);
    for (let x = 0; x < perRow; x++) {
      const sample = samples[y * perRow + x];
      if (depth === 16) {
        row[2 * x] = sample >> 8;
        row[2 * x + 1] = sample & 255;
      } else {
        row[(x * depth) >> 3] |= sample << (8 - depth - ((x * depth) & 7));
      }
    }
    rows.push(filter, ...row.map((byte, i) => (filter === 1 && i > 0 ? (byte - row[i - 1]) & 255 : byte)));
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, claims ?? width);
  view.setUint32(4, claims ?? height);
  header.set([depth, colourType], 8);
  return Buffer.concat([
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...chunks.map(({ type, data }) => chunk(type, data)),
    chunk('IDAT', zlibSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** One of Omniglot's kind: 105x105, one bit, a horizontal stroke whose height the number decides. */
export function strokePng(number = 0): Uint8Array {
  const samples = new Uint8Array(105 * 105).fill(1);
  const top = 10 + ((number * 7) % 80);
  for (let y = top; y < top + 4; y++) samples.fill(0, y * 105 + 20, y * 105 + 80);
  return encodePng({ width: 105, height: 105, samples });
}
