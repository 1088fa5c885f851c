// Adam (Kingma and Ba, algorithm 1): see adam.ts. The last, incomplete four values are written one by one.

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/** `rates` lie one after the other: the learning rate, and the corrections of the first and second moment. */
export function adamUpdate(
  parameter: usize,
  gradient: usize,
  first: usize,
  second: usize,
  rates: usize,
  moved: usize,
  newFirst: usize,
  newSecond: usize,
  size: i32,
): void {
  const bytes = (<usize>size) << 2;
  const step = load<f32>(rates) * load<f32>(rates, 4);
  const correction2 = load<f32>(rates, 8);
  const fours = bytes & ~15;
  for (let i: usize = 0; i < fours; i += 16) {
    const g = v128.load(gradient + i);
    const m = f32x4.add(
      f32x4.mul(f32x4.splat(BETA1), v128.load(first + i)),
      f32x4.mul(f32x4.splat(1 - BETA1), g),
    );
    const v = f32x4.add(
      f32x4.mul(f32x4.splat(BETA2), v128.load(second + i)),
      f32x4.mul(f32x4.mul(f32x4.splat(1 - BETA2), g), g),
    );
    const root = f32x4.sqrt(f32x4.mul(v, f32x4.splat(correction2)));
    const move = f32x4.div(f32x4.mul(f32x4.splat(step), m), f32x4.add(root, f32x4.splat(EPSILON)));
    v128.store(moved + i, f32x4.sub(v128.load(parameter + i), move));
    v128.store(newFirst + i, m);
    v128.store(newSecond + i, v);
  }
  for (let i = fours; i < bytes; i += 4) {
    const g = load<f32>(gradient + i);
    const m = BETA1 * load<f32>(first + i) + (1 - BETA1) * g;
    const v = BETA2 * load<f32>(second + i) + (1 - BETA2) * g * g;
    store<f32>(moved + i, load<f32>(parameter + i) - (step * m) / (Mathf.sqrt(v * correction2) + EPSILON));
    store<f32>(newFirst + i, m);
    store<f32>(newSecond + i, v);
  }
}
