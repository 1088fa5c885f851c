import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom, PIXELS, SIDE } from '#data';
import {
  adapt,
  algorithms,
  classifier,
  flatten,
  type NetworkName,
  networks,
  runOnce,
  startFor,
  type TaskBatch,
  type Values,
} from '#maml';
import { meanOverTasks } from '../../src/maml/algorithms/adapt.ts';
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
function smoothStart(name: NetworkName): Values {
  const groups = networks[name].parameters(size);
  const arrays = randomStart(groups, 5).map((parameter, i) => {
    const shift = parameter.name.endsWith('beta') ? 6 : 0;
    const change = normal(parameter.shape, 50 + i, 0.05).data;
    return { ...parameter, data: parameter.data.map((value, k) => value + change[k] + shift) };
  });
  const data = flatten(groups, arrays);
  return { shape: [data.length], data };
}

onEveryBackend((device) => {
  test.each(['strided', 'strided-paper', 'pooled', 'pooled-blog'] as const)(
    '%s: the exact meta-gradient agrees with finite differences of the meta-loss',
    async (name) => {
      const model = classifier(networks[name], size);
      const theta = smoothStart(name);
      const inner = () => ({ rate: constant({ shape: [1], data: [RATE] }), steps: STEPS });
      const metaLoss = (start: Tensor) => {
        const batch = batchOf(examples.map(constant));
        const path = adapt(model, startFor(model, start, TASKS), batch.support, inner());
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
          const result = algorithms[algorithm](model, start, batchOf(tensors), inner());
          dispose(result.queryOutputs);
          return [result.gradient];
        });
        return found;
      };
      const [expected] = await gradientOf(device(), metaLoss, [theta]);
      expect(relativeError(await gradient('maml'), expected)).toBeLessThan(1e-4);
      // The first-order gradient is another one: had the inner gradients been constants, it would show.
      expect(relativeError(await gradient('fomaml'), expected)).toBeGreaterThan(0.02);
    },
  );
});
