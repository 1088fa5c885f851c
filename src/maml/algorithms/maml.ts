import { grad, keep, type Tensor } from '@tensorflow/tfjs-core';
import { adapt, meanOverTasks, startFor, type Weights } from './adapt.ts';
import type { Algorithm } from './algorithm.ts';

/**
 * Model-agnostic meta-learning, exact second order (Finn et al., 2017, algorithm 2): the query loss after
 * the last step is differentiated through every inner step.
 */
export const maml: Algorithm = (model, theta, batch, inner) => {
  const queryOutputs: Tensor[] = [];
  const metaLoss = (start: Weights) => {
    const path = adapt(model, startFor(model, start, batch.tasks), batch.support, inner);
    queryOutputs.push(...path.map((phi) => keep(model.predict(phi, batch.query.x))));
    return meanOverTasks(model.loss(queryOutputs[inner.steps], batch.query.y));
  };
  return { gradient: grad(metaLoss)(theta), queryOutputs };
};
