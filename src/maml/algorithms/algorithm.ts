import type { Tensor } from '@tensorflow/tfjs-core';
import type { InnerLoop, Model, TaskBatch, Weights } from './adapt.ts';

/** How the shared start should move, and what the network answered on the way. */
export interface MetaGradient {
  /** Mean over the tasks. */
  gradient: Weights;
  /** The query set's outputs after 0..S inner steps, each `[task, example, output]`. */
  queryOutputs: Tensor[];
}

/** A meta-learning algorithm: from the shared start and a meta-batch to the gradient of the start. */
export type Algorithm = (model: Model, theta: Weights, batch: TaskBatch, inner: InnerLoop) => MetaGradient;
