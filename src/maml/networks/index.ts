import type { NetworkName } from '../settings.ts';
import { architectures } from './architectures.ts';
import { convolutional } from './convolutional.ts';
import type { Network } from './network.ts';

const named = Object.entries(architectures).map(([name, blocks]) => [name, convolutional(blocks)]);

/** Every network that drawings can be classified with. */
export const networks: Record<NetworkName, Network> = Object.fromEntries(named);
