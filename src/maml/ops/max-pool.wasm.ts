import type { Attributes, Machine, Region } from './op.ts';

type Bound = (() => void) | null;
type Regions = Record<string, Region>;

/** Binds a kernel that visits the windows of x; four channels at a time, other counts are left to JavaScript. */
function visitWindows(kernel: Machine['kernels'][string], values: Region, x: Region, result: Region): Bound {
  const [tasks, images, height, width, channels] = x.shape;
  if (channels % 4 !== 0) return null;
  return () => kernel(values.address, x.address, result.address, tasks * images, height, width, channels);
}

export function maxPoolWasm({ x }: Regions, [y]: Region[], _: Attributes, { kernels }: Machine): Bound {
  return visitWindows(kernels.gatherAtMax, x, x, y);
}

export function maxPoolGatherWasm(
  { u, x }: Regions,
  [result]: Region[],
  _: Attributes,
  { kernels }: Machine,
): Bound {
  return visitWindows(kernels.gatherAtMax, u, x, result);
}

export function maxPoolScatterWasm(
  { dy, x }: Regions,
  [result]: Region[],
  _: Attributes,
  { kernels }: Machine,
): Bound {
  return visitWindows(kernels.scatterToMax, dy, x, result);
}
