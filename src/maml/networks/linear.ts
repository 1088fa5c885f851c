import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { addBias } from '../ops/bias.ts';
import { type ConvGeometry, conv } from '../ops/conv.ts';
import { sizeOf } from '../ops/op.ts';

const pixel: ConvGeometry = { inSide: 1, outSide: 1, kernel: 1, stride: 1, pad: 0 };

/**
 * Each task's own linear layer: a convolution of one pixel whose channels are the flattened features.
 *
 * @param x `[task, example, ...features]`, flattened row-major
 * @returns `[task, example, output]`
 */
export function linear(x: Tensor, kernel: Tensor, bias: Tensor): Tensor {
  const [tasks, examples, ...features] = x.shape;
  const [, inputs, outputs] = kernel.shape;
  const result = conv(
    reshape(x, [tasks, examples, 1, 1, sizeOf(features)]),
    reshape(kernel, [tasks, 1, 1, inputs, outputs]),
    pixel,
  );
  return addBias(reshape(result, [tasks, examples, outputs]), bias);
}
