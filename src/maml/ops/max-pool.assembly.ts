// 2x2 max pool by gather and scatter at the arg-max, four channels at a time. Of equal values the first counts.

/** Writes the values of u at the arg-max of each window of x; u may be x. `row` is the bytes of a pixel. */
export function gatherAtMax(
  u: usize,
  x: usize,
  result: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2;
  const line = <usize>width * row;
  let out = result;
  for (let image = 0; image < images; image++) {
    for (let top = 0; top + 1 < height; top += 2) {
      for (let left = 0; left + 1 < width; left += 2) {
        const corner = <usize>((image * height + top) * width + left) * row;
        for (let c: usize = 0; c < row; c += 16) {
          const i = corner + c;
          let most = v128.load(x + i);
          let value = v128.load(u + i);
          let next = v128.load(x + i + row);
          let more = f32x4.gt(next, most);
          most = v128.bitselect(next, most, more);
          value = v128.bitselect(v128.load(u + i + row), value, more);
          next = v128.load(x + i + line);
          more = f32x4.gt(next, most);
          most = v128.bitselect(next, most, more);
          value = v128.bitselect(v128.load(u + i + line), value, more);
          more = f32x4.gt(v128.load(x + i + line + row), most);
          value = v128.bitselect(v128.load(u + i + line + row), value, more);
          v128.store(out, value);
          out += 16;
        }
      }
    }
  }
}

/** Puts dy at the arg-max of each window of x, zero elsewhere. */
export function scatterToMax(
  dy: usize,
  x: usize,
  result: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  const row = (<usize>channels) << 2;
  const line = <usize>width * row;
  // An odd last row or column belongs to no window.
  if ((height | width) & 1) memory.fill(result, 0, <usize>(images * height) * line);
  let from = dy;
  for (let image = 0; image < images; image++) {
    for (let top = 0; top + 1 < height; top += 2) {
      for (let left = 0; left + 1 < width; left += 2) {
        const corner = <usize>((image * height + top) * width + left) * row;
        for (let c: usize = 0; c < row; c += 16) {
          const i = corner + c;
          const a = v128.load(x + i);
          const b = v128.load(x + i + row);
          const d = v128.load(x + i + line);
          const e = v128.load(x + i + line + row);
          const bOverA = f32x4.gt(b, a);
          const ab = v128.bitselect(b, a, bOverA);
          const dOverAB = f32x4.gt(d, ab);
          const abd = v128.bitselect(d, ab, dOverAB);
          const eOver = f32x4.gt(e, abd);
          const g = v128.load(from);
          const notE = v128.andnot(g, eOver);
          const notDE = v128.andnot(notE, dOverAB);
          v128.store(result + i, v128.andnot(notDE, bOverA));
          v128.store(result + i + row, v128.and(notDE, bOverA));
          v128.store(result + i + line, v128.and(notE, dOverAB));
          v128.store(result + i + line + row, v128.and(g, eOver));
          from += 16;
        }
      }
    }
  }
}
