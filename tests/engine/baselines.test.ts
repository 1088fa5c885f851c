import { defaultDevice, init, numpy as np } from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { metaGradient } from '../../src/cli/page/bench-jax-maml.ts';
import { exactGradient, firstOrderGradient } from '../../src/cli/page/bench-stock-maml.ts';
import { stockOps, twiceDifferentiableOps } from '../../src/cli/page/bench-stock-ops.ts';
import strided from '../golden/files/a_strided_maml_k1.json' with { type: 'json' };
import pooled from '../golden/files/c_pooled_maml_k2.json' with { type: 'json' };

// A comparison that computes something else would be none: what the benchmark compares with, against PyTorch.

type Golden = { shape: number[]; data: number[] };

const TOLERANCE = 1e-3;
const SIDE = 28;

/** The parameters without the convolutions' biases, which batch norm removes. */
const isParameter = ([name]: [string, Golden]) => !/^conv.*bias$/.test(name);

function relativeError(found: ArrayLike<number>, expected: number[]): number {
  const difference = Math.hypot(...expected.map((value, i) => value - found[i]));
  return difference / Math.hypot(...expected);
}

const oneHot = (labels: number[], ways: number) =>
  labels.flatMap((label) => Array.from({ length: ways }, (_, way) => (way === label ? 1 : 0)));

const part = ({ data }: Golden, task: number, tasks: number) =>
  data.slice((data.length / tasks) * task, (data.length / tasks) * (task + 1));

for (const golden of [strided, pooled]) {
  const { config, episode, expected } = golden;
  const network = config.net as 'strided' | 'pooled';
  const { ways, tasks, steps, inner_lr: innerLr } = config;
  const orders = {
    exact: expected.meta_grad_exact as Record<string, Golden>,
    'first-order': expected.meta_grad_fomaml as Record<string, Golden>,
  };
  const parameters = Object.entries(golden.params as Record<string, Golden>).filter(isParameter);
  const finalLosses = expected.query_loss.map((row) => row[steps]);

  for (const [order, gradients] of Object.entries(orders)) {
    test(`stock TensorFlow.js: ${order} meta-gradient of ${golden.case}`, async () => {
      await tf.setBackend('cpu');
      const theta = parameters.map(([, { data, shape }]) => tf.tensor(data, shape));
      const examples = (x: Golden, y: Golden, task: number) => {
        const labels = part(y, task, tasks);
        return {
          images: tf.tensor4d(part(x, task, tasks), [labels.length, SIDE, SIDE, 1]),
          labels: tf.tensor2d(oneHot(labels, ways), [labels.length, ways]),
        };
      };
      const results = Array.from({ length: tasks }, (_, task) => {
        const support = examples(episode.support_x, episode.support_y, task);
        const query = examples(episode.query_x, episode.query_y, task);
        const settings = { network, steps, innerLr };
        return order === 'exact'
          ? exactGradient(twiceDifferentiableOps, settings, theta, { support, query })
          : firstOrderGradient(stockOps, settings, theta, { support, query });
      });
      results.forEach(({ reports }, task) => {
        expect(reports.dataSync()[2 * steps]).toBeCloseTo(finalLosses[task], 4);
      });
      parameters.forEach(([name], i) => {
        const mean = tf.div(tf.addN(results.map((result) => result.gradients[i])), tasks);
        expect(relativeError(mean.dataSync(), gradients[name].data), name).toBeLessThan(TOLERANCE);
      });
    });
  }
}

/** `[..., in, out]` to `[out, in, ...]`: a kernel as jax-js wants it; other arrays as they are. */
const toJax = (array: np.Array) => (array.ndim === 4 ? array.transpose([3, 2, 0, 1]) : array);
const fromJax = (array: np.Array) => (array.ndim === 4 ? array.transpose([2, 3, 1, 0]) : array);

for (const golden of [strided, pooled]) {
  const { config, episode, expected } = golden;
  const { ways, tasks, steps, inner_lr: innerLr } = config;

  test(`jax-js: meta-gradients of ${golden.case}`, async () => {
    await init('wasm');
    defaultDevice('wasm');
    const parameters = Object.entries(golden.params as Record<string, Golden>).filter(isParameter);
    const examples = (x: Golden, y: Golden) => ({
      images: np.array(x.data).reshape([tasks, -1, 1, SIDE, SIDE]),
      labels: np.array(oneHot(y.data, ways)).reshape([tasks, -1, ways]),
    });
    for (const [algorithm, gradients] of [
      ['maml', expected.meta_grad_exact],
      ['fomaml', expected.meta_grad_fomaml],
    ] as const) {
      const theta = parameters.map(([, { data, shape }]) => toJax(np.array(data).reshape(shape)));
      const settings = { network: config.net as 'strided' | 'pooled', algorithm, steps, innerLr };
      const [found, reports] = metaGradient(settings)(theta, {
        support: examples(episode.support_x, episode.support_y),
        query: examples(episode.query_x, episode.query_y),
      });
      expect((await reports.data())[2 * steps]).toBeCloseTo(expected.meta_loss, 4);
      for (const [i, [name]] of parameters.entries()) {
        const values = await fromJax(found[i]).data();
        const golden = (gradients as Record<string, Golden>)[name].data;
        expect(relativeError(values, golden), `${algorithm} ${name}`).toBeLessThan(TOLERANCE);
      }
    }
  });
}
