import { add, grads, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { inventAlphabets } from '#data';
import { adapt, algorithms, classifier, type NetworkName, networks, perTask, type TaskBatch } from '#maml';
import { createSampler } from '#tasks';
import { meanOverTasks } from '../../src/maml/algorithms/adapt.ts';
import { episodeTensors } from '../../src/maml/episode-tensors.ts';
import { randomStart } from '../../src/maml/start.ts';
import { gradientError, normal, numbers, onEveryBackend, relativeError, use } from './support.ts';

const dataset = inventAlphabets({ alphabets: 1, charactersPerAlphabet: 6, drawers: 4 });
const sampler = createSampler(dataset, {
  characters: [0, 1, 2, 3, 4, 5],
  ways: 3,
  shots: 1,
  queries: 2,
  rotations: false,
});
const inner = { rate: 0.1, steps: 2 };

function setUp(name: NetworkName): { theta: Tensor[]; batch: TaskBatch } {
  const specs = networks[name].parameters({ filters: 8, ways: 3 });
  // Noise moves gains and biases off 1 and 0, where mistakes in their gradients could hide.
  const theta = randomStart(specs, 5).map(({ data, shape }, i) =>
    add(tensor(data, shape), normal(shape, 50 + i, 0.05)),
  );
  return { theta, batch: episodeTensors(sampler.sample(2, 1), 'high') };
}

onEveryBackend((backend) => {
  beforeAll(() => use(backend));

  test.each(['strided', 'pooled', 'pooled-blog'] as const)(
    '%s: the exact meta-gradient agrees with finite differences of the meta-loss',
    (name) => {
      const model = classifier(networks[name]);
      const { theta, batch } = setUp(name);
      const metaLoss = (...start: Tensor[]) => {
        const path = adapt(model, perTask(start, batch.tasks), batch.support, inner);
        return meanOverTasks(model.loss(model.predict(path[inner.steps], batch.query.x), batch.query.y));
      };
      expect(gradientError(metaLoss, theta, 1e-3)).toBeLessThan(2e-2);

      const found = algorithms.maml(model, theta, batch, inner).gradients.flatMap(numbers);
      const firstOrder = algorithms.fomaml(model, theta, batch, inner).gradients.flatMap(numbers);
      const expected = grads(metaLoss)(theta).flatMap(numbers);
      expect(relativeError(found, expected)).toBeLessThan(1e-4);
      // The first-order gradient is another one: had the inner gradients been constants, it would show.
      expect(relativeError(firstOrder, expected)).toBeGreaterThan(0.02);
    },
  );
});
