import './ops/elementwise.ts';

export {
  adapt,
  type Examples,
  type InnerLoop,
  type Model,
  startFor,
  type TaskBatch,
  type Weights,
} from './algorithms/adapt.ts';
export type { Algorithm, MetaGradient } from './algorithms/algorithm.ts';
export { algorithms } from './algorithms/index.ts';
export type { Device, Program, Variable } from './devices/device.ts';
export { openDevice } from './devices/open-device.ts';
export type { DrawingSet } from './example-program.ts';
export * from './learner.ts';
export { createLearner } from './meta-learner.ts';
export { classifier, regressor } from './models.ts';
export { firstFilters, type LayerMovement, movementOf } from './movement.ts';
export { headFor } from './networks/head.ts';
export { networks } from './networks/index.ts';
export type { ParameterSpec } from './networks/network.ts';
export { sinusoid } from './networks/sinusoid.ts';
export { flatten, unflatten, weightsOfTask } from './networks/weights.ts';
export { adam, adamRates } from './ops/adam.ts';
export { report } from './ops/cross-entropy.ts';
export { runOnce, type Values } from './run-once.ts';
export * from './settings.ts';
export { randomStart } from './start.ts';
export { type NetworkSettings, TaskAdapter } from './task-adapter.ts';
export { createTaskShare } from './task-share.ts';
export { compile } from './trace/plan.ts';
