import type { Tensor } from '@tensorflow/tfjs-core';
import {
  batchNormReluCpu,
  batchNormReluGradientCpu,
  batchNormReluTangentCpu,
} from './batch-norm-relu.cpu.ts';
import {
  batchNormReluGradientWasm,
  batchNormReluTangentWasm,
  batchNormReluWasm,
} from './batch-norm-relu.wasm.ts';
import {
  batchNormReluGradientWebgl,
  batchNormReluTangentWebgl,
  batchNormReluWebgl,
} from './batch-norm-relu.webgl.ts';
import { defineOp, runOp } from './op.ts';

/*
 * Notation, per task and channel, over the M values of a batch: mean m and reciprocal deviation
 * r = (variance + eps)^(-1/2); h = (x - m) r; y = relu(gamma h + beta). <a> is the mean of a.
 *
 * First derivative, with g = dy where y > 0, else 0:
 *   dbeta = M <g>,  dgamma = M <g h>,  dx = gamma r (g - <g> - h <g h>).
 *
 * Second: the gradient of S = <<u, dx>> + <<a, dgamma>> + <<b, dbeta>> for given u, a, b. With the means
 * A = <g>, B = <g h>, U = <u>, P = <u h>, Q = <u g> and s = a - gamma r P:
 *   to dy:    where y > 0: gamma r (u - U - h P) + a h + b
 *   to gamma: r M (Q - A U - B P)
 *   to x:     r (k - <k> - h <k h>) - gamma r^2 (Q - A U - B P) h,  where
 *             k = s g - gamma r B u,  <k> = s A - gamma r B U,  <k h> = s B - gamma r B P.
 */

/**
 * Batch normalisation with the current batch's own statistics (one batch per task), then ReLU.
 *
 * @param x `[task, image, height, width, channel]`
 * @param gamma `[task, channel]`
 * @param beta `[task, channel]`
 */
export function batchNormRelu(x: Tensor, gamma: Tensor, beta: Tensor): Tensor {
  return runOp('BatchNormRelu', { x, gamma, beta })[0];
}

// A kernel with several outputs must run at once in a gradient: each closure is tidied by itself.

/** Outputs: y, and the statistics `[task, channel, 2]` (m, r). */
defineOp({
  name: 'BatchNormRelu',
  cpu: ({ x, gamma, beta }) => batchNormReluCpu(x, gamma, beta),
  wasm: (tensors, _, backend) => batchNormReluWasm(tensors, backend),
  webgl: ({ x, gamma, beta }, _, draw) => batchNormReluWebgl(x, gamma, beta, draw),
  saves: { inputs: ['x', 'gamma'], outputs: [true, true] },
  gradient: ([dy], [x, gamma, y, statistics]) => {
    const [dx, dgamma, dbeta] = runOp('BatchNormReluGradient', { x, gamma, dy }, {}, { y, statistics });
    return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
  },
});

/** Outputs: dx, dgamma, dbeta. */
defineOp({
  name: 'BatchNormReluGradient',
  cpu: ({ x, gamma, dy, y, statistics }) => batchNormReluGradientCpu(x, gamma, dy, y, statistics),
  wasm: (tensors, _, backend) => batchNormReluGradientWasm(tensors, backend),
  webgl: ({ x, gamma, dy, y, statistics }, _, draw) =>
    batchNormReluGradientWebgl(x, gamma, dy, y, statistics, draw),
  saves: { inputs: ['x', 'gamma', 'dy'], outputs: [false, true, true], constants: ['y', 'statistics'] },
  gradient: ([u, a, b], [x, gamma, dy, dgamma, dbeta, y, statistics]) => {
    const constants = { y, statistics, dgamma, dbeta, u, a, b };
    const [toX, toGamma, toDy] = runOp('BatchNormReluTangent', { x, gamma, dy }, {}, constants);
    return { x: () => toX, gamma: () => toGamma, dy: () => toDy };
  },
});

/** Outputs: the second derivative above, to x, gamma and dy. No third is ever asked for. */
defineOp({
  name: 'BatchNormReluTangent',
  cpu: (tensors) => batchNormReluTangentCpu(tensors),
  wasm: (tensors, _, backend) => batchNormReluTangentWasm(tensors, backend),
  webgl: (tensors, _, draw) => batchNormReluTangentWebgl(tensors, draw),
});
