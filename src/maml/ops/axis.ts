import type { Tensor } from '@tensorflow/tfjs-core';
import { repeatAxisWebgl, sumAxisWebgl } from './axis.webgl.ts';
import { defineOp, runOp, sizeOf } from './op.ts';

/*
 * Repeating along a new axis and summing an axis away are each other's gradient: a closed pair. Biases
 * are repeated over a task's examples, and losses summed over tasks.
 */

/** Inserts a new axis of `count` equal copies. */
export function repeatAxis(x: Tensor, axis: number, count: number): Tensor {
  return runOp('RepeatAxis', { x }, { axis, count })[0];
}

/** Sums one axis away. */
export function sumAxis(x: Tensor, axis: number): Tensor {
  return runOp('SumAxis', { x }, { axis, count: x.shape[axis] })[0];
}

/** Both ops see a tensor as `[outer][axis][inner]`. */
function outerInner(shape: number[], axis: number) {
  return { outer: sizeOf(shape.slice(0, axis)), inner: sizeOf(shape.slice(axis)) };
}

defineOp({
  name: 'RepeatAxis',
  shapes: ({ x }, { axis, count }) => [x.toSpliced(axis as number, 0, count as number)],
  cpu: ({ x }, [y], attributes) => {
    const { axis, count } = attributes as Record<string, number>;
    const { outer, inner } = outerInner(x.shape, axis);
    for (let o = 0; o < outer; o++) {
      const source = x.values.subarray(o * inner, (o + 1) * inner);
      for (let i = 0; i < count; i++) y.values.set(source, (o * count + i) * inner);
    }
  },
  webgl: repeatAxisWebgl,
  gradient: ([dy], _, { axis }) => ({ x: () => sumAxis(dy, axis as number) }),
});

defineOp({
  name: 'SumAxis',
  shapes: ({ x }, { axis }) => [x.toSpliced(axis as number, 1)],
  cpu: ({ x }, [y], attributes) => {
    const { axis, count } = attributes as Record<string, number>;
    const { outer, inner } = outerInner(y.shape, axis);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let sum = 0;
        for (let n = 0; n < count; n++) sum += x.values[(o * count + n) * inner + i];
        y.values[o * inner + i] = sum;
      }
    }
  },
  webgl: sumAxisWebgl,
  gradient: ([dy], _, { axis, count }) => ({ x: () => repeatAxis(dy, axis as number, count as number) }),
});
