import { add, grads, mul, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { openContext } from '../../src/maml/devices/webgl/context.ts';
import { WebglDevice } from '../../src/maml/devices/webgl/webgl-device.ts';
import { sumAxis } from '../../src/maml/ops/axis.ts';
import { batchNormRelu } from '../../src/maml/ops/batch-norm-relu.ts';
import { type ConvGeometry, conv } from '../../src/maml/ops/conv.ts';
import { maxPool } from '../../src/maml/ops/max-pool.ts';
import { runOnce } from '../../src/maml/run-once.ts';
import { normal, relativeError } from './support.ts';

// Graphics cards differ in how many layers they write at once, and software is read by samples: what a machine
// without a card never takes by itself is taken here on purpose.

const IMAGES = 9;
const first: ConvGeometry = { inSide: 8, outSide: 8, kernel: 3, stride: 1, pad: 1 };
const second: ConvGeometry = { inSide: 4, outSide: 2, kernel: 3, stride: 2, pad: 0 };

/** Sums every axis away. */
const total = (x: Tensor) => x.shape.reduce((sum: Tensor) => sumAxis(sum, 0), x);

/** A network's loss, its gradient, and the gradient of its weights' gradients' squares. */
function derivatives(...inputs: Tensor[]): Tensor[] {
  const loss = (x: Tensor, w1: Tensor, scale: Tensor, w2: Tensor) => {
    const y = conv(maxPool(batchNormRelu(conv(x, w1, first), scale)), w2, second);
    return total(mul(y, y));
  };
  const gradients = grads(loss)(inputs);
  const squares = (...xs: Tensor[]) => {
    const [, ...ofWeights] = grads(loss)(xs);
    return ofWeights.map((g) => total(mul(g, g))).reduce((a, b) => add(a, b));
  };
  return [loss(inputs[0], inputs[1], inputs[2], inputs[3]), ...gradients, ...grads(squares)(inputs)];
}

function open(layers: number, software: boolean): WebglDevice {
  const context = openContext();
  if ('reason' in context) throw new Error(context.reason);
  return new WebglDevice({ ...context, layers }, { backend: 'webgl', requested: 'webgl', software });
}

async function compute(layers: number, software: boolean): Promise<Float32Array[]> {
  const device = open(layers, software);
  const shapes = [
    [2, IMAGES, 8, 8, 1],
    [2, 3, 3, 1, 8],
    [2, 2, 8],
    [2, 3, 3, 8, 12],
  ];
  const results = await runOnce(
    device,
    shapes.map((shape, i) => normal(shape, i + 1)),
    derivatives,
  );
  expect(device.memory()).toEqual({ tensors: 0, bytes: 0 });
  device.dispose();
  return results;
}

test.each([
  [4, true],
  [5, false],
  [8, false],
])(
  '%i layers at once, drawn by software: %s: the same as with eight in software',
  async (layers, software) => {
    const expected = await compute(8, true);
    const found = await compute(layers, software);
    found.forEach((values, i) => {
      expect(relativeError(values, expected[i])).toBeLessThan(1e-4);
    });
  },
);
