export * from './protocol.ts';
export { shareDataset } from './share-dataset.ts';
export { TrainingClient } from './training.client.ts';
