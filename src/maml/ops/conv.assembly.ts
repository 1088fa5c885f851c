// Convolution kernels in AssemblyScript. Pointers are byte offsets; every count of channels that is written
// is a multiple of four. `pairs` list the pixels that a kernel joins: see conv-joins.ts.

import { multiplyAdd } from './multiply-add.assembly';

/**
 * result[pixel][k] = sum over the pixel's pairs (tap, source pixel) and s of
 * source[source pixel][s] * weights[tap][s][k], for one image.
 *
 * `rows` holds four numbers a pixel: itself, the first and the end of its pairs, and whether the next row's
 * pairs have the same taps, so that two pixels can share the weights.
 */
export function weighPixels(
  source: usize,
  weights: usize,
  result: usize,
  rows: usize,
  pairs: usize,
  pixels: i32,
  summed: i32,
  kept: i32,
): void {
  const end = rows + ((<usize>pixels) << 4);
  const width = (<usize>kept) << 2;
  for (let row = rows; row < end; ) {
    const first = pairs + ((<usize>load<i32>(row, 4)) << 2);
    const last = pairs + ((<usize>load<i32>(row, 8)) << 2);
    const out = result + <usize>load<i32>(row) * width;
    if (load<i32>(row, 12)) {
      const other = pairs + ((<usize>load<i32>(row, 20)) << 2) - first;
      const otherOut = result + <usize>load<i32>(row, 16) * width;
      weighTwo(source, weights, out, otherOut, first, last, other, <usize>summed, width);
      row += 32;
    } else {
      weighOne(source, weights, out, first, last, <usize>summed, width);
      row += 16;
    }
  }
}

/** Two pixels whose pairs have the same taps; the second one's pairs lie `other` bytes further. */
function weighTwo(
  source: usize,
  weights: usize,
  out: usize,
  otherOut: usize,
  first: usize,
  last: usize,
  other: usize,
  summed: usize,
  width: usize,
): void {
  let k: usize = 0;
  for (; k + 64 <= width; k += 64) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let e = f32x4.splat(0);
    let f = f32x4.splat(0);
    let g = f32x4.splat(0);
    let h = f32x4.splat(0);
    for (let pair = first; pair < last; pair += 8) {
      let w = weights + <usize>load<i32>(pair) * summed * width + k;
      let s = source + ((<usize>load<i32>(pair, 4) * summed) << 2);
      const further = source + ((<usize>load<i32>(pair + other, 4) * summed) << 2) - s;
      const end = s + (summed << 2);
      for (; s < end; s += 4) {
        const one = load<f32>(s);
        const two = load<f32>(s + further);
        // Most pixels of a drawing are empty; with more channels the test costs more than it saves.
        if (summed > 1 || one !== 0 || two !== 0) {
          const v = f32x4.splat(one);
          const u = f32x4.splat(two);
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
        }
        w += width;
      }
    }
    store4(out + k, a, b, c, d);
    store4(otherOut + k, e, f, g, h);
  }
  if (k < width) {
    weighRest(source, weights, out, first, last, summed, width, k);
    weighRest(source, weights, otherOut, first + other, last + other, summed, width, k);
  }
}

function weighOne(
  source: usize,
  weights: usize,
  out: usize,
  first: usize,
  last: usize,
  summed: usize,
  width: usize,
): void {
  let k: usize = 0;
  for (; k + 64 <= width; k += 64) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    for (let pair = first; pair < last; pair += 8) {
      let w = weights + <usize>load<i32>(pair) * summed * width + k;
      let s = source + ((<usize>load<i32>(pair, 4) * summed) << 2);
      const end = s + (summed << 2);
      for (; s < end; s += 4) {
        const v = f32x4.splat(load<f32>(s));
        a = multiplyAdd(v, v128.load(w), a);
        b = multiplyAdd(v, v128.load(w, 16), b);
        c = multiplyAdd(v, v128.load(w, 32), c);
        d = multiplyAdd(v, v128.load(w, 48), d);
        w += width;
      }
    }
    store4(out + k, a, b, c, d);
  }
  if (k < width) weighRest(source, weights, out, first, last, summed, width, k);
}

/** The channels from byte `k` on, which are fewer than sixteen. */
function weighRest(
  source: usize,
  weights: usize,
  out: usize,
  first: usize,
  last: usize,
  summed: usize,
  width: usize,
  k: usize,
): void {
  for (; k < width; k += 16) {
    let a = f32x4.splat(0);
    for (let pair = first; pair < last; pair += 8) {
      let w = weights + <usize>load<i32>(pair) * summed * width + k;
      let s = source + ((<usize>load<i32>(pair, 4) * summed) << 2);
      const end = s + (summed << 2);
      for (; s < end; s += 4) {
        a = multiplyAdd(f32x4.splat(load<f32>(s)), v128.load(w), a);
        w += width;
      }
    }
    v128.store(out + k, a);
  }
}

function store4(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
  v128.store(at, c, 32);
  v128.store(at, d, 48);
}

/** Adds one image's part to a task's filter gradient `[tap][channel][filter]`; pairs are (input, output) per tap. */
export function addFilterGradient(
  x: usize,
  dy: usize,
  result: usize,
  starts: usize,
  pairs: usize,
  taps: i32,
  channels: i32,
  filters: i32,
): void {
  const row = (<usize>filters) << 2;
  for (let tap = 0; tap < taps; tap++) {
    const first = pairs + ((<usize>load<i32>(starts + ((<usize>tap) << 2))) << 2);
    const last = pairs + ((<usize>load<i32>(starts + ((<usize>(tap + 1)) << 2))) << 2);
    for (let channel = 0; channel < channels; channel++) {
      const out = result + <usize>(tap * channels + channel) * row;
      const column = x + ((<usize>channel) << 2);
      let k: usize = 0;
      for (; k + 64 <= row; k += 64) {
        let a = v128.load(out + k);
        let b = v128.load(out + k, 16);
        let c = v128.load(out + k, 32);
        let d = v128.load(out + k, 48);
        for (let pair = first; pair < last; pair += 8) {
          const value = load<f32>(column + ((<usize>load<i32>(pair) * <usize>channels) << 2));
          if (channels > 1 || value !== 0) {
            const v = f32x4.splat(value);
            const g = dy + <usize>load<i32>(pair, 4) * row + k;
            a = multiplyAdd(v, v128.load(g), a);
            b = multiplyAdd(v, v128.load(g, 16), b);
            c = multiplyAdd(v, v128.load(g, 32), c);
            d = multiplyAdd(v, v128.load(g, 48), d);
          }
        }
        v128.store(out + k, a);
        v128.store(out + k, b, 16);
        v128.store(out + k, c, 32);
        v128.store(out + k, d, 48);
      }
      for (; k < row; k += 16) {
        let a = v128.load(out + k);
        for (let pair = first; pair < last; pair += 8) {
          const v = f32x4.splat(load<f32>(column + ((<usize>load<i32>(pair) * <usize>channels) << 2)));
          a = multiplyAdd(v, v128.load(dy + <usize>load<i32>(pair, 4) * row + k), a);
        }
        v128.store(out + k, a);
      }
    }
  }
}

/** Turns filters `[tap][channel][filter]` into `[tap][filter][channel]`. */
export function turnFilters(w: usize, result: usize, taps: i32, channels: i32, filters: i32): void {
  for (let tap = 0; tap < taps; tap++) {
    const first = tap * channels * filters;
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f++) {
        const value = load<f32>(w + ((<usize>(first + c * filters + f)) << 2));
        store<f32>(result + ((<usize>(first + f * channels + c)) << 2), value);
      }
    }
  }
}

export function fillZero(at: usize, bytes: i32): void {
  memory.fill(at, 0, <usize>bytes);
}
