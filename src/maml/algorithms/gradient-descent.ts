import { grad } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { constant, only } from '../ops/parameters.ts';
import { descend } from '../ops/update.ts';
import type { Adapt } from './algorithm.ts';
import { type Examples, type Model, startFor, type Weights } from './model.ts';

/** How an inner step's gradient is taken: `grad`, or so that nothing is differentiated through it. */
export type InnerGradient = typeof grad;

/** A gradient that counts as a constant (MAML, section 5.2: first order). */
export const constantGradient: InnerGradient = (loss) => (x) => constant(grad(loss)(x));

/** Every task's support loss, summed: a task's weights move its own loss alone, so the gradient holds every task's. */
export function supportLoss(model: Model, support: Examples): (phi: Weights) => Weights {
  return (phi) => sumAxis(model.loss(model.predict(phi, support.x), support.y), 0);
}

/** Gradient descent on the support set (MAML, algorithm 1, lines 5-6): phi <- phi - alpha grad L_support(phi). */
export function gradientDescent(gradient: InnerGradient): Adapt {
  return (model, theta, tasks, support, { rate, steps }) => {
    const gradientAt = gradient(supportLoss(model, support));
    const path = [startFor(model, theta, tasks)];
    for (let step = 0; step < steps; step++) {
      const moving = only(gradientAt(path[step]), model.sizes, tasks, model.adapts);
      path.push(descend(path[step], moving, rate));
    }
    return path;
  };
}
