import type { Tensor } from '@tensorflow/tfjs-core';
import type { Examples, Model, TaskBatch, Weights } from './model.ts';

/** The inner loop's length and stride. */
export interface InnerLoop {
  /** alpha, `[1]`. */
  rate: Tensor;
  steps: number;
}

/**
 * How a task makes the shared start its own: the weights after 0, 1, ..., `steps` steps. Pure, so that it can be
 * differentiated.
 *
 * @param learnt all that meta-training learns, flat: the network's weights, behind them what the algorithm adds
 */
export type Adapt = (
  model: Model,
  learnt: Tensor,
  tasks: number,
  support: Examples,
  inner: InnerLoop,
) => Weights[];

/** How what is learnt should move, and what the network answered on the way. */
export interface MetaGradient {
  /** Flat as what is learnt; mean over the tasks. */
  gradient: Tensor;
  /** The query set's outputs after 0..S inner steps, each `[task, example, output]`; kept, for the caller to dispose of. */
  queryOutputs: Tensor[];
}

/** A meta-learning algorithm; `algorithmFacts` says what it learns beside the network's weights. */
export interface Algorithm {
  adapt: Adapt;
  metaGradient(model: Model, learnt: Tensor, batch: TaskBatch, inner: InnerLoop): MetaGradient;
}
