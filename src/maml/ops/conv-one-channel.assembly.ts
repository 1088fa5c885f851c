// The 3x3 convolution of one channel, a network's first, and its filter gradient in AssemblyScript. Most of a
// drawing is empty: only output pixels that see ink are gone through.

import { multiplyAdd, store4 } from './vector.assembly';

/** Bytes of the list of pixels whose dy stays in the first cache while all filters are gone through. */
const CHUNK: usize = 8 * 64;

/**
 * y[pixel][f] = sum over taps of x[pixel + tap] * w[tap][f].
 *
 * @param taps each tap's offset in the padded image, in bytes, nine of them
 * @param scratch room for the padded image, eight values more, and two numbers a pixel
 */
export function convolveOneChannel(
  x: usize,
  w: usize,
  y: usize,
  taps: usize,
  images: i32,
  inSide: i32,
  outSide: i32,
  paddedSide: i32,
  stride: i32,
  pad: i32,
  filters: usize,
  scratch: usize,
): void {
  const padded = scratch + 16;
  const list = padded + ((<usize>(paddedSide * paddedSide + 4)) << 2);
  const width = filters << 2;
  const pixels = <usize>(outSide * outSide);
  for (let image = 0; image < images; image++) {
    padImage(x, inSide, padded, paddedSide, pad);
    const end = listInk(padded, (<usize>paddedSide) << 2, outSide, (<usize>stride) << 2, width, list);
    if (end - list < pixels << 3) memory.fill(y, 0, pixels * width);
    for (let pixel = list; pixel < end; pixel += 16) {
      // An odd last pixel is weighed twice.
      const other = pixel + 8 < end ? pixel + 8 : pixel;
      const out = y + <usize>load<i32>(pixel, 4);
      const otherOut = y + <usize>load<i32>(other, 4);
      weighTwo(<usize>load<i32>(pixel), <usize>load<i32>(other), w, taps, out, otherOut, width);
    }
    x += (<usize>(inSide * inSide)) << 2;
    y += pixels * width;
  }
}

/** Two pixels by sixteen filters at a time, then by four. */
function weighTwo(
  source: usize,
  otherSource: usize,
  weights: usize,
  taps: usize,
  out: usize,
  otherOut: usize,
  width: usize,
): void {
  const tapsEnd = taps + 36;
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
    let w = weights + k;
    for (let tap = taps; tap < tapsEnd; tap += 4) {
      const offset = <usize>load<i32>(tap);
      const v = v128.load_splat<f32>(source + offset);
      const u = v128.load_splat<f32>(otherSource + offset);
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
      w += width;
    }
    store4(out + k, a, b, c, d);
    store4(otherOut + k, e, f, g, h);
  }
  for (; k < width; k += 16) {
    let a = f32x4.splat(0);
    let b = a;
    let w = weights + k;
    for (let tap = taps; tap < tapsEnd; tap += 4) {
      const offset = <usize>load<i32>(tap);
      a = multiplyAdd(v128.load_splat<f32>(source + offset), v128.load(w), a);
      b = multiplyAdd(v128.load_splat<f32>(otherSource + offset), v128.load(w), b);
      w += width;
    }
    v128.store(out + k, a);
    v128.store(otherOut + k, b);
  }
}

/** dw[tap][f] = sum over pixels and images of x[pixel + tap] * dy[pixel][f]; `scratch` as above. */
export function filterGradientOneChannel(
  x: usize,
  dy: usize,
  dw: usize,
  images: i32,
  inSide: i32,
  outSide: i32,
  paddedSide: i32,
  stride: i32,
  pad: i32,
  filters: usize,
  scratch: usize,
): void {
  const padded = scratch + 16;
  const list = padded + ((<usize>(paddedSide * paddedSide + 4)) << 2);
  const row = (<usize>paddedSide) << 2;
  const width = filters << 2;
  memory.fill(dw, 0, 9 * width);
  for (let image = 0; image < images; image++) {
    padImage(x, inSide, padded, paddedSide, pad);
    const end = listInk(padded, row, outSide, (<usize>stride) << 2, width, list);
    for (let first = list; first < end; first += CHUNK) {
      const last = min(end, first + CHUNK);
      touchRows(first, last, dy, width, scratch);
      for (let f: usize = 0; f < width; f += 16) addNineByFour(first, last, dy + f, dw + f, row, width);
    }
    x += (<usize>(inSide * inSide)) << 2;
    dy += <usize>(outSide * outSide) * width;
  }
}

/** Copies an image into the middle of zeros. */
function padImage(x: usize, side: i32, padded: usize, paddedSide: i32, pad: i32): void {
  const bytes = (<usize>side) << 2;
  const row = (<usize>paddedSide) << 2;
  memory.fill(padded, 0, <usize>paddedSide * row + 16);
  let to = padded + <usize>pad * (row + 4);
  for (let i = 0; i < side; i++) {
    memory.copy(to, x, bytes);
    x += bytes;
    to += row;
  }
}

/** Lists the pixels that see ink: their first tap's address and their offset in the output; returns the end. */
function listInk(padded: usize, row: usize, side: i32, step: usize, width: usize, list: usize): usize {
  const three = i32x4(-1, -1, -1, 0);
  let out: usize = 0;
  for (let i = 0; i < side; i++) {
    let at = padded + ((<usize>i * step) >> 2) * row;
    for (let j = 0; j < side; j++) {
      const seen = v128.or(v128.or(v128.load(at), v128.load(at + row)), v128.load(at + row + row));
      store<i32>(list, <i32>at);
      store<i32>(list, <i32>out, 4);
      list += (<usize>v128.any_true(v128.and(seen, three))) << 3;
      at += step;
      out += width;
    }
  }
  return list;
}

/**
 * Reads the listed pixels of dy once, line by line: `addNineByFour` jumps from pixel to pixel, which the
 * processor does not see coming. The sum goes nowhere in particular, so that the reading is not left out.
 */
function touchRows(list: usize, end: usize, dy: usize, width: usize, nowhere: usize): void {
  let sum = f32x4.splat(0);
  for (; list < end; list += 8) {
    const pixel = dy + <usize>load<i32>(list, 4);
    for (let line: usize = 0; line < width; line += 64) sum = v128.or(sum, v128.load(pixel + line));
  }
  v128.store(nowhere, sum);
}

/** Nine taps by four filters, for one image. */
function addNineByFour(list: usize, end: usize, dy: usize, dw: usize, row: usize, width: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  let b0 = a0;
  let b1 = a0;
  let b2 = a0;
  let c0 = a0;
  let c1 = a0;
  let c2 = a0;
  for (let pixel = list; pixel < end; pixel += 8) {
    const a = <usize>load<i32>(pixel);
    const b = a + row;
    const c = b + row;
    const g = v128.load(dy + <usize>load<i32>(pixel, 4));
    a0 = multiplyAdd(v128.load_splat<f32>(a), g, a0);
    a1 = multiplyAdd(v128.load_splat<f32>(a, 4), g, a1);
    a2 = multiplyAdd(v128.load_splat<f32>(a, 8), g, a2);
    b0 = multiplyAdd(v128.load_splat<f32>(b), g, b0);
    b1 = multiplyAdd(v128.load_splat<f32>(b, 4), g, b1);
    b2 = multiplyAdd(v128.load_splat<f32>(b, 8), g, b2);
    c0 = multiplyAdd(v128.load_splat<f32>(c), g, c0);
    c1 = multiplyAdd(v128.load_splat<f32>(c, 4), g, c1);
    c2 = multiplyAdd(v128.load_splat<f32>(c, 8), g, c2);
  }
  addThree(dw, width, a0, a1, a2);
  addThree(dw + 3 * width, width, b0, b1, b2);
  addThree(dw + 6 * width, width, c0, c1, c2);
}

function addThree(at: usize, step: usize, a: v128, b: v128, c: v128): void {
  v128.store(at, f32x4.add(v128.load(at), a));
  v128.store(at + step, f32x4.add(v128.load(at + step), b));
  v128.store(at + 2 * step, f32x4.add(v128.load(at + 2 * step), c));
}
