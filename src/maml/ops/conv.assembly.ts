// Convolution in AssemblyScript, of every geometry; the input gradient is one with turned filters and taps.
// Pointers are byte offsets; a pixel's channels lie one after the other.

import { multiplyAdd, store4 } from './vector.assembly';

/**
 * result[pixel][k] = sum over the pixel's taps and s of source[pixel + tap][s] * weights[tap][s][k], for
 * every image.
 *
 * `classes` lists the pixels by the taps they have (conv-classes.ts): counts of taps and pixels, then a
 * tap's offset in the weights and in the source, then a pixel's offset in the source and in the result, all
 * in bytes; a negative count ends it.
 */
export function convolve(
  source: usize,
  weights: usize,
  result: usize,
  classes: usize,
  images: i32,
  sourceImage: usize,
  resultImage: usize,
  summed: usize,
  kept: usize,
): void {
  let taps = classes + 8;
  for (; load<i32>(taps - 8) >= 0; ) {
    const pixels = taps + ((<usize>load<i32>(taps - 8)) << 3);
    const end = pixels + ((<usize>load<i32>(taps - 4)) << 3);
    // Pixels are weighed two by two, so that they share the weights.
    let held: usize = 0;
    let heldResult: usize = 0;
    for (let image = 0; image < images; image++) {
      const from = source + <usize>image * sourceImage;
      const to = result + <usize>image * resultImage;
      for (let pixel = pixels; pixel < end; pixel += 8) {
        const at = from + <usize>load<i32>(pixel);
        const out = to + <usize>load<i32>(pixel, 4);
        if (held === 0) {
          held = at;
          heldResult = out;
        } else {
          weighTwo(held, at, weights, taps, pixels, heldResult, out, summed << 2, kept << 2);
          held = 0;
        }
      }
    }
    if (held !== 0)
      weighTwo(held, held, weights, taps, pixels, heldResult, heldResult, summed << 2, kept << 2);
    taps = end + 8;
  }
}

/** Weighs two pixels of the same taps; `row` and `width` are the bytes of a source's and a result's pixel. */
export function weighTwo(
  source: usize,
  otherSource: usize,
  weights: usize,
  taps: usize,
  tapsEnd: usize,
  out: usize,
  otherOut: usize,
  row: usize,
  width: usize,
): void {
  let k: usize = 0;
  for (; k + 64 <= width; k += 64) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    for (let tap = taps; tap < tapsEnd; tap += 8) {
      let w = weights + <usize>load<i32>(tap) + k;
      let s = source + <usize>load<i32>(tap, 4);
      let t = otherSource + <usize>load<i32>(tap, 4);
      // Not unrolled: V8 would load ahead and run out of registers.
      for (const end = s + row; s < end; s += 4) {
        const v = v128.load_splat<f32>(s);
        const u = v128.load_splat<f32>(t);
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        const w2 = v128.load(w, 32);
        const w3 = v128.load(w, 48);
        a = multiplyAdd(v, w0, a);
        b = multiplyAdd(v, w1, b);
        c = multiplyAdd(v, w2, c);
        d = multiplyAdd(v, w3, d);
        e = multiplyAdd(u, w0, e);
        f = multiplyAdd(u, w1, f);
        g = multiplyAdd(u, w2, g);
        h = multiplyAdd(u, w3, h);
        t += 4;
        w += width;
      }
    }
    store4(out + k, a, b, c, d);
    store4(otherOut + k, e, f, g, h);
  }
  // The channels that are left, fewer than sixteen.
  for (; k < width; k += 16) {
    let a = f32x4.splat(0);
    let b = a;
    for (let tap = taps; tap < tapsEnd; tap += 8) {
      let w = weights + <usize>load<i32>(tap) + k;
      let s = source + <usize>load<i32>(tap, 4);
      let t = otherSource + <usize>load<i32>(tap, 4);
      for (const end = s + row; s < end; s += 4) {
        a = multiplyAdd(v128.load_splat<f32>(s), v128.load(w), a);
        b = multiplyAdd(v128.load_splat<f32>(t), v128.load(w), b);
        t += 4;
        w += width;
      }
    }
    v128.store(out + k, a);
    v128.store(otherOut + k, b);
  }
}

/** Turns filters `[tap][channel][filter]` into `[tap][filter][channel]`, four by four; counts of four. */
export function turnFilters(w: usize, result: usize, taps: i32, channels: usize, filters: usize): void {
  const row = filters << 2;
  const turnedRow = channels << 2;
  for (let tap = 0; tap < taps; tap++) {
    for (let c: usize = 0; c < channels; c += 4) {
      for (let f: usize = 0; f < filters; f += 4) {
        const from = w + c * row + (f << 2);
        const to = result + f * turnedRow + (c << 2);
        const a = v128.load(from);
        const b = v128.load(from + row);
        const d = v128.load(from + 2 * row);
        const e = v128.load(from + 3 * row);
        const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
        const de = v128.shuffle<f32>(d, e, 0, 4, 1, 5);
        v128.store(to, v128.shuffle<f32>(ab, de, 0, 1, 4, 5));
        v128.store(to + turnedRow, v128.shuffle<f32>(ab, de, 2, 3, 6, 7));
        const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
        const deHigh = v128.shuffle<f32>(d, e, 2, 6, 3, 7);
        v128.store(to + 2 * turnedRow, v128.shuffle<f32>(abHigh, deHigh, 0, 1, 4, 5));
        v128.store(to + 3 * turnedRow, v128.shuffle<f32>(abHigh, deHigh, 2, 3, 6, 7));
      }
    }
    w += channels * row;
    result += channels * row;
  }
}
