import { grad, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { flatSize, only, perTask, sumTasks } from '../ops/parameters.ts';
import { descend, times } from '../ops/update.ts';

/** All of a network's parameters in one flat tensor; inside the inner loop every task has its own. */
export type Weights = Tensor;

/** Inputs `[task, example, ...]` and their targets. */
export interface Examples {
  x: Tensor;
  y: Tensor;
}

/** What is learnt: a function of weights and inputs, and its loss per task `[task]`. */
export interface Model {
  /** Values of each parameter in `Weights`, without the task axis. */
  sizes: number[];
  /** Whether the inner loop moves it; what stays is moved by meta-training alone. */
  adapts: boolean[];
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
  /** alpha, `[1]`. */
  rate: Tensor;
  steps: number;
}

/** Number of values of a model's weights for so many tasks. */
export function weightCount({ sizes }: Model, tasks: number): number {
  return flatSize(sizes, tasks);
}

/** A copy of the shared start for every task. */
export function startFor({ sizes }: Model, theta: Weights, tasks: number): Weights {
  return perTask(theta, sizes, tasks);
}

/** The mean over the tasks of what each task has for its own weights. */
export function meanForTasks({ sizes }: Model, perTaskValues: Weights, tasks: number): Weights {
  return times(sumTasks(perTaskValues, sizes, tasks), 1 / tasks);
}

/** Mean over the tasks, a scalar. */
export function meanOverTasks(losses: Tensor): Tensor {
  return times(sumAxis(losses, 0), 1 / losses.shape[0]);
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
  const loss = (phi: Weights) => sumAxis(model.loss(model.predict(phi, support.x), support.y), 0);
  const gradient = (phi: Weights) => only(grad(loss)(phi), model.sizes, support.x.shape[0], model.adapts);
  const path = [start];
  for (let step = 0; step < steps; step++) {
    path.push(descend(path[step], gradient(path[step]), rate));
  }
  return path;
}
