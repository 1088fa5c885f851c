import { describe, expect, test } from 'vitest';
import { CheckpointError } from '#session';
import { decodeSafetensors } from '../../../src/session/safetensors.ts';

/** A file of this header and so many bytes, `data` the first of them. */
function fileOf(header: unknown, bytes: number, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const tensor = (from: number, to: number, shape: number[], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

// What safetensors 0.8.0 of the format's authors says to each of them was tried.
describe('bytes and tensors must agree, as in the official library', () => {
  test.each<[string, unknown, number]>([
    ['one after the other', { a: tensor(0, 4, [1]), b: tensor(4, 8, [1]) }, 8],
    ['in another order than they lie', { b: tensor(4, 8, [1]), a: tensor(0, 4, [1]) }, 8],
    ['an empty one', { a: tensor(0, 4, [1]), b: tensor(0, 0, [0]) }, 4],
    ['a scalar', { a: tensor(0, 4, []) }, 4],
    ['no tensor', {}, 0],
    ['types of less than a byte', { a: tensor(0, 1, [2], 'F4') }, 1],
    ['no metadata', { __metadata__: null, a: tensor(0, 4, [1]) }, 4],
    ['a header filled up with spaces', `${JSON.stringify({ a: tensor(0, 4, [1]) })}   `, 4],
  ])('taken: %s', (_, header, bytes) => {
    expect(() => decodeSafetensors(fileOf(header, bytes))).not.toThrow();
  });

  test.each<[string, unknown, number, RegExp]>([
    ['the same bytes twice', { a: tensor(0, 4, [1]), b: tensor(0, 4, [1]) }, 4, /b overlaps another/],
    ['bytes shared', { a: tensor(0, 8, [2]), b: tensor(4, 12, [2]) }, 12, /b overlaps another/],
    ['a gap', { a: tensor(0, 4, [1]), b: tensor(8, 12, [1]) }, 12, /Before tensor b/],
    ['a gap at the start', { a: tensor(4, 8, [1]) }, 8, /Before tensor a/],
    ['bytes at the end', { a: tensor(0, 4, [1]) }, 8, /After the last tensor/],
    ['bytes without a tensor', {}, 2, /After the last tensor/],
    ['bytes missing', { a: tensor(0, 4, [1]) }, 3, /cut short/],
    ['an end before its start', { a: tensor(4, 0, [1]) }, 4, /a/],
    ['more values than bytes', { a: tensor(0, 4, [2]) }, 4, /a has the wrong length/],
    ['a shape beyond all memory', { a: tensor(0, 4, [2 ** 40, 2 ** 40]) }, 4, /a has the wrong length/],
    ['half a byte', { a: tensor(0, 1, [1], 'F4') }, 1, /a has the wrong length/],
    ['an offset below zero', { a: tensor(-4, 0, [1]) }, 4, /header is damaged/],
    ['a type that does not exist', { a: tensor(0, 4, [1], 'F33') }, 4, /header is damaged/],
    ['metadata that are not text', { __metadata__: { a: 1 }, a: tensor(0, 4, [1]) }, 4, /header is damaged/],
    [
      'a header with a zero after it',
      `${JSON.stringify({ a: tensor(0, 4, [1]) })}\0`,
      4,
      /not a safetensors/,
    ],
  ])('refused: %s', (_, header, bytes, reason) => {
    const read = () => decodeSafetensors(fileOf(header, bytes));
    expect(read).toThrow(CheckpointError);
    expect(read).toThrow(reason);
  });
});

describe('values of other types become float32', () => {
  // 1.5, -0.0999755859375 (the half next to -0.1), the smallest half, the largest, infinity
  const halves = [0x3e00, 0xae66, 0x0001, 0x7bff, 0x7c00];

  test('halves', () => {
    const data = halves.flatMap((bits) => [bits & 255, bits >> 8]);
    const file = fileOf({ a: tensor(0, 10, [5], 'F16') }, 10, data);
    expect([...decodeSafetensors(file).tensors.get('a')!.data]).toEqual([
      1.5,
      -0.0999755859375,
      2 ** -24,
      65504,
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('bfloat16', () => {
    // The upper halves of 1.5 and of -1/3.
    const file = fileOf({ a: tensor(0, 4, [2], 'BF16') }, 4, [0xc0, 0x3f, 0xab, 0xbe]);
    expect([...decodeSafetensors(file).tensors.get('a')!.data]).toEqual([1.5, -0.333984375]);
  });

  test('float64', () => {
    const data = [...new Uint8Array(new Float64Array([0.1, -3]).buffer)];
    const file = fileOf({ a: tensor(0, 16, [2], 'F64') }, 16, data);
    expect(decodeSafetensors(file).tensors.get('a')!.data).toEqual(Float32Array.of(0.1, -3));
  });

  test('whole numbers are named and not read', () => {
    const { tensors, others } = decodeSafetensors(fileOf({ n: tensor(0, 8, [], 'I64') }, 8));
    expect(tensors.size).toBe(0);
    expect([...others]).toEqual([['n', 'I64']]);
  });
});
