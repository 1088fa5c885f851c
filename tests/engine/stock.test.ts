import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { batchNormRelu } from '../../src/maml/ops/batch-norm-relu.ts';
import { conv } from '../../src/maml/ops/conv.ts';
import { crossEntropy } from '../../src/maml/ops/cross-entropy.ts';
import { maxPool } from '../../src/maml/ops/max-pool.ts';
import { normal, numbers, onEveryBackend, relativeError, use } from './support.ts';

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

onEveryBackend((backend) => {
  beforeAll(() => use(backend));

  test('a block and its gradient agree with stock ops, for every task', () => {
    const x = normal([2, 4, 4, 4, 2], 1);
    const parameters = [normal([2, 3, 3, 2, 3], 2), normal([2, 3], 3), normal([2, 3], 4)];
    const labels = [
      [3, 0, 1, 2],
      [1, 1, 4, 5],
    ];
    const labelTensor = tf.tensor2d(labels);
    const geometry = { inSide: 4, outSide: 4, kernel: 3, stride: 1, pad: 1 };
    const loss = (...[w, gamma, beta]: tf.Tensor[]) => {
      const pooled = maxPool(batchNormRelu(conv(x, w, geometry), gamma, beta));
      return tf.sum(crossEntropy(tf.reshape(pooled, [2, 4, -1]), labelTensor));
    };
    const found = tf.grads(loss)(parameters);

    for (const task of [0, 1]) {
      const ofTask = (t: tf.Tensor) => tf.gather(t, task);
      const stock = tf.grads((...[w, gamma, beta]: tf.Tensor[]) =>
        stockLoss(
          ofTask(x) as tf.Tensor4D,
          w as tf.Tensor4D,
          gamma as tf.Tensor1D,
          beta as tf.Tensor1D,
          labels[task],
        ),
      )(parameters.map(ofTask));
      stock.forEach((expected, i) => {
        expect(relativeError(numbers(ofTask(found[i])), numbers(expected))).toBeLessThan(1e-4);
      });
    }
  });
});
