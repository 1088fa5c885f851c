import { grad } from '@tensorflow/tfjs-core';
import type { Algorithm } from './algorithm.ts';
import { gradientDescent } from './gradient-descent.ts';
import { throughAdaptation } from './meta-gradients.ts';

/**
 * Model-agnostic meta-learning (Finn et al., 2017, algorithm 2): a start from which a few steps of gradient descent go
 * far. theta <- theta - beta grad_theta mean_tasks L_query(phi_S(theta)), exact second order.
 */
export const maml: Algorithm = throughAdaptation(gradientDescent(grad));
