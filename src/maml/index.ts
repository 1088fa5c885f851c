export {
  adapt,
  type Examples,
  type Model,
  perTask,
  type TaskBatch,
  type Weights,
} from './algorithms/adapt.ts';
export type { Algorithm, MetaGradient } from './algorithms/algorithm.ts';
export { algorithms } from './algorithms/index.ts';
export { onContextLost, replaceLostBackend, selectBackend } from './backend.ts';
export * from './learner.ts';
export { createLearner } from './meta-learner.ts';
export { classifier, regressor } from './models.ts';
export { networks } from './networks/index.ts';
export type { ParameterSpec } from './networks/network.ts';
export { sinusoid } from './networks/sinusoid.ts';
export { type AdamMoments, adamUpdate } from './ops/adam.ts';
export { accuracy } from './ops/cross-entropy.ts';
export * from './settings.ts';
