import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { createDrawingDecoder } from '../../../src/data/drawing.ts';
import { createRandom } from '../../../src/data/index.ts';
import { readChunks } from '../../../src/data/png/chunks.ts';
import { decodeGrey } from '../../../src/data/png/grey.ts';
import { encodePng, type Picture, strokePng } from './pictures.ts';

const grey = (file: Uint8Array) => Array.from(decodeGrey(readChunks(file)).pixels);
const greyOf = (picture: Omit<Picture, 'width' | 'height'>, width: number, height = 1) =>
  grey(encodePng({ width, height, ...picture }));

const bytes = (...values: number[]) => Uint8Array.from(values);

function resized(file: Uint8Array): Uint8Array {
  const target = new Uint8Array(784);
  expect(createDrawingDecoder()(file, 'a.png', target, 0)).toBe(true);
  return target;
}

describe('PNG pictures as grey', () => {
  test('grey of 1, 2, 4, 8 and 16 bits, over two rows that end inside a byte', () => {
    expect(greyOf({ depth: 1, samples: [0, 1, 1, 1, 0, 1] }, 3, 2)).toEqual([0, 255, 255, 255, 0, 255]);
    expect(greyOf({ depth: 2, samples: [0, 1, 2, 3, 0, 1] }, 3, 2)).toEqual([0, 85, 170, 255, 0, 85]);
    expect(greyOf({ depth: 4, samples: [0, 1, 15, 8, 0, 2] }, 3, 2)).toEqual([0, 17, 255, 136, 0, 34]);
    expect(greyOf({ depth: 8, samples: [0, 1, 254, 255] }, 2, 2)).toEqual([0, 1, 254, 255]);
    expect(greyOf({ depth: 16, samples: [0, 0x01ff, 0xfe00, 0xffff] }, 4)).toEqual([0, 1, 254, 255]);
  });

  test('RGB, by Rec. 601 as Pillow rounds it', () => {
    const samples = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30];
    expect(greyOf({ depth: 8, colourType: 2, samples }, 4)).toEqual([76, 150, 29, 18]);
  });

  test('alpha, over white', () => {
    const greyAlpha = [0, 0, 0, 255, 0, 51, 200, 255];
    expect(greyOf({ depth: 8, colourType: 4, samples: greyAlpha }, 4)).toEqual([255, 0, 204, 200]);
    const rgbAlpha = [255, 0, 0, 255, 255, 0, 0, 0];
    expect(greyOf({ depth: 8, colourType: 6, samples: rgbAlpha }, 2)).toEqual([76, 255]);
  });

  test('a palette, with and without alpha', () => {
    const palette = { type: 'PLTE', data: bytes(255, 255, 255, 0, 0, 0, 255, 0, 0) };
    const picture = { depth: 2, colourType: 3, samples: [0, 1, 2, 1, 0] };
    expect(greyOf({ ...picture, chunks: [palette] }, 5)).toEqual([255, 0, 76, 0, 255]);
    const alpha = { type: 'tRNS', data: bytes(255, 0) };
    expect(greyOf({ ...picture, chunks: [palette, alpha] }, 5)).toEqual([255, 255, 76, 255, 255]);
  });

  test('one colour declared transparent', () => {
    const key = { type: 'tRNS', data: bytes(0, 1) };
    expect(greyOf({ depth: 2, samples: [0, 1, 2], chunks: [key] }, 3)).toEqual([0, 255, 170]);
    const rgbKey = { type: 'tRNS', data: bytes(0, 1, 0, 2, 0, 3) };
    const rgb = { depth: 8, colourType: 2, samples: [1, 2, 3, 3, 2, 1, 9, 9, 9], chunks: [rgbKey] };
    expect(greyOf(rgb, 3)).toEqual([255, 2, 9]);
  });

  test('a suggested palette does not make RGB a palette picture', () => {
    const palette = { type: 'PLTE', data: bytes(1, 2, 3) };
    expect(greyOf({ depth: 8, colourType: 2, samples: [255, 0, 0], chunks: [palette] }, 1)).toEqual([76]);
  });

  test('interlaced', () => {
    const random = createRandom(1);
    const data = Uint8Array.from({ length: 13 * 11 }, () => random.integer(256));
    const file = encode({ width: 13, height: 11, data, channels: 1, depth: 8 }, { interlace: 'Adam7' });
    expect(grey(file)).toEqual(Array.from(data));
  });

  test('text and colour profiles are not looked at', () => {
    // fast-png would unpack the profile without a limit, and fail on this one.
    const chunks = [{ type: 'iCCP', data: bytes(65, 0, 0, 1, 2, 3) }];
    expect(greyOf({ depth: 8, samples: [7, 8], chunks }, 2)).toEqual([7, 8]);
  });
});

describe('drawings', () => {
  test('ink is 0, paper 255', () => {
    const drawing = resized(strokePng(0));
    // The stroke covers rows 10 to 13 and columns 20 to 79 of 105.
    expect(drawing[3 * 28 + 14]).toBeLessThan(80);
    expect(drawing[20 * 28 + 14]).toBe(255);
    expect(drawing[3 * 28 + 26]).toBe(255);
  });

  test('the short way for Omniglot gives the general way’s bytes', () => {
    const random = createRandom(2);
    for (const share of [0, 0.02, 0.5, 0.98, 1]) {
      const samples = Uint8Array.from({ length: 105 * 105 }, () => (random.next() < share ? 1 : 0));
      const oneBit = resized(encodePng({ width: 105, height: 105, samples }));
      const eightBits = samples.map((sample) => sample * 255);
      expect(resized(encodePng({ width: 105, height: 105, depth: 8, samples: eightBits }))).toEqual(oneBit);
      expect(resized(encodePng({ width: 105, height: 105, samples, filter: 1 }))).toEqual(oneBit);
    }
  });

  test('28x28 stays as it is', () => {
    const random = createRandom(3);
    const samples = Uint8Array.from({ length: 784 }, () => random.integer(256));
    expect(resized(encodePng({ width: 28, height: 28, depth: 8, samples }))).toEqual(samples);
  });

  test('any other size is accepted', () => {
    for (const [width, height] of [
      [1, 1],
      [20, 50],
      [105, 104],
      [300, 200],
    ]) {
      const samples = new Uint8Array(width * height).fill(200);
      const drawing = resized(encodePng({ width, height, depth: 8, samples }));
      expect(drawing.every((pixel) => pixel === 200)).toBe(true);
    }
  });
});
