import type { Tensor } from '@tensorflow/tfjs-core';
import { adamWasm } from './adam.wasm.ts';
import { adamWebgl } from './adam.webgl.ts';
import { BETA1, BETA2, EPSILON } from './adam-constants.ts';
import { defineOp, runOp } from './op.ts';

/** The numbers of one update: the learning rate, and the moments' corrections for their start at zero. */
export function adamRates(rate: number, update: number): Float32Array {
  return Float32Array.of(rate, 1 / (1 - BETA1 ** update), 1 / (1 - BETA2 ** update));
}

/**
 * One Adam update (Kingma and Ba, algorithm 1).
 *
 * @param rates `[3]`: see `adamRates`
 * @returns the moved parameters and the new moments
 */
export function adam(
  parameter: Tensor,
  gradient: Tensor,
  first: Tensor,
  second: Tensor,
  rates: Tensor,
): [Tensor, Tensor, Tensor] {
  const constants = { parameter, gradient, first, second, rates };
  return runOp('AdamUpdate', {}, {}, constants) as [Tensor, Tensor, Tensor];
}

/** Outputs: parameter, first moment, second moment. */
defineOp({
  name: 'AdamUpdate',
  shapes: ({ parameter }) => [parameter, parameter, parameter],
  cpu: ({ parameter, gradient, first, second, rates }, outputs) => {
    const [p, m, v] = outputs.map(({ values }) => values);
    const [rate, correction1, correction2] = rates.values;
    for (let i = 0; i < p.length; i++) {
      const g = gradient.values[i];
      m[i] = BETA1 * first.values[i] + (1 - BETA1) * g;
      v[i] = BETA2 * second.values[i] + (1 - BETA2) * g * g;
      p[i] = parameter.values[i] - (rate * m[i] * correction1) / (Math.sqrt(v[i] * correction2) + EPSILON);
    }
  },
  wasm: adamWasm,
  webgl: adamWebgl,
});
