import { grad } from '@tensorflow/tfjs-core';
import type { Algorithm } from './algorithm.ts';
import { throughAdaptation } from './meta-gradients.ts';
import { rateDescent } from './rate-descent.ts';

/** Meta-SGD (Li et al., 2017, algorithm 1): start and inner rates are learnt together, a rate for every weight. */
export const metaSgd: Algorithm = throughAdaptation(rateDescent(grad));
