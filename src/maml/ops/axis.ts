import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { type Block, defineOp, runOp, sizeOf } from './op.ts';

/*
 * Repeating along a new axis and summing an axis away are each other's gradient: a closed pair. Parameters
 * are repeated over the tasks of a meta-batch, biases over a task's examples.
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

function repeatCpu(x: Block, axis: number, count: number): Block[] {
  const { outer, inner } = outerInner(x.shape, axis);
  const values = new Float32Array(outer * count * inner);
  for (let o = 0; o < outer; o++) {
    const source = x.values.subarray(o * inner, (o + 1) * inner);
    for (let i = 0; i < count; i++) values.set(source, (o * count + i) * inner);
  }
  return [{ shape: x.shape.toSpliced(axis, 0, count), values }];
}

function sumCpu(x: Block, axis: number): Block[] {
  const shape = x.shape.toSpliced(axis, 1);
  const { outer, inner } = outerInner(shape, axis);
  const count = x.shape[axis];
  const values = new Float32Array(outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let sum = 0;
      for (let n = 0; n < count; n++) sum += x.values[(o * count + n) * inner + i];
      values[o * inner + i] = sum;
    }
  }
  return [{ shape, values }];
}

/** The row-major index of the value being computed; programs draw flat and are reshaped afterwards. */
const flat = (shape: number[]) => [sizeOf(shape)];

const reshaped = (tensor: TensorInfo, shape: number[]): TensorInfo => ({ ...tensor, shape });

defineOp({
  name: 'RepeatAxis',
  cpu: ({ x }, { axis, count }) => repeatCpu(x, axis as number, count as number),
  webgl: ({ x }, attributes, draw) => {
    const axis = attributes.axis as number;
    const count = attributes.count as number;
    const { inner } = outerInner(x.shape, axis);
    const shape = x.shape.toSpliced(axis, 0, count);
    const result = draw({
      shape: flat(shape),
      reads: { x },
      code: `
        void main() {
          int i = getOutputCoords();
          setOutput(at(x, i / ${inner * count} * ${inner} + i % ${inner}));
        }`,
    });
    return [reshaped(result, shape)];
  },
  gradient: ([dy], _, { axis }) => ({ x: () => sumAxis(dy, axis as number) }),
});

defineOp({
  name: 'SumAxis',
  cpu: ({ x }, { axis }) => sumCpu(x, axis as number),
  webgl: ({ x }, attributes, draw) => {
    const axis = attributes.axis as number;
    const count = attributes.count as number;
    const shape = x.shape.toSpliced(axis, 1);
    const { inner } = outerInner(shape, axis);
    const result = draw({
      shape: flat(shape),
      reads: { x },
      code: `
        void main() {
          int i = getOutputCoords();
          int first = i / ${inner} * ${inner * count} + i % ${inner};
          float sum = 0.0;
          for (int n = 0; n < ${count}; n++) sum += at(x, first + n * ${inner});
          setOutput(sum);
        }`,
    });
    return [reshaped(result, shape)];
  },
  gradient: ([dy], _, { axis, count }) => ({ x: () => repeatAxis(dy, axis as number, count as number) }),
});
