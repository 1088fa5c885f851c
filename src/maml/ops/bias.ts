import type { Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from './axis.ts';
import { addBiasWebgl } from './bias.webgl.ts';
import { defineOp, runOp } from './op.ts';

/**
 * Adds each task's own bias to all of its examples.
 *
 * @param x `[task, example, output]`
 * @param b `[task, output]`
 */
export function addBias(x: Tensor, b: Tensor): Tensor {
  return runOp('AddBias', { x, b })[0];
}

defineOp({
  name: 'AddBias',
  shapes: ({ x }) => [x],
  cpu: ({ x, b }, [y]) => {
    const [, examples, outputs] = x.shape;
    for (let i = 0; i < x.values.length; i++) {
      const task = Math.floor(i / (examples * outputs));
      y.values[i] = x.values[i] + b.values[task * outputs + (i % outputs)];
    }
  },
  webgl: addBiasWebgl,
  gradient: ([dy]) => ({ x: () => dy, b: () => sumAxis(dy, 1) }),
});
