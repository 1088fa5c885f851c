import { add, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { repeatAxis } from './axis.ts';
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

/** Added to the variance inside the root, as PyTorch does. */
const EPSILON = 1e-5;

/**
 * Batch normalisation with the current batch's own statistics (one batch per task), then ReLU.
 *
 * @param x `[task, image, height, width, channel]`
 * @param scale `[task, 2, channel]`: gamma, then beta
 * @param epsilon added to the variance inside the root
 */
export function batchNormRelu(x: Tensor, scale: Tensor, epsilon = EPSILON): Tensor {
  return runOp('BatchNormRelu', { x, scale }, { epsilon })[0];
}

/**
 * The scale of a batch norm without gain: gamma is 1 and no parameter.
 *
 * @param beta `[task, channel]`
 * @returns `[task, 2, channel]`
 */
export function withoutGain(beta: Tensor): Tensor {
  const [tasks, channels] = beta.shape;
  const rows = (gamma: number, shift: number) =>
    repeatAxis(repeatAxis(tensor([gamma, shift]), 1, channels), 0, tasks);
  return add(mul(repeatAxis(beta, 1, 2), rows(0, 1)), rows(1, 0));
}

// A kernel with several outputs must run at once in a gradient: each closure is tidied by itself.

/** Outputs: y, and the statistics `[task, 2, channel]` (m, then r). */
defineOp({
  name: 'BatchNormRelu',
  shapes: ({ x, scale }) => [x, scale],
  cpu: batchNormReluCpu,
  wasm: batchNormReluWasm,
  webgl: batchNormReluWebgl,
  saves: { inputs: ['x', 'scale'], outputs: [true, true] },
  gradient: ([dy], [x, scale, y, statistics]) => {
    const [dx, dscale] = runOp('BatchNormReluGradient', { x, scale, dy }, {}, { y, statistics });
    return { x: () => dx, scale: () => dscale };
  },
});

/** Outputs: dx, and dscale (dgamma, then dbeta). */
defineOp({
  name: 'BatchNormReluGradient',
  shapes: ({ x, scale }) => [x, scale],
  cpu: batchNormReluGradientCpu,
  wasm: batchNormReluGradientWasm,
  webgl: batchNormReluGradientWebgl,
  saves: { inputs: ['x', 'scale', 'dy'], outputs: [false, true], constants: ['y', 'statistics'] },
  gradient: ([u, a], [x, scale, dy, dscale, y, statistics]) => {
    const constants = { y, statistics, dscale, u, a };
    const [toX, toScale, toDy] = runOp('BatchNormReluTangent', { x, scale, dy }, {}, constants);
    return { x: () => toX, scale: () => toScale, dy: () => toDy };
  },
});

/** Outputs: the second derivative above, to x, scale and dy; `a` holds a, then b. No third is ever asked for. */
defineOp({
  name: 'BatchNormReluTangent',
  shapes: ({ x, scale }) => [x, scale, x],
  cpu: batchNormReluTangentCpu,
  wasm: batchNormReluTangentWasm,
  webgl: batchNormReluTangentWebgl,
});
