import type { Attributes, Machine, Region } from './op.ts';

type Regions = Record<string, Region>;

const sizeOf = ({ shape }: Region) => shape.reduce((product, n) => product * n, 1);

/** a + b. */
export function addWasm({ a, b }: Regions, [sum]: Region[], _: Attributes, { kernels }: Machine): () => void {
  const size = sizeOf(sum);
  return () => kernels.add(a.address, b.address, sum.address, size);
}

/** p - rate * g; `rate` is one value, read at each run. */
export function descendWasm(
  { p, g, rate }: Regions,
  [moved]: Region[],
  _: Attributes,
  { kernels }: Machine,
): () => void {
  const size = sizeOf(moved);
  return () => kernels.descend(p.address, g.address, rate.address, moved.address, size);
}

/** x * by * factor; `by` is one value, read at each run. */
export function scaleByWasm(
  { x, by }: Regions,
  [scaled]: Region[],
  { factor }: Attributes,
  { kernels }: Machine,
): () => void {
  const size = sizeOf(scaled);
  return () => kernels.scaleBy(x.address, by.address, scaled.address, size, factor as number);
}
