import type { Tensor } from '@tensorflow/tfjs-core';
import { convCpu, convFilterGradientCpu, convInputGradientCpu } from './conv.cpu.ts';
import { convFilterGradientWasm, convInputGradientWasm, convWasm } from './conv.wasm.ts';
import { convFilterGradientWebgl, convInputGradientWebgl, convWebgl } from './conv.webgl.ts';
import { asGeometry, type ConvGeometry } from './conv-geometry.ts';
import { defineOp, runOp } from './op.ts';

export type { ConvGeometry };

/*
 * The convolution and its two gradients are one bilinear family: the derivatives of each are the other
 * two, so that every order of derivative is exact.
 */

/**
 * Convolves each task's images with that task's own filters (cross-correlation, as in every framework).
 *
 * @param x `[task, image, inSide, inSide, channel]`
 * @param w `[task, kernel, kernel, channel, filter]`
 * @returns `[task, image, outSide, outSide, filter]`
 */
export function conv(x: Tensor, w: Tensor, geometry: ConvGeometry): Tensor {
  return runOp('TaskConv', { x, w }, geometry)[0];
}

/** The gradient of `conv` with respect to its images, given the gradient `dy` of its result. */
export function convInputGradient(dy: Tensor, w: Tensor, geometry: ConvGeometry): Tensor {
  return runOp('TaskConvInputGradient', { dy, w }, geometry)[0];
}

/** The gradient of `conv` with respect to its filters, given the gradient `dy` of its result. */
export function convFilterGradient(x: Tensor, dy: Tensor, geometry: ConvGeometry): Tensor {
  return runOp('TaskConvFilterGradient', { x, dy }, geometry)[0];
}

defineOp({
  name: 'TaskConv',
  shapes: ({ x, w }, { outSide }) => [[...x.slice(0, 2), outSide, outSide, w[4]] as number[]],
  cpu: convCpu,
  wasm: convWasm,
  webgl: convWebgl,
  saves: { inputs: ['x', 'w'] },
  gradient: ([dy], [x, w], attributes) => ({
    x: () => convInputGradient(dy, w, asGeometry(attributes)),
    w: () => convFilterGradient(x, dy, asGeometry(attributes)),
  }),
});

defineOp({
  name: 'TaskConvInputGradient',
  shapes: ({ dy, w }, { inSide }) => [[...dy.slice(0, 2), inSide, inSide, w[3]] as number[]],
  cpu: convInputGradientCpu,
  wasm: convInputGradientWasm,
  webgl: convInputGradientWebgl,
  saves: { inputs: ['dy', 'w'] },
  gradient: ([u], [dy, w], attributes) => ({
    dy: () => conv(u, w, asGeometry(attributes)),
    w: () => convFilterGradient(u, dy, asGeometry(attributes)),
  }),
});

defineOp({
  name: 'TaskConvFilterGradient',
  shapes: ({ x, dy }, { kernel }) => [[x[0], kernel, kernel, x[4], dy[4]] as number[]],
  cpu: convFilterGradientCpu,
  wasm: convFilterGradientWasm,
  webgl: convFilterGradientWebgl,
  saves: { inputs: ['x', 'dy'] },
  gradient: ([u], [x, dy], attributes) => ({
    x: () => convInputGradient(dy, u, asGeometry(attributes)),
    dy: () => conv(x, u, asGeometry(attributes)),
  }),
});
