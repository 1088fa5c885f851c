import { grad, keep, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { Adapt, Algorithm } from './algorithm.ts';
import { meanForTasks, meanOverTasks, startFor } from './model.ts';

/** A function's gradient, and outputs that it came upon on the way: they are kept, and are not differentiated. */
function gradWithOutputs(
  f: (x: Tensor) => { value: Tensor; outputs: Tensor[] },
): (x: Tensor) => { gradient: Tensor; outputs: Tensor[] } {
  return (x) => {
    let outputs: Tensor[] = [];
    const gradient = grad((y: Tensor) => {
      const found = f(y);
      outputs = found.outputs.map(keep);
      return found.value;
    })(x);
    return { gradient, outputs };
  };
}

/**
 * An algorithm that differentiates the query loss after the last step through the adaptation (MAML, equation 1): of
 * second order where the inner gradients can be differentiated, of first order where they are constants.
 */
export function throughAdaptation(adapt: Adapt): Algorithm {
  return {
    adapt,
    metaGradient(model, learnt, { tasks, support, query }, inner) {
      const { gradient, outputs } = gradWithOutputs((start) => {
        const path = adapt(model, start, tasks, support, inner);
        const outputs = path.map((phi) => model.predict(phi, query.x));
        return { value: meanOverTasks(model.loss(outputs[inner.steps], query.y)), outputs };
      })(learnt);
      return { gradient, queryOutputs: outputs };
    },
  };
}

/** An algorithm that moves the start towards where the tasks have gone from it (Reptile, section 2). */
export function towardsAdapted(adapt: Adapt): Algorithm {
  return {
    adapt,
    metaGradient(model, theta, { tasks, support, query }, inner) {
      const path = adapt(model, theta, tasks, support, inner);
      const back = sub(startFor(model, theta, tasks), path[inner.steps]);
      return {
        gradient: meanForTasks(model, back, tasks),
        queryOutputs: path.map((phi) => keep(model.predict(phi, query.x))),
      };
    },
  };
}
