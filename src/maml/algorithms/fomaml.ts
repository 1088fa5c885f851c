import type { Algorithm } from './algorithm.ts';
import { constantGradient, gradientDescent } from './gradient-descent.ts';
import { throughAdaptation } from './meta-gradients.ts';

/** First-order MAML (Finn et al., 2017, section 5.2): the gradient at the adapted weights is taken for the start's. */
export const fomaml: Algorithm = throughAdaptation(gradientDescent(constantGradient));
