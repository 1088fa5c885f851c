export * from './episode.ts';
export type { TasksWithin } from './pool.ts';
export * from './too-few.ts';
