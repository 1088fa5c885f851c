import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { defineOp, runOp, sizeOf } from './op.ts';

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
  wasm: ({ p, g }, attributes, backend) => {
    const result = backend.create(p.shape);
    const at = backend.addresses({ p, g, result });
    backend.kernels.addScaled(at.p, at.g, at.result, sizeOf(p.shape), -(attributes.rate as number));
    return [result];
  },
  webgl: ({ p, g }, attributes, draw) => {
    const flat = draw({
      shape: [sizeOf(p.shape)],
      reads: { p, g },
      uniforms: { rate: attributes.rate as number },
      code: 'void main() { int i = getOutputCoords(); setOutput(at(p, i) - rate * at(g, i)); }',
    });
    return [{ ...flat, shape: p.shape }];
  },
  gradient: ([dy], _, { rate }) => ({ p: () => dy, g: () => mul(dy, -(rate as number)) }),
});
