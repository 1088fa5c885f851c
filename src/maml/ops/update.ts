import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { defineOp, runOp } from './op.ts';

/** One step of gradient descent, `p - rate * g`. */
export function descend(p: Tensor, g: Tensor, rate: number): Tensor {
  return runOp('Descend', { p, g }, { rate })[0];
}

defineOp({
  name: 'Descend',
  cpu: ({ p, g }, attributes) => {
    const rate = attributes.rate as number;
    const values = new Float32Array(p.values.length);
    for (let i = 0; i < values.length; i++) values[i] = p.values[i] - rate * g.values[i];
    return [{ shape: p.shape, values }];
  },
  webgl: ({ p, g }, attributes, draw) => {
    const flat = draw({
      shape: [p.shape.reduce((product, n) => product * n, 1)],
      reads: { p, g },
      uniforms: { rate: attributes.rate as number },
      code: 'void main() { int i = getOutputCoords(); setOutput(at(p, i) - rate * at(g, i)); }',
    });
    return [{ ...flat, shape: p.shape }];
  },
  gradient: ([dy], _, { rate }) => ({ p: () => dy, g: () => mul(dy, -(rate as number)) }),
});
