import { add, grads, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createRandom } from '#data';
import { runOnce, type Values } from '#maml';
import { repeatAxis, sumAxis } from '../../src/maml/ops/axis.ts';
import { batchNormRelu, withoutGain } from '../../src/maml/ops/batch-norm-relu.ts';
import { addBias } from '../../src/maml/ops/bias.ts';
import { type ConvGeometry, conv } from '../../src/maml/ops/conv.ts';
import { crossEntropy, report } from '../../src/maml/ops/cross-entropy.ts';
import { maxPool } from '../../src/maml/ops/max-pool.ts';
import { only, perTask, split, sumTasks } from '../../src/maml/ops/parameters.ts';
import { descend } from '../../src/maml/ops/update.ts';
import { constant, gradientError, gradientOf, normal, onEveryBackend, weighedSum } from './support.ts';

type Op = (...xs: Tensor[]) => Tensor;

const weighed =
  (op: Op) =>
  (...xs: Tensor[]) =>
    weighedSum(op(...xs), 77);

/** A scalar of an op's gradient, so that its gradient is a second derivative. */
const weighedGradient =
  (op: Op) =>
  (...xs: Tensor[]) =>
    grads(weighed((...inner) => mul(op(...inner), op(...inner))))(xs)
      .map((gradient, i) => weighedSum(gradient, 99 + i))
      .reduce((a, b) => add(a, b));

/** Values at least 0.1 apart, in random order: no step of a test changes which of them is the largest. */
function separated(shape: number[], seed: number): Values {
  const random = createRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  const order = Array.from({ length: size }, (_, i) => ({ i, key: random.next() })).sort(
    (a, b) => a.key - b.key,
  );
  return { shape, data: order.map(({ i }) => 0.1 * i - 0.05 * size) };
}

const labels = () => tensor([0, 2, 1, 1, 0, 2], [2, 3]);

/** Two parameters of two tasks, in a flat tensor. */
const sizes = [3, 6];
const shapes = [[3], [2, 3]];

const geometries: Record<string, ConvGeometry> = {
  'padded as SAME, stride 2': { inSide: 6, outSide: 3, kernel: 3, stride: 2, pad: 0 },
  'padded on both sides': { inSide: 5, outSide: 5, kernel: 3, stride: 1, pad: 1 },
  'padding 2, stride 2': { inSide: 5, outSide: 4, kernel: 3, stride: 2, pad: 2 },
  'one pixel': { inSide: 1, outSide: 1, kernel: 1, stride: 1, pad: 0 },
};

const cases: { name: string; op: Op; xs: () => Values[] }[] = [
  // The fast kernels take four and sixteen channels at a time, and leave other counts to the slow ones.
  ...[
    [2, 5],
    [4, 20],
  ].flatMap(([channels, filters]) =>
    Object.entries(geometries).map(([name, geometry]) => ({
      name: `convolution, ${name}, ${channels} to ${filters} channels`,
      op: (x: Tensor, w: Tensor) => conv(x, w, geometry),
      xs: () => [
        normal([2, 3, geometry.inSide, geometry.inSide, channels], 1),
        normal([2, geometry.kernel, geometry.kernel, channels, filters], 2),
      ],
    })),
  ),
  // Drawn with no value within a step's reach of ReLU's kink.
  ...[
    [2, 203],
    [4, 703],
  ].map(([channels, seed]) => ({
    name: `batch norm and ReLU, ${channels} channels`,
    op: (x: Tensor, scale: Tensor) => batchNormRelu(x, scale),
    xs: () => [normal([2, 3, 3, 3, channels], seed), normal([2, 2, channels], seed + 1)],
  })),
  {
    name: 'batch norm without gain, of another epsilon',
    op: (x: Tensor, beta: Tensor) => batchNormRelu(x, withoutGain(beta), 0.5),
    xs: () => [normal([2, 3, 3, 3, 4], 703), normal([2, 4], 705)],
  },
  {
    name: '2x2 max pool of an odd side, 4 channels',
    op: maxPool,
    xs: () => [separated([1, 2, 5, 5, 4], 6)],
  },
  { name: '2x2 max pool of an odd side', op: maxPool, xs: () => [separated([2, 2, 5, 5, 1], 6)] },
  { name: 'cross-entropy', op: (z) => crossEntropy(z, labels()), xs: () => [normal([2, 3, 4], 7)] },
  { name: 'repeating an axis', op: (x) => repeatAxis(x, 1, 3), xs: () => [normal([2, 4], 8)] },
  { name: 'summing an axis away', op: (x) => sumAxis(x, 1), xs: () => [normal([2, 4, 3], 9)] },
  {
    name: 'a step of gradient descent',
    op: (p, g) => descend(p, g, tensor([0.3])),
    xs: () => [normal([2, 4], 10), normal([2, 4], 11)],
  },
  {
    name: "adding a task's bias",
    op: addBias,
    xs: () => [normal([2, 3, 5], 12), normal([2, 5], 13)],
  },
  {
    name: 'splitting weights into parameters, and joining their gradients',
    op: (phi) => {
      const [first, second] = split(phi, shapes, 2);
      return add(sumAxis(second, 1), mul(first, first));
    },
    xs: () => [normal([8 + 12], 14)],
  },
  {
    name: 'copying weights for every task, and summing over the tasks',
    op: (theta) => sumTasks(mul(perTask(theta, sizes, 2), perTask(theta, sizes, 2)), sizes, 2),
    xs: () => [normal([4 + 8], 15)],
  },
  {
    name: 'zeros in place of a parameter',
    op: (phi) => only(mul(phi, phi), sizes, 2, [true, false]),
    xs: () => [normal([8 + 12], 16)],
  },
];

onEveryBackend((device) => {
  test.each(cases)('$name: the gradient agrees with finite differences', async ({ op, xs }) => {
    expect(await gradientError(device(), weighed(op), xs(), 1e-3)).toBeLessThan(3e-3);
  });

  test.each(cases)('$name: the second derivative agrees with finite differences', async ({ op, xs }) => {
    expect(await gradientError(device(), weighedGradient(op), xs(), 1e-3)).toBeLessThan(3e-3);
  });

  test('of equal values in a window, the first one gets the gradient', async () => {
    const x = { shape: [1, 1, 2, 2, 1], data: [1, 1, 1, 1] };
    const [gradient] = await gradientOf(device(), weighed(maxPool), [x]);
    expect(Array.from(gradient, (g) => g !== 0)).toEqual([true, false, false, false]);
  });

  test('hits are counted: all of any number of examples are that number', async () => {
    const ways = 5;
    for (const examples of [1, 3, 7, 49, 95, 380]) {
      const label = Array.from({ length: 2 * examples }, (_, i) => i % ways);
      // The first task's answers are right, the second's are but for the last.
      const logits = label.flatMap((right, i) =>
        Array.from({ length: ways }, (_, way) => ((way === right) === i < 2 * examples - 1 ? 1 : 0)),
      );
      const z = { shape: [2, examples, ways], data: logits };
      const labelled = { shape: [2, examples], data: label };
      const [figures] = await runOnce(device(), [z], (x) => [report([x], constant(labelled))]);
      expect(Array.from(figures.subarray(2, 4)), `${examples} examples`).toEqual([examples, examples - 1]);
    }
  });
});
