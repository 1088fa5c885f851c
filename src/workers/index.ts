export { openCrew } from './crew.ts';
export { createDataClient, type DataClient } from './data.client.ts';
export type { LoadedSet } from './data.service.ts';
export type { TrialMode } from './devices.ts';
export type { DivergenceCause } from './divergence.ts';
export * from './protocol.ts';
export { shareDataset } from './share-dataset.ts';
export { TrainingClient } from './training.client.ts';
