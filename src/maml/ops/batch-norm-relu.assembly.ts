// Batch norm and ReLU, and their derivatives, for one task in AssemblyScript: see batch-norm-relu.ts for the
// formulas and their names. A row is a pixel's channels, `row` its bytes; four channels are gone through at a
// time. y > 0 is computed again from x, which is cheaper than reading y.

import { multiplyAdd } from './vector.assembly';

/**
 * Rows that are gone through channel by channel while they stay in the first cache: these many, or as many as
 * fill these bytes. Sums are taken block by block, so that a float's rounding does not grow with the batch.
 */
const BLOCK_ROWS: usize = 32;
const BLOCK_BYTES: usize = 4096;

/** Writes y and the statistics: a row of means, a row of reciprocal deviations. */
export function batchNormRelu(
  x: usize,
  scale: usize,
  y: usize,
  statistics: usize,
  rows: usize,
  row: usize,
  epsilon: f32,
): void {
  const block = rowsOfBlock(row);
  memory.fill(statistics, 0, 2 * row);
  for (let first: usize = 0; first < rows; first += block) {
    const at = x + first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) mergeMoments(at + c, count, row, statistics + c, first);
  }
  for (let c: usize = 0; c < row; c += 16) {
    const squares = v128.load(statistics + row + c);
    const variance = f32x4.div(squares, f32x4.splat(<f32>rows));
    const deviation = f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon)));
    v128.store(statistics + row + c, f32x4.div(f32x4.splat(1), deviation));
  }
  for (let first: usize = 0; first < rows; first += block) {
    const at = first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) {
      const mean = v128.load(statistics + c);
      const gain = gainOf(scale, statistics, row, c);
      const beta = v128.load(scale + row + c);
      const distance = y - x;
      const end = x + at + c + count * row;
      for (let p = x + at + c; p < end; p += row) {
        // pmax keeps NaN and is one instruction; max is many.
        v128.store(
          p + distance,
          f32x4.pmax(multiplyAdd(f32x4.sub(v128.load(p), mean), gain, beta), f32x4.splat(0)),
        );
      }
    }
  }
}

/** gamma r, so that y = max(0, gain (x - mean) + beta). */
function gainOf(scale: usize, statistics: usize, row: usize, c: usize): v128 {
  return f32x4.mul(v128.load(scale + c), v128.load(statistics + row + c));
}

function rowsOfBlock(row: usize): usize {
  return max(BLOCK_ROWS, BLOCK_BYTES / row);
}

/**
 * Merges the mean and the sum of squared deviations of `count` rows into those of the `before` rows gone
 * through before, which lie at `moments` and a row further (Chan, Golub and LeVeque).
 */
function mergeMoments(x: usize, count: usize, row: usize, moments: usize, before: usize): void {
  const end = x + count * row;
  const pairsEnd = x + (count & ~1) * row;
  let even = f32x4.splat(0);
  let odd = even;
  let p = x;
  for (; p < pairsEnd; p += 2 * row) {
    even = f32x4.add(even, v128.load(p));
    odd = f32x4.add(odd, v128.load(p + row));
  }
  if (p < end) even = f32x4.add(even, v128.load(p));
  const mean = f32x4.div(f32x4.add(even, odd), f32x4.splat(<f32>count));
  even = f32x4.splat(0);
  odd = even;
  for (p = x; p < pairsEnd; p += 2 * row) {
    const d = f32x4.sub(v128.load(p), mean);
    const e = f32x4.sub(v128.load(p + row), mean);
    even = multiplyAdd(d, d, even);
    odd = multiplyAdd(e, e, odd);
  }
  if (p < end) {
    const d = f32x4.sub(v128.load(p), mean);
    even = multiplyAdd(d, d, even);
  }
  const squares = f32x4.add(even, odd);
  const meanBefore = v128.load(moments);
  const squaresBefore = v128.load(moments + row);
  const share = <f32>count / <f32>(before + count);
  const apart = f32x4.sub(mean, meanBefore);
  const between = f32x4.mul(f32x4.mul(apart, apart), f32x4.splat(<f32>before * share));
  v128.store(moments, multiplyAdd(apart, f32x4.splat(share), meanBefore));
  v128.store(moments + row, f32x4.add(f32x4.add(squaresBefore, squares), between));
}

/** Writes dx and dscale: a row of dgamma, a row of dbeta. `lost` is room for two rows. */
export function batchNormReluGradient(
  x: usize,
  scale: usize,
  dy: usize,
  statistics: usize,
  dx: usize,
  dscale: usize,
  rows: usize,
  row: usize,
  lost: usize,
): void {
  const block = rowsOfBlock(row);
  memory.fill(dscale, 0, 2 * row);
  memory.fill(lost, 0, 2 * row);
  for (let first: usize = 0; first < rows; first += block) {
    const at = x + first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) {
      addGradientSums(at + c, count, row, dy - x, scale, statistics, c, dscale + c, lost + c);
    }
  }
  for (let first: usize = 0; first < rows; first += block) {
    const at = x + first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) {
      writeGradient(at + c, count, row, dy - x, dx - x, scale, statistics, c, dscale + c, <f32>rows);
    }
  }
}

/** Adds the rows' sums of g h and of g to those at `sums` and a row further (`lost`: see addToSum); dy lies `toDy` bytes from x. */
function addGradientSums(
  x: usize,
  count: usize,
  row: usize,
  toDy: usize,
  scale: usize,
  statistics: usize,
  c: usize,
  sums: usize,
  lost: usize,
): void {
  const gain = gainOf(scale, statistics, row, c);
  const beta = v128.load(scale + row + c);
  const mean = v128.load(statistics + c);
  const end = x + count * row;
  const pairsEnd = x + (count & ~1) * row;
  let g0 = f32x4.splat(0);
  let g1 = g0;
  let gd0 = g0;
  let gd1 = g0;
  let p = x;
  for (; p < pairsEnd; p += 2 * row) {
    const d = f32x4.sub(v128.load(p), mean);
    const g = v128.and(v128.load(p + toDy), isActive(d, gain, beta));
    g0 = f32x4.add(g0, g);
    gd0 = multiplyAdd(g, d, gd0);
    const q = p + row;
    const e = f32x4.sub(v128.load(q), mean);
    const h = v128.and(v128.load(q + toDy), isActive(e, gain, beta));
    g1 = f32x4.add(g1, h);
    gd1 = multiplyAdd(h, e, gd1);
  }
  if (p < end) {
    const d = f32x4.sub(v128.load(p), mean);
    const g = v128.and(v128.load(p + toDy), isActive(d, gain, beta));
    g0 = f32x4.add(g0, g);
    gd0 = multiplyAdd(g, d, gd0);
  }
  const r = v128.load(statistics + row + c);
  addToSum(sums, lost, f32x4.mul(f32x4.add(gd0, gd1), r));
  addToSum(sums + row, lost + row, f32x4.add(g0, g1));
}

/** Adds to a sum with what the additions before have lost by rounding (Kahan): there may be many blocks. */
function addToSum(sum: usize, lost: usize, value: v128): void {
  const before = v128.load(sum);
  const part = f32x4.sub(value, v128.load(lost));
  const after = f32x4.add(before, part);
  v128.store(sum, after);
  v128.store(lost, f32x4.sub(f32x4.sub(after, before), part));
}

/** Where y > 0, as bits; `d` is x - mean. */
function isActive(d: v128, gain: v128, beta: v128): v128 {
  return f32x4.gt(multiplyAdd(d, gain, beta), f32x4.splat(0));
}

/** dx = gamma r (g - <g> - h <g h>) for some rows. */
function writeGradient(
  x: usize,
  count: usize,
  row: usize,
  toDy: usize,
  toDx: usize,
  scale: usize,
  statistics: usize,
  c: usize,
  sums: usize,
  total: f32,
): void {
  const gain = gainOf(scale, statistics, row, c);
  const beta = v128.load(scale + row + c);
  const mean = v128.load(statistics + c);
  const r = v128.load(statistics + row + c);
  const share = f32x4.splat(1 / total);
  const meanG = f32x4.mul(v128.load(sums + row), share);
  const slope = f32x4.mul(f32x4.mul(v128.load(sums), share), r);
  // gain (g - meanG - (x - mean) slope), ordered by g and x - mean.
  const byD = f32x4.neg(f32x4.mul(gain, slope));
  const rest = f32x4.neg(f32x4.mul(gain, meanG));
  const end = x + count * row;
  for (let p = x; p < end; p += row) {
    const d = f32x4.sub(v128.load(p), mean);
    const g = v128.and(v128.load(p + toDy), isActive(d, gain, beta));
    v128.store(p + toDx, multiplyAdd(gain, g, multiplyAdd(byD, d, rest)));
  }
}

/** Writes the second derivative to x, scale (beta's is zero) and dy; `sums` is room for six rows. */
export function batchNormReluTangent(
  x: usize,
  scale: usize,
  dy: usize,
  statistics: usize,
  dscale: usize,
  u: usize,
  a: usize,
  toX: usize,
  toScale: usize,
  toDy: usize,
  rows: usize,
  row: usize,
  sums: usize,
): void {
  const block = rowsOfBlock(row);
  memory.fill(sums, 0, 6 * row);
  memory.fill(toScale + row, 0, row);
  for (let first: usize = 0; first < rows; first += block) {
    const at = x + first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) {
      addTangentSums(at + c, count, row, dy - x, u - x, scale, statistics, c, sums + c);
    }
  }
  for (let first: usize = 0; first < rows; first += block) {
    const at = first * row;
    const count = min(block, rows - first);
    for (let c: usize = 0; c < row; c += 16) {
      const i = at + c;
      writeTangent(
        x + i,
        dy + i,
        u + i,
        toX + i,
        toDy + i,
        count,
        row,
        scale + c,
        statistics + c,
        dscale + c,
        a + c,
        sums + c,
        toScale + c,
        <f32>rows,
      );
    }
  }
}

/** Adds the rows' sums of u, u h and u g to those at `sums`, each a row further. */
function addTangentSums(
  x: usize,
  count: usize,
  row: usize,
  toDy: usize,
  toU: usize,
  scale: usize,
  statistics: usize,
  c: usize,
  sums: usize,
): void {
  const gain = gainOf(scale, statistics, row, c);
  const beta = v128.load(scale + row + c);
  const mean = v128.load(statistics + c);
  const end = x + count * row;
  const pairsEnd = x + (count & ~1) * row;
  let u0 = f32x4.splat(0);
  let u1 = u0;
  let ud0 = u0;
  let ud1 = u0;
  let ug0 = u0;
  let ug1 = u0;
  let p = x;
  for (; p < pairsEnd; p += 2 * row) {
    const d = f32x4.sub(v128.load(p), mean);
    const v = v128.load(p + toU);
    u0 = f32x4.add(u0, v);
    ud0 = multiplyAdd(v, d, ud0);
    ug0 = multiplyAdd(v, v128.and(v128.load(p + toDy), isActive(d, gain, beta)), ug0);
    const q = p + row;
    const e = f32x4.sub(v128.load(q), mean);
    const w = v128.load(q + toU);
    u1 = f32x4.add(u1, w);
    ud1 = multiplyAdd(w, e, ud1);
    ug1 = multiplyAdd(w, v128.and(v128.load(q + toDy), isActive(e, gain, beta)), ug1);
  }
  if (p < end) {
    const d = f32x4.sub(v128.load(p), mean);
    const v = v128.load(p + toU);
    u0 = f32x4.add(u0, v);
    ud0 = multiplyAdd(v, d, ud0);
    ug0 = multiplyAdd(v, v128.and(v128.load(p + toDy), isActive(d, gain, beta)), ug0);
  }
  const r = v128.load(statistics + row + c);
  const lost = sums + 3 * row;
  addToSum(sums, lost, f32x4.add(u0, u1));
  addToSum(sums + row, lost + row, f32x4.mul(f32x4.add(ud0, ud1), r));
  addToSum(sums + 2 * row, lost + 2 * row, f32x4.add(ug0, ug1));
}

/** The second derivative for some rows, and to gamma. */
function writeTangent(
  x: usize,
  dy: usize,
  u: usize,
  toX: usize,
  toDy: usize,
  count: usize,
  row: usize,
  scale: usize,
  statistics: usize,
  dscale: usize,
  a: usize,
  sums: usize,
  toScale: usize,
  total: f32,
): void {
  const share = f32x4.splat(1 / total);
  const mean = v128.load(statistics);
  const r = v128.load(statistics + row);
  const gain = gainOf(scale, statistics, row, 0);
  const beta = v128.load(scale + row);
  const A = f32x4.mul(v128.load(dscale + row), share);
  const B = f32x4.mul(v128.load(dscale), share);
  const U = f32x4.mul(v128.load(sums), share);
  const P = f32x4.mul(v128.load(sums + row), share);
  const Q = f32x4.mul(v128.load(sums + 2 * row), share);
  const rest = f32x4.sub(f32x4.sub(Q, f32x4.mul(A, U)), f32x4.mul(B, P));
  v128.store(toScale, f32x4.mul(f32x4.mul(r, f32x4.splat(total)), rest));

  const s = f32x4.sub(v128.load(a), f32x4.mul(gain, P));
  const gainB = f32x4.mul(gain, B);
  const meanK = f32x4.sub(f32x4.mul(s, A), f32x4.mul(gainB, U));
  const meanKH = f32x4.sub(f32x4.mul(s, B), f32x4.mul(gainB, P));
  const slope = f32x4.mul(r, multiplyAdd(gain, rest, meanKH));
  // r (s g - gainB u - meanK - (x - mean) slope), ordered by g, u and x - mean.
  const xByG = f32x4.mul(r, s);
  const xByU = f32x4.neg(f32x4.mul(r, gainB));
  const xByD = f32x4.neg(f32x4.mul(r, slope));
  const xRest = f32x4.neg(f32x4.mul(r, meanK));
  // gain (u - U - h P) + a h + b = gain u + s h + b - gain U, ordered by u and x - mean.
  const dyByD = xByG;
  const dyRest = f32x4.sub(v128.load(a + row), f32x4.mul(gain, U));
  const bytes = count * row;
  for (let i: usize = 0; i < bytes; i += row) {
    const d = f32x4.sub(v128.load(x + i), mean);
    const weight = v128.load(u + i);
    const active = isActive(d, gain, beta);
    const g = v128.and(v128.load(dy + i), active);
    v128.store(toX + i, multiplyAdd(xByG, g, multiplyAdd(xByU, weight, multiplyAdd(xByD, d, xRest))));
    const back = multiplyAdd(gain, weight, multiplyAdd(dyByD, d, dyRest));
    v128.store(toDy + i, v128.and(back, active));
  }
}
