import { add, grads, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { createRandom, PIXELS, SIDE } from '#data';
import { adapt, algorithms, classifier, type Examples, type NetworkName, networks, perTask } from '#maml';
import { meanOverTasks } from '../../src/maml/algorithms/adapt.ts';
import { randomStart } from '../../src/maml/start.ts';
import { gradientError, normal, numbers, onEveryBackend, relativeError, use } from './support.ts';

const inner = { rate: 0.1, steps: 2 };
const TASKS = 2;
const WAYS = 3;

/** Grey noise and every label in turn. */
function noiseExamples(each: number, seed: number): Examples {
  const random = createRandom(seed);
  const images = WAYS * each;
  const pixels = Float32Array.from({ length: TASKS * images * PIXELS }, () => random.next());
  const labels = Array.from({ length: TASKS * images }, (_, i) => i % WAYS);
  return {
    x: tensor(pixels, [TASKS, images, SIDE, SIDE, 1]),
    y: tensor(labels, [TASKS, images]),
  };
}

/**
 * Starting weights with which no ReLU is near its kink: an inner gradient jumps there, and with it the
 * meta-loss, so that differences say nothing. Gains and biases are moved off 1 and 0, where mistakes in
 * their gradients could hide.
 */
function smoothStart(name: NetworkName): Tensor[] {
  const specs = networks[name].parameters({ filters: 8, ways: WAYS });
  return randomStart(specs, 5).map((parameter, i) => {
    const { shape, data } = parameter;
    const shift = parameter.name.endsWith('beta') ? 6 : 0;
    return add(add(tensor(data, shape), normal(shape, 50 + i, 0.05)), shift);
  });
}

onEveryBackend((backend) => {
  beforeAll(() => use(backend));

  test.each(['strided', 'pooled', 'pooled-blog'] as const)(
    '%s: the exact meta-gradient agrees with finite differences of the meta-loss',
    (name) => {
      const model = classifier(networks[name]);
      const theta = smoothStart(name);
      const batch = { tasks: TASKS, support: noiseExamples(1, 1), query: noiseExamples(3, 2) };
      const metaLoss = (...start: Tensor[]) => {
        const path = adapt(model, perTask(start, batch.tasks), batch.support, inner);
        return meanOverTasks(model.loss(model.predict(path[inner.steps], batch.query.x), batch.query.y));
      };
      // A long step may cross a max pool's kink, a short one drowns in rounding: one of them must agree.
      const agrees = [3e-4, 1e-3, 1e-4].some((step) => gradientError(metaLoss, theta, step) < 2e-3);
      expect(agrees).toBe(true);

      const found = algorithms.maml(model, theta, batch, inner).gradients.flatMap(numbers);
      const firstOrder = algorithms.fomaml(model, theta, batch, inner).gradients.flatMap(numbers);
      const expected = grads(metaLoss)(theta).flatMap(numbers);
      expect(relativeError(found, expected)).toBeLessThan(1e-4);
      // The first-order gradient is another one: had the inner gradients been constants, it would show.
      expect(relativeError(firstOrder, expected)).toBeGreaterThan(0.02);
    },
  );
});
