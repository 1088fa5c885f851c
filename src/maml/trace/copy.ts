import { elementwiseWebgl } from '../ops/elementwise.webgl.ts';
import type { Op } from '../ops/op.ts';

/** Gives a view a storage of its own. */
export const copy: Op = {
  name: 'Copy',
  shapes: ({ x }) => [x],
  cpu: ({ x }, [y]) => y.values.set(x.values),
  webgl: elementwiseWebgl('x'),
};
