import { ones, type Tensor } from '@tensorflow/tfjs-core';
import { descendWasm, scaleByWasm } from './elementwise.wasm.ts';
import { defineOp, runOp } from './op.ts';
import { descendWebgl, scaleByWebgl } from './update.webgl.ts';

/**
 * One step of gradient descent, `p - rate g`.
 *
 * @param rate `[1]`: a tensor, so that it may change without a new plan
 */
export function descend(p: Tensor, g: Tensor, rate: Tensor): Tensor {
  return runOp('Descend', { p, g }, {}, { rate })[0];
}

/** `factor by x`, for a scalar tensor `by` and a number. */
export function scaleBy(x: Tensor, by: Tensor, factor: number): Tensor {
  return runOp('ScaleBy', { x }, { factor }, { by })[0];
}

/** `factor x`, for a number. */
export function times(x: Tensor, factor: number): Tensor {
  if (factor === 1) return x;
  return scaleBy(x, ones([1]), factor);
}

defineOp({
  name: 'Descend',
  shapes: ({ p }) => [p],
  cpu: ({ p, g, rate }, [result]) => {
    const [alpha] = rate.values;
    for (let i = 0; i < p.values.length; i++) result.values[i] = p.values[i] - alpha * g.values[i];
  },
  wasm: descendWasm,
  webgl: descendWebgl,
  saves: { constants: ['rate'] },
  gradient: ([dy], [rate]) => ({ p: () => dy, g: () => scaleBy(dy, rate, -1) }),
});

defineOp({
  name: 'ScaleBy',
  shapes: ({ x }) => [x],
  cpu: ({ x, by }, [result], { factor }) => {
    const scale = (factor as number) * by.values[0];
    for (let i = 0; i < x.values.length; i++) result.values[i] = scale * x.values[i];
  },
  wasm: scaleByWasm,
  webgl: scaleByWebgl,
  saves: { constants: ['by'] },
  gradient: ([dy], [by], { factor }) => ({ x: () => scaleBy(dy, by, factor as number) }),
});
