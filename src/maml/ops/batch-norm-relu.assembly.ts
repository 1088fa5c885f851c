// Batch norm and ReLU, and their derivatives, for one task and four channels at a time: see
// batch-norm-relu.ts for the formulas and their names. `row` is the bytes of a pixel's channels. Sums are
// taken image by image, so that a float's rounding does not grow with the batch.

import { multiplyAdd } from './vector.assembly';

/** Writes y and the statistics (mean, reciprocal deviation) per channel. */
export function batchNormRelu(
  x: usize,
  scale: usize,
  y: usize,
  statistics: usize,
  images: i32,
  pixels: i32,
  channels: i32,
  epsilon: f32,
): void {
  const row = (<usize>channels) << 2;
  const image = <usize>pixels * row;
  const size = <usize>images * image;
  const share = f32x4.splat(1 / <f32>(images * pixels));
  for (let c: usize = 0; c < row; c += 16) {
    const last = x + size + c;
    let mean = f32x4.splat(0);
    for (let p = x + c; p < last; ) {
      let part = f32x4.splat(0);
      for (const end = p + image; p < end; p += row) part = f32x4.add(part, v128.load(p));
      mean = f32x4.add(mean, part);
    }
    mean = f32x4.mul(mean, share);
    let variance = f32x4.splat(0);
    for (let p = x + c; p < last; ) {
      let part = f32x4.splat(0);
      for (const end = p + image; p < end; p += row) {
        const d = f32x4.sub(v128.load(p), mean);
        part = multiplyAdd(d, d, part);
      }
      variance = f32x4.add(variance, part);
    }
    variance = f32x4.add(f32x4.mul(variance, share), f32x4.splat(epsilon));
    const r = f32x4.div(f32x4.splat(1), f32x4.sqrt(variance));
    v128.store(statistics + c, mean);
    v128.store(statistics + row + c, r);

    const gain = f32x4.mul(v128.load(scale + c), r);
    const shift = v128.load(scale + row + c);
    const zero = f32x4.splat(0);
    for (let p = x + c, q = y + c; p < last; p += row, q += row) {
      const value = f32x4.add(f32x4.mul(f32x4.sub(v128.load(p), mean), gain), shift);
      v128.store(q, f32x4.max(value, zero));
    }
  }
}

/** Writes dx, dgamma and dbeta. */
export function batchNormReluGradient(
  x: usize,
  scale: usize,
  dy: usize,
  y: usize,
  statistics: usize,
  dx: usize,
  dscale: usize,
  images: i32,
  pixels: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2;
  const image = <usize>pixels * row;
  const size = <usize>images * image;
  const share = f32x4.splat(1 / <f32>(images * pixels));
  const zero = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const mean = v128.load(statistics + c);
    const r = v128.load(statistics + row + c);
    let sumG = zero;
    let sumGH = zero;
    for (let i = c; i < size; ) {
      let partG = zero;
      let partGH = zero;
      for (const end = i + image; i < end; i += row) {
        const g = v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), zero));
        partG = f32x4.add(partG, g);
        partGH = multiplyAdd(g, f32x4.sub(v128.load(x + i), mean), partGH);
      }
      sumG = f32x4.add(sumG, partG);
      sumGH = f32x4.add(sumGH, partGH);
    }
    sumGH = f32x4.mul(sumGH, r);
    v128.store(dscale + c, sumGH);
    v128.store(dscale + row + c, sumG);

    const gain = f32x4.mul(v128.load(scale + c), r);
    const meanG = f32x4.mul(sumG, share);
    const slope = f32x4.mul(f32x4.mul(sumGH, share), r);
    for (let i = c; i < size; i += row) {
      const g = v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), zero));
      const d = f32x4.sub(v128.load(x + i), mean);
      v128.store(dx + i, f32x4.mul(gain, f32x4.sub(f32x4.sub(g, meanG), f32x4.mul(d, slope))));
    }
  }
}

/** Writes the second derivative to x, gamma and dy. */
export function batchNormReluTangent(
  x: usize,
  scale: usize,
  dy: usize,
  y: usize,
  statistics: usize,
  dscale: usize,
  u: usize,
  a: usize,
  toX: usize,
  toScale: usize,
  toDy: usize,
  images: i32,
  pixels: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2;
  const image = <usize>pixels * row;
  const size = <usize>images * image;
  const count = f32x4.splat(<f32>(images * pixels));
  const share = f32x4.div(f32x4.splat(1), count);
  const zero = f32x4.splat(0);
  for (let c: usize = 0; c < row; c += 16) {
    const mean = v128.load(statistics + c);
    const r = v128.load(statistics + row + c);
    let sumU = zero;
    let sumUH = zero;
    let sumUG = zero;
    for (let i = c; i < size; ) {
      let partU = zero;
      let partUH = zero;
      let partUG = zero;
      for (const end = i + image; i < end; i += row) {
        const value = v128.load(u + i);
        const g = v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), zero));
        partU = f32x4.add(partU, value);
        partUH = multiplyAdd(value, f32x4.sub(v128.load(x + i), mean), partUH);
        partUG = multiplyAdd(value, g, partUG);
      }
      sumU = f32x4.add(sumU, partU);
      sumUH = f32x4.add(sumUH, partUH);
      sumUG = f32x4.add(sumUG, partUG);
    }
    const A = f32x4.mul(v128.load(dscale + row + c), share);
    const B = f32x4.mul(v128.load(dscale + c), share);
    const U = f32x4.mul(sumU, share);
    const P = f32x4.mul(f32x4.mul(sumUH, share), r);
    const rest = f32x4.sub(f32x4.sub(f32x4.mul(sumUG, share), f32x4.mul(A, U)), f32x4.mul(B, P));
    v128.store(toScale + c, f32x4.mul(f32x4.mul(r, count), rest));
    v128.store(toScale + row + c, zero);

    const alpha = v128.load(a + c);
    const shift = v128.load(a + row + c);
    const gain = f32x4.mul(v128.load(scale + c), r);
    const s = f32x4.sub(alpha, f32x4.mul(gain, P));
    const gainB = f32x4.mul(gain, B);
    const meanK = f32x4.sub(f32x4.mul(s, A), f32x4.mul(gainB, U));
    const meanKH = f32x4.sub(f32x4.mul(s, B), f32x4.mul(gainB, P));
    const slope = multiplyAdd(gain, rest, meanKH);
    for (let i = c; i < size; i += row) {
      const active = f32x4.gt(v128.load(y + i), zero);
      const g = v128.and(v128.load(dy + i), active);
      const h = f32x4.mul(f32x4.sub(v128.load(x + i), mean), r);
      const value = v128.load(u + i);
      const k = f32x4.sub(f32x4.mul(s, g), f32x4.mul(gainB, value));
      v128.store(toX + i, f32x4.mul(r, f32x4.sub(f32x4.sub(k, meanK), f32x4.mul(h, slope))));
      const centred = f32x4.sub(f32x4.sub(value, U), f32x4.mul(h, P));
      const back = f32x4.add(f32x4.add(f32x4.mul(gain, centred), f32x4.mul(alpha, h)), shift);
      v128.store(toDy + i, v128.and(back, active));
    }
  }
}
