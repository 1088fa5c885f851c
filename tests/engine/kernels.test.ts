import { add, grads, mul, type Tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Device, openDevice, runOnce, type Values } from '#maml';
import { batchNormRelu } from '../../src/maml/ops/batch-norm-relu.ts';
import { type ConvGeometry, conv } from '../../src/maml/ops/conv.ts';
import { maxPool } from '../../src/maml/ops/max-pool.ts';
import { normal, relativeError, weighedSum } from './support.ts';

// Fast kernels take other roads for other sizes: at the sizes of real layers they must agree with the plain
// JavaScript ones, which finite differences have proved on small tensors.

const same = (side: number): ConvGeometry => ({ inSide: side, outSide: side, kernel: 3, stride: 1, pad: 1 });
const halving = (inSide: number, pad: number): ConvGeometry => ({
  inSide,
  outSide: Math.ceil(inSide / 2),
  kernel: 3,
  stride: 2,
  pad,
});

const layers: { geometry: ConvGeometry; channels: number; filters: number }[] = [
  { geometry: same(28), channels: 1, filters: 16 },
  { geometry: same(14), channels: 16, filters: 16 },
  { geometry: same(14), channels: 32, filters: 32 },
  { geometry: same(7), channels: 32, filters: 32 },
  { geometry: same(3), channels: 64, filters: 64 },
  { geometry: halving(28, 0), channels: 1, filters: 64 },
  { geometry: halving(14, 0), channels: 24, filters: 24 },
  { geometry: halving(7, 1), channels: 16, filters: 16 },
  { geometry: halving(4, 0), channels: 64, filters: 64 },
];

type Block = (...xs: Tensor[]) => Tensor;

/** A function's value, its gradient and the gradient of that, as one list of arrays. */
function threeOrders(device: Device, block: Block, xs: Values[]): Promise<Float32Array[]> {
  const value = (...inner: Tensor[]) => weighedSum(block(...inner), 5);
  const ofGradient = (...inner: Tensor[]) =>
    grads(value)(inner)
      .map((gradient, i) => weighedSum(mul(gradient, gradient), 6 + i))
      .reduce((a, b) => add(a, b));
  return runOnce(device, xs, (...tensors) => [
    block(...tensors),
    ...grads(value)(tensors),
    ...grads(ofGradient)(tensors),
  ]);
}

describe.each(['webgl', 'wasm'] as const)('%s computes what JavaScript does', (backend) => {
  let device: Device;
  let plain: Device;
  beforeAll(async () => {
    [device, plain] = [await openDevice(backend), await openDevice('cpu')];
    expect(device.report.backend).toBe(backend);
  });
  afterAll(() => device.dispose());

  test.each(layers)('$geometry.inSide pixels, $channels to $filters channels', async (layer) => {
    const { geometry, channels, filters } = layer;
    const { inSide, stride } = geometry;
    const xs = [
      normal([2, 3, inSide, inSide, channels], 1),
      normal([2, 3, 3, channels, filters], 2, 0.1),
      normal([2, 2, filters], 3),
    ];
    const block = (x: Tensor, w: Tensor, scale: Tensor) => {
      const y = batchNormRelu(conv(x, w, geometry), scale);
      return stride === 1 ? maxPool(y) : y;
    };
    const found = await threeOrders(device, block as Block, xs);
    const expected = await threeOrders(plain, block as Block, xs);
    found.forEach((values, i) => {
      expect(relativeError(values, expected[i])).toBeLessThan(2e-4);
    });
  });
});
