import { grads, mul, type Tensor } from '@tensorflow/tfjs-core';
import { repeatAxis, sumAxis } from '../ops/axis.ts';
import { descend } from '../ops/update.ts';

/** A network's parameters, in the network's order. Inside the inner loop each is `[task, ...]`. */
export type Weights = Tensor[];

/** Inputs `[task, example, ...]` and their targets. */
export interface Examples {
  x: Tensor;
  y: Tensor;
}

/** What is learnt: a function of weights and inputs, and its loss per task `[task]`. */
export interface Model {
  predict(weights: Weights, x: Tensor): Tensor;
  loss(output: Tensor, y: Tensor): Tensor;
}

/** A meta-batch. */
export interface TaskBatch {
  tasks: number;
  support: Examples;
  query: Examples;
}

/** The inner loop: gradient descent on the support set. */
export interface InnerLoop {
  rate: number;
  steps: number;
}

/** A copy of the shared start for every task. */
export function perTask(theta: Weights, tasks: number): Weights {
  return theta.map((parameter) => repeatAxis(parameter, 0, tasks));
}

/** Mean over the tasks, a scalar. */
export function meanOverTasks(losses: Tensor): Tensor {
  return mul(sumAxis(losses, 0), 1 / losses.shape[0]);
}

/**
 * The inner loop (MAML, algorithm 1, lines 5-6): phi <- phi - alpha grad L_support(phi), for every task at
 * once. Pure, so that it can be differentiated.
 *
 * @returns the weights after 0, 1, ..., `steps` steps
 */
export function adapt(
  model: Model,
  start: Weights,
  support: Examples,
  { rate, steps }: InnerLoop,
): Weights[] {
  // A task's weights move its own loss alone, so the gradient of the sum holds every task's gradient.
  const loss = (...phi: Weights) => sumAxis(model.loss(model.predict(phi, support.x), support.y), 0);
  const path = [start];
  for (let step = 0; step < steps; step++) {
    const gradients = grads(loss)(path[step]);
    path.push(path[step].map((parameter, i) => descend(parameter, gradients[i], rate)));
  }
  return path;
}
