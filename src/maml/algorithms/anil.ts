import { grad } from '@tensorflow/tfjs-core';
import type { Algorithm } from './algorithm.ts';
import { headDescent } from './head-descent.ts';
import { throughAdaptation } from './meta-gradients.ts';

/**
 * Almost no inner loop (Raghu et al., 2020, section 4): only the last layer adapts, the features are reused. The
 * meta-gradient is exact, and all weights are learnt by it.
 */
export const anil: Algorithm = throughAdaptation(headDescent(grad));
