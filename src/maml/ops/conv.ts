import type { Tensor } from '@tensorflow/tfjs-core';
import { convCpu, convFilterGradientCpu, convInputGradientCpu } from './conv.cpu.ts';
import { convFilterGradientWasm, convInputGradientWasm, convWasm } from './conv.wasm.ts';
import { convFilterGradientWebgl, convInputGradientWebgl, convWebgl } from './conv.webgl.ts';
import { type Attributes, defineOp, runOp } from './op.ts';

/** A square convolution's geometry: sides in pixels, `pad` before the first row and column. */
export type ConvGeometry = {
  inSide: number;
  outSide: number;
  kernel: number;
  stride: number;
  pad: number;
};

// Attributes are handed on as they are, so that a geometry stays the same object: tables hang on it.
const asGeometry = (attributes: Attributes) => attributes as ConvGeometry;

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
  cpu: ({ x, w }, attributes) => convCpu(x, w, asGeometry(attributes)),
  wasm: ({ x, w }, attributes, backend) => convWasm(x, w, asGeometry(attributes), backend),
  webgl: ({ x, w }, attributes, draw) => [convWebgl(x, w, asGeometry(attributes), draw)],
  saves: { inputs: ['x', 'w'] },
  gradient: ([dy], [x, w], attributes) => ({
    x: () => convInputGradient(dy, w, asGeometry(attributes)),
    w: () => convFilterGradient(x, dy, asGeometry(attributes)),
  }),
});

defineOp({
  name: 'TaskConvInputGradient',
  cpu: ({ dy, w }, attributes) => convInputGradientCpu(dy, w, asGeometry(attributes)),
  wasm: ({ dy, w }, attributes, backend) => convInputGradientWasm(dy, w, asGeometry(attributes), backend),
  webgl: ({ dy, w }, attributes, draw) => [convInputGradientWebgl(dy, w, asGeometry(attributes), draw)],
  saves: { inputs: ['dy', 'w'] },
  gradient: ([u], [dy, w], attributes) => ({
    dy: () => conv(u, w, asGeometry(attributes)),
    w: () => convFilterGradient(u, dy, asGeometry(attributes)),
  }),
});

defineOp({
  name: 'TaskConvFilterGradient',
  cpu: ({ x, dy }, attributes) => convFilterGradientCpu(x, dy, asGeometry(attributes)),
  wasm: ({ x, dy }, attributes, backend) => convFilterGradientWasm(x, dy, asGeometry(attributes), backend),
  webgl: ({ x, dy }, attributes, draw) => [convFilterGradientWebgl(x, dy, asGeometry(attributes), draw)],
  saves: { inputs: ['x', 'dy'] },
  gradient: ([u], [x, dy], attributes) => ({
    x: () => convInputGradient(dy, u, asGeometry(attributes)),
    dy: () => conv(x, u, asGeometry(attributes)),
  }),
});
