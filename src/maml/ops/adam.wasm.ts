import type { Attributes, Machine, Region } from './op.ts';

/** One Adam update (see adam.ts); `rates` are three values, read at each run: rate, correction1, correction2. */
export function adamWasm(
  { parameter, gradient, first, second, rates }: Record<string, Region>,
  [moved, newFirst, newSecond]: Region[],
  _: Attributes,
  { kernels }: Machine,
): () => void {
  const size = parameter.shape.reduce((product, n) => product * n, 1);
  return () =>
    kernels.adamUpdate(
      parameter.address,
      gradient.address,
      first.address,
      second.address,
      rates.address,
      moved.address,
      newFirst.address,
      newSecond.address,
      size,
    );
}
