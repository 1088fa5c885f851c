import { algorithmFacts } from './algorithms/facts.ts';
import { parametersOf } from './networks/architecture.ts';
import { architectures } from './networks/architectures.ts';
import type { ParameterSpec } from './networks/network.ts';
import type { RunSettings } from './settings.ts';

/** The settings that fix which arrays a run learns. */
export type LearntShape = Pick<RunSettings, 'algorithm' | 'network' | 'filters' | 'ways'>;

/** All arrays that a run learns, in the engine's order: the network's, behind them what the algorithm adds. */
export function learntGroups({ algorithm, network, ...size }: LearntShape): ParameterSpec[][] {
  const groups = parametersOf(architectures[network], size);
  return [...groups, ...algorithmFacts[algorithm].learns(groups)];
}
