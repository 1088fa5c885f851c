import type { Tensor } from '@tensorflow/tfjs-core';
import { flatSize, joinFlat, splitFlat } from '../ops/parameters.ts';
import { descend } from '../ops/update.ts';
import type { Adapt } from './algorithm.ts';
import { type InnerGradient, supportLoss } from './gradient-descent.ts';
import { startFor } from './model.ts';

/** Parameters of the head: a linear layer's kernel and bias. */
const HEAD = 2;

/** Gradient descent on the last layer alone (ANIL, section 4.1): the features are every task's as they were learnt. */
export function headDescent(gradient: InnerGradient): Adapt {
  return (model, theta, tasks, support, { rate, steps }) => {
    const { sizes } = model;
    const lengths = [flatSize(sizes.slice(0, -HEAD), tasks), flatSize(sizes.slice(-HEAD), tasks)];
    const start = startFor(model, theta, tasks);
    const [body, firstHead] = splitFlat(start, lengths);
    const whole = (head: Tensor) => joinFlat([body, head], lengths);
    const loss = supportLoss(model, support);
    const gradientAt = gradient((head: Tensor) => loss(whole(head)));
    const path = [start];
    let head = firstHead;
    for (let step = 0; step < steps; step++) {
      head = descend(head, gradientAt(head), rate);
      path.push(whole(head));
    }
    return path;
  };
}
