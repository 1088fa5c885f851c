import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNormRelu } from '../ops/batch-norm-relu.ts';
import { conv } from '../ops/conv.ts';
import { maxPool } from '../ops/max-pool.ts';
import { type Architecture, parametersOf } from './architecture.ts';
import { linear } from './linear.ts';
import type { Network } from './network.ts';

/**
 * Blocks of convolution, batch norm and ReLU (and pool), then a linear layer on the flattened features.
 *
 * ReLU before or after a max pool is the same function with the same derivatives.
 */
export function convolutional(blocks: Architecture): Network {
  return {
    parameters: (size) => parametersOf(blocks, size),

    forward(parameters: Tensor[], images: Tensor): Tensor {
      let x = images;
      blocks.forEach((block, i) => {
        const [kernel, scale] = parameters.slice(2 * i);
        x = batchNormRelu(conv(x, kernel, block.convolution), scale);
        if (block.pool) x = maxPool(x);
      });
      const [kernel, bias] = parameters.slice(2 * blocks.length);
      return linear(x, kernel, bias);
    },
  };
}
