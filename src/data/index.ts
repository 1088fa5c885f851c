export * from './dataset.ts';
export * from './random.ts';
