export * from './dataset.ts';
export * from './invented/index.ts';
export * from './random.ts';
