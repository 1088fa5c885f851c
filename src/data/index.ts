export { type NamedFile, namedFiles } from './archive/files.ts';
export { type ReadSet, readDataset } from './archive/read.ts';
export * from './cache.ts';
export * from './dataset.ts';
export * from './errors.ts';
export * from './invented/index.ts';
export * from './progress.ts';
export * from './random.ts';
