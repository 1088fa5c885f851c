import type { AlgorithmName } from '../settings.ts';
import type { Algorithm } from './algorithm.ts';
import { fomaml } from './fomaml.ts';
import { maml } from './maml.ts';

/** Every meta-learning algorithm. */
export const algorithms: Record<AlgorithmName, Algorithm> = { maml, fomaml };
