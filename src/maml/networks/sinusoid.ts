import { relu, type Tensor } from '@tensorflow/tfjs-core';
import { linear } from './linear.ts';
import { linearParameters, type Network } from './network.ts';

const HIDDEN = 40;

/** The paper's regressor for sine waves (section 5.1): 1-40-40-1 with ReLU. It has no size to choose. */
export const sinusoid: Network = {
  parameters: () => [
    ...linearParameters('dense1', 1, HIDDEN),
    ...linearParameters('dense2', HIDDEN, HIDDEN),
    ...linearParameters('dense3', HIDDEN, 1),
  ],
  forward([w1, b1, w2, b2, w3, b3], x: Tensor): Tensor {
    return linear(relu(linear(relu(linear(x, w1, b1)), w2, b2)), w3, b3);
  },
};
