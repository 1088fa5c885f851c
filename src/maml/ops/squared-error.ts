import { mul, reshape, sub, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from './axis.ts';
import { times } from './update.ts';

/** Mean squared error over each task's examples, without the half: `[task]`, from `[task, example, 1]`. */
export function meanSquaredError(output: Tensor, target: Tensor): Tensor {
  const [tasks, examples] = output.shape;
  const error = reshape(sub(output, target), [tasks, examples]);
  return times(sumAxis(mul(error, error), 1), 1 / examples);
}
