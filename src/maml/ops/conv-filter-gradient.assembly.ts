// The filter gradient of a convolution in AssemblyScript.

import { multiplyAdd } from './vector.assembly';

/** Pairs whose pixels stay in the first cache while all filters and channels are gone through. */
const CHUNK: i32 = 48;

/** Bytes of x and dy that stay in the second cache while all taps are gone through. */
const BLOCK: i32 = 262144;

/**
 * dw[tap][c][f] = sum over the tap's pairs and the images of x[pixel][c] * dy[pixel][f].
 *
 * `taps` lists the pairs by tap: their count, then each one's offset in x and in dy, in bytes. `list` is room
 * for CHUNK pairs.
 */
export function filterGradient(
  x: usize,
  dy: usize,
  dw: usize,
  taps: usize,
  tapCount: i32,
  images: i32,
  xImage: i32,
  dyImage: i32,
  channels: i32,
  filters: i32,
  list: usize,
): void {
  const size = (<usize>(channels * filters)) << 2;
  const step = max(1, BLOCK / (xImage + dyImage));
  for (let first = 0; first < images; first += step) {
    const last = min(images, first + step);
    let pairs = taps + 4;
    let out = dw;
    for (let tap = 0; tap < tapCount; tap++) {
      const end = pairs + ((<usize>load<i32>(pairs - 4)) << 3);
      let fresh = first === 0;
      let count = 0;
      let to = list;
      for (let image = first; image < last; image++) {
        const xAt = x + <usize>(image * xImage);
        const dyAt = dy + <usize>(image * dyImage);
        for (let pair = pairs; pair < end; pair += 8) {
          store<i32>(to, <i32>xAt + load<i32>(pair));
          store<i32>(to, <i32>dyAt + load<i32>(pair, 4), 4);
          to += 8;
          if (++count === CHUNK) {
            addPairs(list, to, out, channels, filters, fresh);
            fresh = false;
            count = 0;
            to = list;
          }
        }
      }
      if (count > 0 || fresh) addPairs(list, to, out, channels, filters, fresh);
      pairs = end + 4;
      out += size;
    }
  }
}

/** Adds the pairs' products to a tap's `[channel][filter]`, or starts it with them. */
export function addPairs(
  list: usize,
  end: usize,
  out: usize,
  channels: i32,
  filters: i32,
  fresh: bool,
): void {
  const row = (<usize>filters) << 2;
  let f: usize = 0;
  for (; f + 32 <= row; f += 32) {
    let at = out + f;
    let c: usize = 0;
    for (const width = (<usize>(channels & ~3)) << 2; c < width; c += 16) {
      addFourByEight(list, end, at, c, f, row, fresh);
      at += row << 2;
    }
    for (const width = (<usize>channels) << 2; c < width; c += 4) {
      addOneByFour(list, end, at, c, f, fresh);
      addOneByFour(list, end, at + 16, c, f + 16, fresh);
      at += row;
    }
  }
  for (; f < row; f += 16) {
    let at = out + f;
    for (let c: usize = 0, width = (<usize>channels) << 2; c < width; c += 4) {
      addOneByFour(list, end, at, c, f, fresh);
      at += row;
    }
  }
}

/** Four channels by eight filters, from bytes `c` and `f` of a pixel on. */
function addFourByEight(
  list: usize,
  listEnd: usize,
  out: usize,
  c: usize,
  f: usize,
  row: usize,
  fresh: bool,
): void {
  const out1 = out + row;
  const out2 = out1 + row;
  const out3 = out2 + row;
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  if (!fresh) {
    a0 = v128.load(out);
    a1 = v128.load(out, 16);
    b0 = v128.load(out1);
    b1 = v128.load(out1, 16);
    c0 = v128.load(out2);
    c1 = v128.load(out2, 16);
    d0 = v128.load(out3);
    d1 = v128.load(out3, 16);
  }
  for (let pair = list; pair < listEnd; pair += 8) {
    const x = <usize>load<i32>(pair) + c;
    const dy = <usize>load<i32>(pair, 4) + f;
    const g0 = v128.load(dy);
    const g1 = v128.load(dy, 16);
    const x0 = v128.load_splat<f32>(x);
    a0 = multiplyAdd(x0, g0, a0);
    a1 = multiplyAdd(x0, g1, a1);
    const x1 = v128.load_splat<f32>(x, 4);
    b0 = multiplyAdd(x1, g0, b0);
    b1 = multiplyAdd(x1, g1, b1);
    const x2 = v128.load_splat<f32>(x, 8);
    c0 = multiplyAdd(x2, g0, c0);
    c1 = multiplyAdd(x2, g1, c1);
    const x3 = v128.load_splat<f32>(x, 12);
    d0 = multiplyAdd(x3, g0, d0);
    d1 = multiplyAdd(x3, g1, d1);
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out1, b0);
  v128.store(out1, b1, 16);
  v128.store(out2, c0);
  v128.store(out2, c1, 16);
  v128.store(out3, d0);
  v128.store(out3, d1, 16);
}

/** One channel by four filters. */
function addOneByFour(list: usize, listEnd: usize, out: usize, c: usize, f: usize, fresh: bool): void {
  let sum = fresh ? f32x4.splat(0) : v128.load(out);
  for (let pair = list; pair < listEnd; pair += 8) {
    const x = v128.load_splat<f32>(<usize>load<i32>(pair) + c);
    sum = multiplyAdd(x, v128.load(<usize>load<i32>(pair, 4) + f), sum);
  }
  v128.store(out, sum);
}
