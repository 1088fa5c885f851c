import type { Attributes, Machine, Region } from './op.ts';
import { type Bound, bytesOf, eachTask } from './tasks.wasm.ts';

type Regions = Record<string, Region>;

/** Rows of a task's batch and the bytes of a row. */
function rowsOf({ shape: [, images, height, width, channels] }: Region): [rows: number, row: number] {
  return [images * height * width, bytesOf([channels])];
}

// The kernels take four channels at a time; other counts are left to JavaScript.
const fits = ({ shape }: Region) => shape[4] % 4 === 0;

export function batchNormReluWasm(
  { x, scale }: Regions,
  [y, statistics]: Region[],
  attributes: Attributes,
  { kernels }: Machine,
): Bound {
  if (!fits(x)) return null;
  const [rows, row] = rowsOf(x);
  const epsilon = attributes.epsilon as number;
  return eachTask([x, scale, y, statistics], (...at) => kernels.batchNormRelu(...at, rows, row, epsilon));
}

export function batchNormReluGradientWasm(
  { x, scale, dy, statistics }: Regions,
  [dx, dscale]: Region[],
  _attributes: Attributes,
  { kernels, scratch }: Machine,
): Bound {
  if (!fits(x)) return null;
  const [rows, row] = rowsOf(x);
  const lost = scratch(2 * row);
  const tensors = [x, scale, dy, statistics, dx, dscale];
  return eachTask(tensors, (...at) => kernels.batchNormReluGradient(...at, rows, row, lost));
}

export function batchNormReluTangentWasm(
  { x, scale, dy, statistics, dscale, u, a }: Regions,
  [toX, toScale, toDy]: Region[],
  _attributes: Attributes,
  { kernels, scratch }: Machine,
): Bound {
  if (!fits(x)) return null;
  const [rows, row] = rowsOf(x);
  const sums = scratch(6 * row);
  const tensors = [x, scale, dy, statistics, dscale, u, a, toX, toScale, toDy];
  return eachTask(tensors, (...at) => kernels.batchNormReluTangent(...at, rows, row, sums));
}
