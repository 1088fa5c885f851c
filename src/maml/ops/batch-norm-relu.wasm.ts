import { EPSILON } from './batch-norm-epsilon.ts';
import type { Attributes, Machine, Region } from './op.ts';

type Bound = (() => void) | null;
type Regions = Record<string, Region>;

/** Binds `kernel` to every task's part of the tensors, in their order, followed by the batch's size. */
function eachTask(
  kernel: Machine['kernels'][string],
  tensors: Region[],
  { shape: [tasks, images, height, width, channels] }: Region,
  ...rest: number[]
): Bound {
  // The kernels take four channels at a time; other counts are left to JavaScript.
  if (channels % 4 !== 0) return null;
  const calls = Array.from({ length: tasks }, (_, task) => [
    ...tensors.map(({ address, shape }) => address + task * 4 * shape.slice(1).reduce((a, b) => a * b)),
    images,
    height * width,
    channels,
    ...rest,
  ]);
  return () => {
    for (const call of calls) kernel(...call);
  };
}

export function batchNormReluWasm(
  { x, scale }: Regions,
  [y, statistics]: Region[],
  _attributes: Attributes,
  { kernels }: Machine,
): Bound {
  return eachTask(kernels.batchNormRelu, [x, scale, y, statistics], x, EPSILON);
}

export function batchNormReluGradientWasm(
  { x, scale, dy, y, statistics }: Regions,
  [dx, dscale]: Region[],
  _attributes: Attributes,
  { kernels }: Machine,
): Bound {
  return eachTask(kernels.batchNormReluGradient, [x, scale, dy, y, statistics, dx, dscale], x);
}

export function batchNormReluTangentWasm(
  { x, scale, dy, y, statistics, dscale, u, a }: Regions,
  [toX, toScale, toDy]: Region[],
  _attributes: Attributes,
  { kernels }: Machine,
): Bound {
  const tensors = [x, scale, dy, y, statistics, dscale, u, a, toX, toScale, toDy];
  return eachTask(kernels.batchNormReluTangent, tensors, x);
}
