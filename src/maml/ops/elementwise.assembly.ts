// Elementwise kernels; the last, incomplete four values are written one by one.

/** result = x + scale * y. */
export function addScaled(x: usize, y: usize, result: usize, size: i32, scale: f32): void {
  const s = f32x4.splat(scale);
  const bytes = (<usize>size) << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128.store(result + i, f32x4.add(v128.load(x + i), f32x4.mul(s, v128.load(y + i))));
  }
  for (; i < bytes; i += 4) store<f32>(result + i, load<f32>(x + i) + scale * load<f32>(y + i));
}
