import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNormRelu } from '../ops/batch-norm-relu.ts';
import { type ConvGeometry, conv } from '../ops/conv.ts';
import { maxPool } from '../ops/max-pool.ts';
import { linear, linearParameters } from './linear.ts';
import type { Network, NetworkSize, ParameterSpec } from './network.ts';

const KERNEL = 3;

export interface Block {
  convolution: ConvGeometry;
  /** Whether a 2x2 max pool follows. */
  pool: boolean;
}

/**
 * Blocks of convolution, batch norm and ReLU (and pool), then a linear layer on the flattened features.
 *
 * The convolutions have no bias: batch norm subtracts it, so it changes nothing and its gradient is zero.
 * ReLU before or after a max pool is the same function with the same derivatives.
 */
export function convolutional(blocks: Block[]): Network {
  const { convolution, pool } = blocks[blocks.length - 1];
  const side = pool ? convolution.outSide >> 1 : convolution.outSide;

  return {
    parameters({ filters, ways }: NetworkSize): ParameterSpec[][] {
      const convolutions = blocks.flatMap((_, i): ParameterSpec[][] => [
        [
          {
            name: `conv${i + 1}/kernel`,
            shape: [KERNEL, KERNEL, i === 0 ? 1 : filters, filters],
            start: 'glorot',
          },
        ],
        [
          { name: `bn${i + 1}/gamma`, shape: [filters], start: 'ones' },
          { name: `bn${i + 1}/beta`, shape: [filters], start: 'zeros' },
        ],
      ]);
      return [...convolutions, ...linearParameters('linear', side * side * filters, ways)];
    },

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
