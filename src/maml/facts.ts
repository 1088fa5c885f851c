// What can be told of the engine without a tensor: the page's own thread reads it here and does not load the rest.
import { architectures } from './networks/architectures.ts';
import type { NetworkName } from './settings.ts';

/** Every network by name. */
export const networkNames = Object.keys(architectures) as NetworkName[];

export { algorithmFacts, algorithmNames, RATE } from './algorithms/facts.ts';
export { type LearntShape, learntGroups } from './learnt.ts';
export { meanAccuracy } from './mean-accuracy.ts';
export { outerRateAt } from './settings.ts';
