import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import type { Values } from '#maml';
import { sumAxis } from '../../src/maml/ops/axis.ts';
import { batchNormRelu } from '../../src/maml/ops/batch-norm-relu.ts';
import { conv } from '../../src/maml/ops/conv.ts';
import { crossEntropy } from '../../src/maml/ops/cross-entropy.ts';
import { maxPool } from '../../src/maml/ops/max-pool.ts';
import { constant, gradientOf, normal, onEveryBackend, relativeError } from './support.ts';

// First derivatives against TensorFlow.js' own ops, one task at a time: an independent implementation.

const EPSILON = 1e-5;

/** One block of the pooled network and its loss, from stock ops, for one task. */
function stockLoss(x: tf.Tensor4D, w: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, labels: number[]) {
  const convolved = tf.conv2d(x, w, 1, 'same');
  const { mean, variance } = tf.moments(convolved, [0, 1, 2]);
  const normalised = tf.mul(tf.sub(convolved, mean), tf.rsqrt(tf.add(variance, EPSILON)));
  const active = tf.relu(tf.add(tf.mul(normalised, gamma), beta)) as tf.Tensor4D;
  const logits = tf.reshape(tf.maxPool(active, 2, 2, 'valid'), [x.shape[0], -1]);
  return tf.losses.softmaxCrossEntropy(tf.oneHot(labels, logits.shape[1] as number), logits) as tf.Scalar;
}

onEveryBackend((device) => {
  test('a block and its gradient agree with stock ops, for every task', async () => {
    const x = normal([2, 4, 4, 4, 2], 1);
    const parameters = [normal([2, 3, 3, 2, 3], 2), normal([2, 2, 3], 3)];
    const labels = [
      [3, 0, 1, 2],
      [1, 1, 4, 5],
    ];
    const geometry = { inSide: 4, outSide: 4, kernel: 3, stride: 1, pad: 1 };
    const loss = (w: tf.Tensor, scale: tf.Tensor) => {
      const pooled = maxPool(batchNormRelu(conv(constant(x), w, geometry), scale));
      const logits = tf.reshape(pooled, [2, 4, -1]);
      return sumAxis(crossEntropy(logits, tf.tensor2d(labels)), 0);
    };
    const [toW, toScale] = await gradientOf(device(), loss as (...xs: tf.Tensor[]) => tf.Tensor, parameters);

    await tf.setBackend('cpu');
    for (const task of [0, 1]) {
      const ofTask = ({ shape, data }: Values) =>
        tf.gather(tf.tensor(Float32Array.from(data), shape), task) as tf.Tensor;
      const [w, scale] = parameters.map(ofTask);
      const [gamma, beta] = tf.unstack(scale);
      const stock = tf.grads((...[weights, gain, bias]: tf.Tensor[]) =>
        stockLoss(
          ofTask(x) as tf.Tensor4D,
          weights as tf.Tensor4D,
          gain as tf.Tensor1D,
          bias as tf.Tensor1D,
          labels[task],
        ),
      )([w, gamma, beta]);
      const [dw, dgamma, dbeta] = stock.map((gradient) => Array.from(gradient.dataSync()));
      const part = (values: Float32Array) => {
        const size = values.length / 2;
        return values.subarray(task * size, (task + 1) * size);
      };
      expect(relativeError(part(toW), dw)).toBeLessThan(1e-4);
      expect(relativeError(part(toScale), [...dgamma, ...dbeta])).toBeLessThan(1e-4);
    }
  });
});
