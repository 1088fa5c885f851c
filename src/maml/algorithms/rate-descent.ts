import { mul, sub } from '@tensorflow/tfjs-core';
import { only, splitFlat } from '../ops/parameters.ts';
import type { Adapt } from './algorithm.ts';
import { type InnerGradient, supportLoss } from './gradient-descent.ts';
import { startFor, weightCount } from './model.ts';

/**
 * Gradient descent with a learnt rate for every weight (Meta-SGD, equation 2): phi <- phi - alpha o grad L_support(phi).
 * The rates lie behind the weights in what is learnt; all tasks and steps share them.
 */
export function rateDescent(gradient: InnerGradient): Adapt {
  return (model, learnt, tasks, support, { steps }) => {
    const count = weightCount(model, 1);
    const [theta, rates] = splitFlat(learnt, [count, count]);
    const alpha = startFor(model, rates, tasks);
    const gradientAt = gradient(supportLoss(model, support));
    const path = [startFor(model, theta, tasks)];
    for (let step = 0; step < steps; step++) {
      const moving = only(gradientAt(path[step]), model.sizes, tasks, model.adapts);
      path.push(sub(path[step], mul(alpha, moving)));
    }
    return path;
  };
}
