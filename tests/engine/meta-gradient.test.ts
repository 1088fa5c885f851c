import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom, PIXELS, SIDE } from '#data';
import {
  type AlgorithmName,
  algorithms,
  classifier,
  flatten,
  learntGroups,
  type NetworkName,
  networks,
  runOnce,
  type TaskBatch,
  type Values,
} from '#maml';
import { meanOverTasks } from '../../src/maml/algorithms/model.ts';
import { randomStart } from '../../src/maml/start.ts';
import { constant, gradientError, gradientOf, normal, onEveryBackend, relativeError } from './support.ts';

const RATE = 0.1;
const STEPS = 2;
const TASKS = 2;
const WAYS = 3;
const size = { filters: 8, ways: WAYS };

/** Grey noise. */
function noise(each: number, seed: number): Values {
  const random = createRandom(seed);
  const shape = [TASKS, WAYS * each, SIDE, SIDE, 1];
  return {
    shape,
    data: Float32Array.from({ length: TASKS * WAYS * each * PIXELS }, () => random.next()),
  };
}

/** Every label in turn. */
function labels(each: number): Values {
  const shape = [TASKS, WAYS * each];
  return { shape, data: Float32Array.from({ length: shape[0] * shape[1] }, (_, i) => i % WAYS) };
}

const examples = [noise(1, 1), labels(1), noise(3, 2), labels(3)];

function batchOf([sx, sy, qx, qy]: Tensor[]): TaskBatch {
  return { tasks: TASKS, support: { x: sx, y: sy }, query: { x: qx, y: qy } };
}

/**
 * Starting weights with which no ReLU is near its kink: an inner gradient jumps there, and with it the
 * meta-loss, so that differences say nothing. Gains and biases are moved off 1 and 0, where mistakes in
 * their gradients could hide.
 */
function smoothStart(network: NetworkName, algorithm: AlgorithmName): Values {
  const groups = learntGroups({ network, algorithm, ...size });
  const arrays = randomStart(groups, { seed: 5, innerLr: RATE }).map((parameter, i) => {
    const isRate = parameter.name.startsWith('learned.');
    const shift = parameter.name.endsWith('beta') && !isRate ? 6 : 0;
    const change = normal(parameter.shape, 50 + i, isRate ? 0.02 : 0.05).data;
    return { ...parameter, data: parameter.data.map((value, k) => value + change[k] + shift) };
  });
  const data = flatten(groups, arrays);
  return { shape: [data.length], data };
}

onEveryBackend((device) => {
  test.each([
    ['strided', 'maml'],
    ['strided-paper', 'maml'],
    ['pooled', 'maml'],
    ['pooled-blog', 'maml'],
    ['pooled', 'anil'],
    ['strided-paper', 'meta-sgd'],
  ] as const)(
    '%s, %s: the exact meta-gradient agrees with finite differences of the meta-loss',
    async (name, exact) => {
      const model = classifier(networks[name], size);
      const theta = smoothStart(name, exact);
      const inner = () => ({ rate: constant({ shape: [1], data: [RATE] }), steps: STEPS });
      const metaLoss = (start: Tensor) => {
        const batch = batchOf(examples.map(constant));
        const path = algorithms[exact].adapt(model, start, TASKS, batch.support, inner());
        return meanOverTasks(model.loss(model.predict(path[STEPS], batch.query.x), batch.query.y));
      };
      // A long step may cross a max pool's kink, a short one drowns in rounding: one of them must agree.
      let least = Number.POSITIVE_INFINITY;
      for (const step of [3e-4, 1e-3, 1e-4]) {
        if (least >= 2e-3) least = Math.min(least, await gradientError(device(), metaLoss, [theta], step));
      }
      expect(least).toBeLessThan(2e-3);

      const gradient = async (algorithm: keyof typeof algorithms) => {
        const [found] = await runOnce(device(), [theta, ...examples], (start, ...tensors) => {
          const result = algorithms[algorithm].metaGradient(model, start, batchOf(tensors), inner());
          dispose(result.queryOutputs);
          return [result.gradient];
        });
        return found;
      };
      const [expected] = await gradientOf(device(), metaLoss, [theta]);
      expect(relativeError(await gradient(exact), expected)).toBeLessThan(1e-4);
      // The first-order gradient is another one: had the inner gradients been constants, it would show.
      if (exact === 'maml') expect(relativeError(await gradient('fomaml'), expected)).toBeGreaterThan(0.02);
    },
  );
});
