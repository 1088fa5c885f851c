import type { Tensor } from '@tensorflow/tfjs-core';
import { defineOp, runOp, sizeOf } from './op.ts';

/** Kingma and Ba's constants (Adam, algorithm 1). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export interface AdamMoments {
  first: Tensor;
  second: Tensor;
}

/**
 * One Adam update of one parameter (Kingma and Ba, algorithm 1).
 *
 * @param update its number, from 1
 * @returns the moved parameter and the new moments
 */
export function adamUpdate(
  parameter: Tensor,
  gradient: Tensor,
  moments: AdamMoments,
  rate: number,
  update: number,
): { parameter: Tensor; moments: AdamMoments } {
  const constants = { parameter, gradient, first: moments.first, second: moments.second };
  const correction1 = 1 / (1 - BETA1 ** update);
  const correction2 = 1 / (1 - BETA2 ** update);
  const [moved, first, second] = runOp('AdamUpdate', {}, { rate, correction1, correction2 }, constants);
  return { parameter: moved, moments: { first, second } };
}

/** Outputs: parameter, first moment, second moment. */
defineOp({
  name: 'AdamUpdate',
  cpu: ({ parameter, gradient, first, second }, attributes) => {
    const { rate, correction1, correction2 } = attributes as Record<string, number>;
    const size = parameter.values.length;
    const [p, m, v] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    for (let i = 0; i < size; i++) {
      const g = gradient.values[i];
      m[i] = BETA1 * first.values[i] + (1 - BETA1) * g;
      v[i] = BETA2 * second.values[i] + (1 - BETA2) * g * g;
      p[i] = parameter.values[i] - (rate * m[i] * correction1) / (Math.sqrt(v[i] * correction2) + EPSILON);
    }
    return [p, m, v].map((values) => ({ shape: parameter.shape, values }));
  },
  webgl: ({ parameter, gradient, first, second }, attributes, draw) => {
    const { rate, correction1, correction2 } = attributes as Record<string, number>;
    const shape = [sizeOf(parameter.shape)];
    const step = (reads: Parameters<typeof draw>[0]['reads'], expression: string, uniforms = {}) =>
      draw({
        shape,
        reads,
        uniforms,
        code: `void main() { int i = getOutputCoords(); setOutput(${expression}); }`,
      });
    const m = step({ gradient, first }, `${BETA1} * at(first, i) + ${1 - BETA1} * at(gradient, i)`);
    const v = step(
      { gradient, second },
      `${BETA2} * at(second, i) + ${1 - BETA2} * at(gradient, i) * at(gradient, i)`,
    );
    const p = step(
      { parameter, m, v },
      `at(parameter, i) - rate * at(m, i) * correction1 / (sqrt(at(v, i) * correction2) + ${EPSILON.toExponential()})`,
      { rate, correction1, correction2 },
    );
    return [p, m, v].map((tensor) => ({ ...tensor, shape: parameter.shape }));
  },
});
