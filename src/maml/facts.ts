// What can be told of the engine without a tensor: the page's own thread reads it here and does not load the rest.
import { parametersOf } from './networks/architecture.ts';
import { architectures } from './networks/architectures.ts';
import type { NetworkSize, ParameterSpec } from './networks/network.ts';
import type { NetworkName } from './settings.ts';

/** The arrays that a network of a size learns, in the engine's order. */
export function networkParameters(network: NetworkName, size: NetworkSize): ParameterSpec[] {
  return parametersOf(architectures[network], size).flat();
}

/** Every network by name. */
export const networkNames = Object.keys(architectures) as NetworkName[];

export { meanAccuracy } from './mean-accuracy.ts';
export { outerRateAt } from './settings.ts';
