export { openCrew } from './crew.ts';
export { createDataClient, type DataClient } from './data.client.ts';
export type { LoadedSet } from './data.service.ts';
export type { TrialMode } from './devices.ts';
export type { DivergenceCause, LossTrend } from './divergence.ts';
export { startEngineThread } from './engine-thread.ts';
export {
  charactersOf,
  createEpisodeSource,
  type TaskOrigin,
  type TaskSource,
  taskSource,
} from './episodes.ts';
export { joinEvaluations } from './examine-tasks.ts';
export { isOvertaken, Overtaken } from './latest-wins.ts';
export { measureNearest } from './measure-nearest.ts';
export { messageOf } from './message-of.ts';
export * from './protocol.ts';
export { shareDataset } from './share-dataset.ts';
export { WorkerUnavailable } from './start-worker.ts';
export { StudioClient } from './studio.client.ts';
export { type DrawnEvaluation, measureDrawn } from './studio.measure.ts';
export * from './studio.protocol.ts';
export { TrainingClient } from './training.client.ts';
export { CLASSES_SHOWN, typicalTask } from './typical-task.ts';
export { yieldToEvents } from './yield-to-events.ts';
