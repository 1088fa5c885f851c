export * from './learner.ts';
export * from './settings.ts';
