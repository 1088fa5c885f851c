import type { Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from '../ops/axis.ts';
import { flatSize, perTask, sumTasks } from '../ops/parameters.ts';
import { times } from '../ops/update.ts';

/** All of a network's parameters in one flat tensor; inside the inner loop every task has its own. */
export type Weights = Tensor;

/** Inputs `[task, example, ...]` and their targets. */
export interface Examples {
  x: Tensor;
  y: Tensor;
}

/** What is learnt: a function of weights and inputs, and its loss per task `[task]`. */
export interface Model {
  /** Values of each parameter in `Weights`, without the task axis; the last two are the head, a linear layer. */
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
