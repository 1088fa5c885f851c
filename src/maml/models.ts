import type { Model } from './algorithms/adapt.ts';
import type { Network } from './networks/network.ts';
import { sinusoid } from './networks/sinusoid.ts';
import { crossEntropy } from './ops/cross-entropy.ts';
import { meanSquaredError } from './ops/squared-error.ts';

/** A classifier of drawings: softmax cross-entropy on the network's logits. */
export function classifier(network: Network): Model {
  return { predict: network.forward, loss: crossEntropy };
}

/** The sine-wave regressor: mean squared error. */
export const regressor: Model = { predict: sinusoid.forward, loss: meanSquaredError };
