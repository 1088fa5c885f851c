// Convolution kernels in AssemblyScript. Pointers are byte offsets; every count of channels that is written
// is a multiple of four. `starts` and `pairs` list the pixels that a kernel joins: see conv-joins.ts.

import { multiplyAdd } from './multiply-add.assembly';

/**
 * result[group][k] = sum over the group's (tap, pixel) and s of source[pixel][s] * weights[tap][s][k],
 * for one image.
 */
export function weighPixels(
  source: usize,
  weights: usize,
  result: usize,
  starts: usize,
  pairs: usize,
  groups: i32,
  summed: i32,
  kept: i32,
): void {
  const row = (<usize>kept) << 2;
  for (let group = 0; group < groups; group++) {
    const first = pairs + ((<usize>load<i32>(starts + ((<usize>group) << 2))) << 2);
    const last = pairs + ((<usize>load<i32>(starts + ((<usize>(group + 1)) << 2))) << 2);
    const out = result + <usize>group * row;
    let k: usize = 0;
    for (; k + 64 <= row; k += 64) {
      let a = f32x4.splat(0);
      let b = f32x4.splat(0);
      let c = f32x4.splat(0);
      let d = f32x4.splat(0);
      for (let pair = first; pair < last; pair += 8) {
        let w = weights + <usize>load<i32>(pair) * <usize>summed * row + k;
        let s = source + ((<usize>load<i32>(pair, 4) * <usize>summed) << 2);
        const end = s + ((<usize>summed) << 2);
        for (; s < end; s += 4) {
          const value = load<f32>(s);
          // Most pixels of a drawing are empty; with more channels the test costs more than it saves.
          if (summed > 1 || value !== 0) {
            const v = f32x4.splat(value);
            a = multiplyAdd(v, v128.load(w), a);
            b = multiplyAdd(v, v128.load(w, 16), b);
            c = multiplyAdd(v, v128.load(w, 32), c);
            d = multiplyAdd(v, v128.load(w, 48), d);
          }
          w += row;
        }
      }
      v128.store(out + k, a);
      v128.store(out + k, b, 16);
      v128.store(out + k, c, 32);
      v128.store(out + k, d, 48);
    }
    for (; k < row; k += 16) {
      let a = f32x4.splat(0);
      for (let pair = first; pair < last; pair += 8) {
        let w = weights + <usize>load<i32>(pair) * <usize>summed * row + k;
        let s = source + ((<usize>load<i32>(pair, 4) * <usize>summed) << 2);
        const end = s + ((<usize>summed) << 2);
        for (; s < end; s += 4) {
          a = multiplyAdd(f32x4.splat(load<f32>(s)), v128.load(w), a);
          w += row;
        }
      }
      v128.store(out + k, a);
    }
  }
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
