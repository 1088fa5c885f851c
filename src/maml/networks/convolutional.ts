import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { batchNormRelu, withoutGain } from '../ops/batch-norm-relu.ts';
import { conv } from '../ops/conv.ts';
import { maxPool } from '../ops/max-pool.ts';
import { times } from '../ops/update.ts';
import { type Architecture, parametersOf } from './architecture.ts';
import { linear } from './linear.ts';
import type { Network } from './network.ts';

/**
 * Blocks of convolution, batch norm and ReLU (and pool), then a linear layer on the flattened features or their mean.
 *
 * ReLU before or after a max pool is the same function with the same derivatives.
 */
export function convolutional(architecture: Architecture): Network {
  const { blocks, norm, head } = architecture;
  return {
    parameters: (size) => parametersOf(architecture, size),

    forward(parameters: Tensor[], images: Tensor): Tensor {
      let x = images;
      blocks.forEach((block, i) => {
        const [kernel, learnt] = parameters.slice(2 * i);
        const scale = norm.gain ? learnt : withoutGain(learnt);
        x = batchNormRelu(conv(x, kernel, block.convolution), scale, norm.epsilon);
        if (block.pool) x = maxPool(x);
      });
      const [kernel, bias] = parameters.slice(2 * blocks.length);
      return linear(head.reads === 'mean' ? meanOverMap(x) : x, kernel, bias);
    },
  };
}

/** `[task, image, height, width, channel]` to `[task, image, channel]`. */
function meanOverMap(x: Tensor): Tensor {
  const [tasks, images, height, width, channels] = x.shape;
  const pixels = reshape(x, [tasks, images, height * width, channels]);
  return times(sumAxis(pixels, 2), 1 / (height * width));
}
