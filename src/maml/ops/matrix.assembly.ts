// Small matrix products of any sizes in AssemblyScript.

import { multiplyAdd } from './vector.assembly';

/**
 * result[r][k] = sum over s of a[r][s] * b[s][k].
 *
 * Distances are in bytes: `aRow` between rows of a, `aStep` between the values of a row.
 */
export function multiplyMatrices(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  result: usize,
  rows: usize,
  summed: usize,
  kept: usize,
): void {
  const width = kept << 2;
  if (kept < 4) {
    for (let k: usize = 0; k < width; k += 4)
      multiplyColumn(a, aRow, aStep, b + k, result + k, rows, summed, width);
    return;
  }
  const last = rows - 1;
  for (let r: usize = 0; r < rows; r += 4) {
    // Where fewer than four rows or columns are left, some are computed twice.
    const r1 = min(r + 1, last);
    const r2 = min(r + 2, last);
    const r3 = min(r + 3, last);
    for (let left: usize = 0; left < width; left += 16) {
      const k = min(left, width - 16);
      let sum0 = f32x4.splat(0);
      let sum1 = sum0;
      let sum2 = sum0;
      let sum3 = sum0;
      let from = a + r * aRow;
      let at = b + k;
      for (const end = at + summed * width; at < end; at += width) {
        const values = v128.load(at);
        sum0 = multiplyAdd(v128.load_splat<f32>(from), values, sum0);
        sum1 = multiplyAdd(v128.load_splat<f32>(from + (r1 - r) * aRow), values, sum1);
        sum2 = multiplyAdd(v128.load_splat<f32>(from + (r2 - r) * aRow), values, sum2);
        sum3 = multiplyAdd(v128.load_splat<f32>(from + (r3 - r) * aRow), values, sum3);
        from += aStep;
      }
      v128.store(result + r * width + k, sum0);
      v128.store(result + r1 * width + k, sum1);
      v128.store(result + r2 * width + k, sum2);
      v128.store(result + r3 * width + k, sum3);
    }
  }
}

function multiplyColumn(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  result: usize,
  rows: usize,
  summed: usize,
  width: usize,
): void {
  for (let r: usize = 0; r < rows; r++) {
    let sum: f32 = 0;
    for (let s: usize = 0; s < summed; s++) {
      sum += load<f32>(a + r * aRow + s * aStep) * load<f32>(b + s * width);
    }
    store<f32>(result + r * width, sum);
  }
}

/** Turns `[row][column]` into `[column][row]`. */
export function transpose(matrix: usize, result: usize, rows: usize, columns: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    for (let c: usize = 0; c < columns; c++) {
      store<f32>(result + ((c * rows + r) << 2), load<f32>(matrix));
      matrix += 4;
    }
  }
}
