import { grads, keep, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { adapt, meanOverTasks, perTask, type Weights } from './adapt.ts';
import type { Algorithm } from './algorithm.ts';

/**
 * First-order MAML (Finn et al., 2017, section 5.2): inner gradients count as constants, so the gradient
 * at the adapted weights is the start's. The inner loop stays off the tape.
 */
export const fomaml: Algorithm = (model, theta, batch, inner) => {
  const path = adapt(model, perTask(theta, batch.tasks), batch.support, inner);
  const adapted = path[inner.steps];
  const queryOutputs: Tensor[] = path
    .slice(0, inner.steps)
    .map((phi) => keep(model.predict(phi, batch.query.x)));
  const metaLoss = (...phi: Weights) => {
    queryOutputs.push(keep(model.predict(phi, batch.query.x)));
    return meanOverTasks(model.loss(queryOutputs[inner.steps], batch.query.y));
  };
  return { gradients: grads(metaLoss)(adapted).map((gradient) => sumAxis(gradient, 0)), queryOutputs };
};
