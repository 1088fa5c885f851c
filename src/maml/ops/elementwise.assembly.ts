// Elementwise kernels, four values at a time; the last, incomplete four are written one by one.

import { multiplyAdd } from './vector.assembly';

/** result = a + b. */
export function add(a: usize, b: usize, result: usize, size: i32): void {
  const bytes = (<usize>size) << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128.store(result + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
  }
  for (; i < bytes; i += 4) store<f32>(result + i, load<f32>(a + i) + load<f32>(b + i));
}

/** result = p - rate * g, for the one value at `rate`. */
export function descend(p: usize, g: usize, rate: usize, result: usize, size: i32): void {
  const bytes = (<usize>size) << 2;
  const factor = -load<f32>(rate);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128.store(result + i, multiplyAdd(f32x4.splat(factor), v128.load(g + i), v128.load(p + i)));
  }
  for (; i < bytes; i += 4) store<f32>(result + i, load<f32>(p + i) + factor * load<f32>(g + i));
}

/** result = x * by * factor, for the one value at `by`. */
export function scaleBy(x: usize, by: usize, result: usize, size: i32, factor: f32): void {
  const bytes = (<usize>size) << 2;
  const scale = load<f32>(by) * factor;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128.store(result + i, f32x4.mul(f32x4.splat(scale), v128.load(x + i)));
  }
  for (; i < bytes; i += 4) store<f32>(result + i, load<f32>(x + i) * scale);
}
