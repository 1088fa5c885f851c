// The 3x3 convolution of stride 1 and padding 1 by Winograd's minimal filtering F(2x2, 3x3), as in Lavin and
// Gray (2016), in AssemblyScript: 16 products for four output pixels instead of 36. A tile is four by four
// input pixels for two by two output pixels. Transformed, its 16 values lie in 16 planes: `plane` is a
// plane's bytes. `side` is an image's side in pixels, `row` and `width` a pixel's bytes in x and y. Images are
// gone through in groups, so that small ones fill the matrix products.

import { weighTwo } from './conv.assembly';
import { addPairs } from './conv-filter-gradient.assembly';

/** y = conv(x, w) for transformed filters `[16][channel][filter]`; `scratch` is room as `winogradScratch` says. */
export function winograd(
  x: usize,
  filters: usize,
  y: usize,
  images: i32,
  group: i32,
  side: i32,
  row: usize,
  width: usize,
  scratch: usize,
): void {
  const tiles = tilesOf(side);
  const pixels = <usize>(side * side);
  const padded = scratch + 16;
  const planes = padded + paddedBytes(side, row);
  const products = planes + ((<usize>(group * tiles * tiles) * row) << 4);
  memory.fill(scratch, 0, 16 + paddedBytes(side, row));
  for (let first = 0; first < images; first += group) {
    const grouped = min(group, images - first);
    const count = <usize>(grouped * tiles * tiles);
    transformImages(x, grouped, side, row, padded, planes);
    multiplyPlanes(planes, filters, products, count, row, width, scratch);
    for (let image = 0; image < grouped; image++) {
      writeTiles(products + <usize>(image * tiles * tiles) * width, count * width, side, width, y);
      y += pixels * width;
    }
    x += <usize>grouped * pixels * row;
  }
}

/** The transformed filters' gradient `[16][channel][filter]`, summed over the images. */
export function winogradFilterGradient(
  x: usize,
  dy: usize,
  gradient: usize,
  images: i32,
  group: i32,
  side: i32,
  row: usize,
  width: usize,
  scratch: usize,
): void {
  const tiles = tilesOf(side);
  const pixels = <usize>(side * side);
  const padded = scratch;
  const planes = padded + paddedBytes(side, row);
  const dyPlanes = planes + ((<usize>(group * tiles * tiles) * row) << 4);
  const list = dyPlanes + ((<usize>(group * tiles * tiles) * width) << 4);
  memory.fill(padded, 0, paddedBytes(side, row));
  for (let first = 0; first < images; first += group) {
    const grouped = min(group, images - first);
    const count = <usize>(grouped * tiles * tiles);
    transformImages(x, grouped, side, row, padded, planes);
    for (let image = 0; image < grouped; image++) {
      transformGradients(dy, side, width, dyPlanes + <usize>(image * tiles * tiles) * width, count * width);
      dy += pixels * width;
    }
    for (let i: usize = 0; i < 16; i++) {
      const out = gradient + i * (row >> 2) * width;
      const end = listTiles(list, planes + i * count * row, row, dyPlanes + i * count * width, width, count);
      addPairs(list, end, out, <i32>(row >> 2), <i32>(width >> 2), first === 0);
    }
    x += <usize>grouped * pixels * row;
  }
}

function tilesOf(side: i32): i32 {
  return (side + 1) >> 1;
}

function paddedSide(tiles: i32): usize {
  return <usize>(2 * tiles + 2);
}

function paddedBytes(side: i32, row: usize): usize {
  const padded = paddedSide(tilesOf(side));
  return padded * padded * row;
}

/** Copies an image into a frame that is zero. */
function padImage(x: usize, side: i32, row: usize, padded: usize): void {
  const line = paddedSide(tilesOf(side)) * row;
  const bytes = <usize>side * row;
  let to = padded + line + row;
  for (let i = 0; i < side; i++) {
    memory.copy(to, x, bytes);
    x += bytes;
    to += line;
  }
}

/** Transforms the tiles of some images, one image after the other in each plane. */
function transformImages(x: usize, images: i32, side: i32, row: usize, padded: usize, planes: usize): void {
  const tiles = tilesOf(side);
  const part = <usize>(tiles * tiles) * row;
  for (let image = 0; image < images; image++) {
    padImage(x + <usize>(image * side * side) * row, side, row, padded);
    transformTiles(padded, tiles, row, planes + <usize>image * part, <usize>images * part);
  }
}

/** V = B' d B for every tile d. */
function transformTiles(padded: usize, tiles: i32, row: usize, planes: usize, plane: usize): void {
  const line = paddedSide(tiles) * row;
  for (let i = 0; i < tiles; i++) {
    let corner = padded + 2 * (<usize>i * line);
    for (let j = 0; j < tiles; j++) {
      for (let c: usize = 0; c < row; c += 16) {
        const d = corner + c;
        const e = d + row;
        const f = e + row;
        const g = f + row;
        transformColumn(
          f32x4.sub(v128.load(d), v128.load(f)),
          f32x4.sub(v128.load(d + line), v128.load(f + line)),
          f32x4.sub(v128.load(d + 2 * line), v128.load(f + 2 * line)),
          f32x4.sub(v128.load(d + 3 * line), v128.load(f + 3 * line)),
          planes + c,
          plane,
        );
        transformColumn(
          f32x4.add(v128.load(e), v128.load(f)),
          f32x4.add(v128.load(e + line), v128.load(f + line)),
          f32x4.add(v128.load(e + 2 * line), v128.load(f + 2 * line)),
          f32x4.add(v128.load(e + 3 * line), v128.load(f + 3 * line)),
          planes + c + plane,
          plane,
        );
        transformColumn(
          f32x4.sub(v128.load(f), v128.load(e)),
          f32x4.sub(v128.load(f + line), v128.load(e + line)),
          f32x4.sub(v128.load(f + 2 * line), v128.load(e + 2 * line)),
          f32x4.sub(v128.load(f + 3 * line), v128.load(e + 3 * line)),
          planes + c + 2 * plane,
          plane,
        );
        transformColumn(
          f32x4.sub(v128.load(e), v128.load(g)),
          f32x4.sub(v128.load(e + line), v128.load(g + line)),
          f32x4.sub(v128.load(e + 2 * line), v128.load(g + 2 * line)),
          f32x4.sub(v128.load(e + 3 * line), v128.load(g + 3 * line)),
          planes + c + 3 * plane,
          plane,
        );
      }
      planes += row;
      corner += 2 * row;
    }
  }
}

/** B' times a column, into every fourth plane. */
function transformColumn(a: v128, b: v128, c: v128, d: v128, at: usize, plane: usize): void {
  v128.store(at, f32x4.sub(a, c));
  v128.store(at + 4 * plane, f32x4.add(b, c));
  v128.store(at + 8 * plane, f32x4.sub(c, b));
  v128.store(at + 12 * plane, f32x4.sub(b, d));
}

/** Every plane's tiles `[tile][channel]` times its filters `[channel][filter]`; `tap` is eight bytes of zero. */
function multiplyPlanes(
  planes: usize,
  filters: usize,
  products: usize,
  tiles: usize,
  row: usize,
  width: usize,
  tap: usize,
): void {
  for (let i = 0; i < 16; i++) {
    for (let tile: usize = 0; tile < tiles; tile += 2) {
      // An odd last tile is weighed twice.
      const other = min(tile + 1, tiles - 1);
      weighTwo(
        planes + tile * row,
        planes + other * row,
        filters,
        tap,
        tap + 8,
        products + tile * width,
        products + other * width,
        row,
        width,
      );
    }
    planes += tiles * row;
    products += tiles * width;
    filters += (row >> 2) * width;
  }
}

/** y = A' m A for every tile's products m; what lies outside of the image is left out. */
function writeTiles(products: usize, plane: usize, side: i32, width: usize, y: usize): void {
  const line = <usize>side * width;
  for (let i = 0; i < side; i += 2) {
    for (let j = 0; j < side; j += 2) {
      const corner = y + <usize>(i * side + j) * width;
      const hasRight = j + 1 < side;
      const hasBelow = i + 1 < side;
      for (let f: usize = 0; f < width; f += 16) {
        const m = products + f;
        const out = corner + f;
        const a = sumColumn(m, plane);
        const b = sumColumn(m + plane, plane);
        const c = sumColumn(m + 2 * plane, plane);
        const d = sumColumn(m + 3 * plane, plane);
        v128.store(out, f32x4.add(f32x4.add(a, b), c));
        if (hasRight) v128.store(out + width, f32x4.sub(f32x4.sub(b, c), d));
        if (!hasBelow) continue;
        const e = differenceOfColumn(m, plane);
        const g = differenceOfColumn(m + plane, plane);
        const h = differenceOfColumn(m + 2 * plane, plane);
        const k = differenceOfColumn(m + 3 * plane, plane);
        v128.store(out + line, f32x4.add(f32x4.add(e, g), h));
        if (hasRight) v128.store(out + line + width, f32x4.sub(f32x4.sub(g, h), k));
      }
      products += width;
    }
  }
}

/** The first row of A' times a column, which lies in every fourth plane. */
function sumColumn(m: usize, plane: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(m), v128.load(m + 4 * plane)), v128.load(m + 8 * plane));
}

/** The second row. */
function differenceOfColumn(m: usize, plane: usize): v128 {
  return f32x4.sub(f32x4.sub(v128.load(m + 4 * plane), v128.load(m + 8 * plane)), v128.load(m + 12 * plane));
}

/** A dy A' for every tile's two by two output pixels; what lies outside of the image is zero. */
function transformGradients(dy: usize, side: i32, width: usize, planes: usize, plane: usize): void {
  const line = <usize>side * width;
  const zero = f32x4.splat(0);
  for (let i = 0; i < side; i += 2) {
    for (let j = 0; j < side; j += 2) {
      const corner = dy + <usize>(i * side + j) * width;
      const hasRight = j + 1 < side;
      const hasBelow = i + 1 < side;
      for (let f: usize = 0; f < width; f += 16) {
        const at = corner + f;
        const a = v128.load(at);
        const b = hasRight ? v128.load(at + width) : zero;
        const c = hasBelow ? v128.load(at + line) : zero;
        const d = hasRight && hasBelow ? v128.load(at + line + width) : zero;
        spreadRow(a, b, planes + f, plane);
        spreadRow(f32x4.add(a, c), f32x4.add(b, d), planes + f + 4 * plane, plane);
        spreadRow(f32x4.sub(a, c), f32x4.sub(b, d), planes + f + 8 * plane, plane);
        spreadRow(f32x4.neg(c), f32x4.neg(d), planes + f + 12 * plane, plane);
      }
      planes += width;
    }
  }
}

/** A row of two times A', into four planes. */
function spreadRow(a: v128, b: v128, at: usize, plane: usize): void {
  v128.store(at, a);
  v128.store(at + plane, f32x4.add(a, b));
  v128.store(at + 2 * plane, f32x4.sub(a, b));
  v128.store(at + 3 * plane, f32x4.neg(b));
}

/** Lists the tiles of a plane of x and one of dy, as `addPairs` reads them; returns the list's end. */
function listTiles(list: usize, x: usize, row: usize, dy: usize, width: usize, count: usize): usize {
  for (let tile: usize = 0; tile < count; tile++) {
    store<i32>(list, <i32>(x + tile * row));
    store<i32>(list, <i32>(dy + tile * width), 4);
    list += 8;
  }
  return list;
}

/** U = G g G' for filters g `[tap][channel][filter]` of `plane` bytes a tap; turned by half a turn where `turn`. */
export function transformFilters(w: usize, result: usize, plane: usize, turn: bool): void {
  const step = turn ? 0 - plane : plane;
  const first = turn ? w + 8 * plane : w;
  for (let i: usize = 0; i < plane; i += 16) {
    let out = result + i;
    // Rows of G times the taps' columns, then times G' along the row.
    for (let k: i32 = 0; k < 4; k++) {
      const at = first + i;
      const a = filterColumn(at, 3 * step, k);
      const b = filterColumn(at + step, 3 * step, k);
      const c = filterColumn(at + 2 * step, 3 * step, k);
      const half = f32x4.splat(0.5);
      const ends = f32x4.mul(half, f32x4.add(a, c));
      const middle = f32x4.mul(half, b);
      v128.store(out, a);
      v128.store(out + plane, f32x4.add(ends, middle));
      v128.store(out + 2 * plane, f32x4.sub(ends, middle));
      v128.store(out + 3 * plane, c);
      out += 4 * plane;
    }
  }
}

/** Row k of G times a column of taps. */
function filterColumn(at: usize, step: usize, k: i32): v128 {
  if (k === 0) return v128.load(at);
  if (k === 3) return v128.load(at + 2 * step);
  const half = f32x4.splat(0.5);
  const ends = f32x4.mul(half, f32x4.add(v128.load(at), v128.load(at + 2 * step)));
  const middle = f32x4.mul(half, v128.load(at + step));
  return k === 1 ? f32x4.add(ends, middle) : f32x4.sub(ends, middle);
}

/** dw = G' u G, from the gradient u of the transformed filters; `plane` is the bytes of a tap. */
export function gatherFilterGradient(gradient: usize, dw: usize, plane: usize): void {
  const half = f32x4.splat(0.5);
  for (let i: usize = 0; i < plane; i += 16) {
    let out = dw + i;
    for (let k: i32 = 0; k < 3; k++) {
      const at = gradient + i;
      const a = gatherColumn(at, 4 * plane, k);
      const b = gatherColumn(at + plane, 4 * plane, k);
      const c = gatherColumn(at + 2 * plane, 4 * plane, k);
      const d = gatherColumn(at + 3 * plane, 4 * plane, k);
      const both = f32x4.mul(half, f32x4.add(b, c));
      v128.store(out, f32x4.add(a, both));
      v128.store(out + plane, f32x4.mul(half, f32x4.sub(b, c)));
      v128.store(out + 2 * plane, f32x4.add(both, d));
      out += 3 * plane;
    }
  }
}

/** Row k of G' times a column, which lies `step` bytes apart. */
function gatherColumn(at: usize, step: usize, k: i32): v128 {
  const half = f32x4.splat(0.5);
  const b = v128.load(at + step);
  const c = v128.load(at + 2 * step);
  if (k === 1) return f32x4.mul(half, f32x4.sub(b, c));
  const both = f32x4.mul(half, f32x4.add(b, c));
  return f32x4.add(both, k === 0 ? v128.load(at) : v128.load(at + 3 * step));
}
