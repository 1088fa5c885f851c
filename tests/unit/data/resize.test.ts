import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resizeGrey } from '../../../src/data/resize/grey.ts';
import { createOmniglotTables, resizeOmniglot } from '../../../src/data/resize/omniglot.ts';

interface Tensor {
  shape: number[];
  data: number[];
}

/** Six synthetic bilevel images and what Pillow makes of them. */
const golden: { input_bits: Tensor; expected: Record<'BICUBIC' | 'LANCZOS', Tensor> } = JSON.parse(
  readFileSync(new URL('../../golden/files/resize.json', import.meta.url), 'utf8'),
);
const SIZE = 105 * 105;
const count = golden.input_bits.shape[0];
const bitsOf = (image: number) => golden.input_bits.data.slice(image * SIZE, (image + 1) * SIZE);
const expected = (filter: 'BICUBIC' | 'LANCZOS', image: number) =>
  golden.expected[filter].data.slice(image * 784, (image + 1) * 784);

describe.each(Array.from({ length: count }, (_, image) => image))('golden image %i', (image) => {
  const pixels = Uint8Array.from(bitsOf(image), (bit) => bit * 255);

  test('BICUBIC', () => {
    const resized = resizeGrey({ width: 105, height: 105, pixels }, 28, 28, 'bicubic');
    expect(Array.from(resized)).toEqual(expected('BICUBIC', image));
  });

  test('LANCZOS', () => {
    const resized = resizeGrey({ width: 105, height: 105, pixels }, 28, 28, 'lanczos');
    expect(Array.from(resized)).toEqual(expected('LANCZOS', image));
  });

  test.each([0, 1])('BICUBIC from packed rows, unused bits %i', (unused) => {
    const packed = new Uint8Array(105 * 15);
    bitsOf(image).forEach((bit, i) => {
      const x = i % 105;
      packed[Math.floor(i / 105) * 15 + 1 + (x >> 3)] |= bit << (7 - (x & 7));
    });
    if (unused) for (let at = 14; at < packed.length; at += 15) packed[at] |= 0x7f;
    const target = new Uint8Array(3 + 784).fill(9);
    resizeOmniglot(createOmniglotTables(), packed, target, 3);
    expect(Array.from(target)).toEqual([9, 9, 9, ...expected('BICUBIC', image)]);
  });
});
