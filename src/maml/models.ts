import type { Tensor } from '@tensorflow/tfjs-core';
import type { Model } from './algorithms/model.ts';
import type { Network, NetworkSize } from './networks/network.ts';
import { sinusoid } from './networks/sinusoid.ts';
import { groupShape } from './networks/weights.ts';
import { crossEntropy } from './ops/cross-entropy.ts';
import { sizeOf } from './ops/op.ts';
import { split } from './ops/parameters.ts';
import { meanSquaredError } from './ops/squared-error.ts';

/** A network of a size, on weights that lie in one flat tensor. */
function predictor(network: Network, size: NetworkSize): Pick<Model, 'sizes' | 'adapts' | 'predict'> {
  const groups = network.parameters(size);
  const shapes = groups.map(groupShape);
  return {
    sizes: shapes.map(sizeOf),
    adapts: groups.map(([{ adapts }]) => adapts ?? true),
    predict: (phi: Tensor, x: Tensor) => network.forward(split(phi, shapes, x.shape[0]), x),
  };
}

/** A classifier of drawings: softmax cross-entropy on the network's logits. */
export function classifier(network: Network, size: NetworkSize): Model {
  return { ...predictor(network, size), loss: crossEntropy };
}

/** The sine-wave regressor: mean squared error. It has no size to choose. */
export const regressor: Model = {
  ...predictor(sinusoid, { filters: 0, ways: 0 }),
  loss: meanSquaredError,
};
