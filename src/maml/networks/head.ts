import type { NamedArray } from '../learner.ts';

/** The head's own arrays, and those that an algorithm learns for them. */
const HEAD = /(^|\/)linear\//;

/** An array `[..., ways]` with as many columns as asked for; further ones are the mean of those there are. */
function withColumns(values: Float32Array, from: number, to: number): Float32Array {
  const rows = values.length / from;
  const result = new Float32Array(rows * to);
  for (let row = 0; row < rows; row++) {
    const columns = values.subarray(row * from, (row + 1) * from);
    const mean = columns.reduce((sum, value) => sum + value, 0) / from;
    for (let column = 0; column < to; column++) {
      result[row * to + column] = column < from ? columns[column] : mean;
    }
  }
  return result;
}

/**
 * A classifier's weights for another number of classes: fewer classes take the first columns of its linear
 * layer, and each class beyond those learnt starts from the mean of the learnt columns. All other layers are
 * the same arrays.
 */
export function headFor(weights: NamedArray[], ways: number): NamedArray[] {
  return weights.map((array) => {
    const learnt = array.shape[array.shape.length - 1];
    if (!HEAD.test(array.name) || learnt === ways) return array;
    return {
      name: array.name,
      shape: [...array.shape.slice(0, -1), ways],
      data: withColumns(array.data, learnt, ways),
    };
  });
}
