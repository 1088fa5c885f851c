import type { Algorithm } from './algorithm.ts';
import { anil } from './anil.ts';
import type { AlgorithmName } from './facts.ts';
import { fomaml } from './fomaml.ts';
import { maml } from './maml.ts';
import { metaSgd } from './meta-sgd.ts';
import { reptile } from './reptile.ts';

/** Every meta-learning algorithm. */
export const algorithms: Record<AlgorithmName, Algorithm> = {
  maml,
  fomaml,
  anil,
  reptile,
  'meta-sgd': metaSgd,
};
