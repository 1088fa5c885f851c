import { grad, keep, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { adapt, meanForTasks, startFor, type Weights } from './adapt.ts';
import type { Algorithm } from './algorithm.ts';

/**
 * First-order MAML (Finn et al., 2017, section 5.2): inner gradients count as constants, so the gradient
 * at the adapted weights is the start's. The inner loop stays off the tape.
 */
export const fomaml: Algorithm = (model, theta, batch, inner) => {
  const path = adapt(model, startFor(model, theta, batch.tasks), batch.support, inner);
  const queryOutputs: Tensor[] = path
    .slice(0, inner.steps)
    .map((phi) => keep(model.predict(phi, batch.query.x)));
  const queryLoss = (phi: Weights) => {
    queryOutputs.push(keep(model.predict(phi, batch.query.x)));
    return sumAxis(model.loss(queryOutputs[inner.steps], batch.query.y), 0);
  };
  const atAdapted = grad(queryLoss)(path[inner.steps]);
  return { gradient: meanForTasks(model, atAdapted, batch.tasks), queryOutputs };
};
