import { grad } from '@tensorflow/tfjs-core';
import type { Algorithm } from './algorithm.ts';
import { gradientDescent } from './gradient-descent.ts';
import { towardsAdapted } from './meta-gradients.ts';

/**
 * Reptile (Nichol et al., 2018, algorithm 2): theta <- theta - beta mean_tasks (theta - phi_S), here by the outer
 * optimizer. It looks at support sets alone. With one inner step it is joint training on all tasks.
 */
export const reptile: Algorithm = towardsAdapted(gradientDescent(grad));
