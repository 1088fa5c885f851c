import { grads, mul, reshape, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createRandom } from '#data';
import { type BackendName, type Device, openDevice, type RunSettings, runOnce, type Values } from '#maml';
import { sumAxis } from '../../src/maml/ops/axis.ts';

/** Runs a suite once on every backend that the project has; the device is there once tests run. */
export function onEveryBackend(suite: (device: () => Device) => void): void {
  describe.each(['webgl', 'wasm', 'cpu'] as const)('on %s', (backend: BackendName) => {
    let device: Device;
    beforeAll(async () => {
      device = await openDevice(backend);
      expect(device.report.backend).toBe(backend);
    });
    afterAll(() => device.dispose());
    suite(() => device);
  });
}

/** Normal numbers. */
export function normal(shape: number[], seed: number, deviation = 1): Values {
  const random = createRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  return { shape, data: Float32Array.from({ length: size }, () => random.normal(deviation)) };
}

/** Values as a constant of the function that is being traced. */
export const constant = ({ data, shape }: Values): Tensor => tensor(Float32Array.from(data), shape);

/** A scalar of a tensor in which every value has a weight of its own. */
export function weighedSum(y: Tensor, seed: number): Tensor {
  return sumAxis(reshape(mul(y, constant(normal(y.shape, seed))), [y.size]), 0);
}

/** Relative L2 distance of two arrays. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  const differences = Array.from(found, (value, i) => value - expected[i]);
  return Math.hypot(...differences) / Math.hypot(...Array.from(expected));
}

type Scalar = (...xs: Tensor[]) => Tensor;

const lengthOf = (parts: ArrayLike<number>[]) =>
  Math.hypot(...parts.map((part) => Math.hypot(...Array.from(part))));

const dot = (a: ArrayLike<number>[], b: ArrayLike<number>[]) =>
  a.reduce(
    (total, part, i) => total + Array.from(part).reduce((sum, value, j) => sum + value * b[i][j], 0),
    0,
  );

/** The gradient of a scalar function, computed on the device. */
export function gradientOf(device: Device, f: Scalar, xs: Values[]): Promise<Float32Array[]> {
  return runOnce(device, xs, (...tensors) => grads(f)(tensors));
}

/**
 * Compares the gradient of a scalar function with central differences, along random directions.
 *
 * @returns the largest difference, relative to the gradient's length
 */
export async function gradientError(
  device: Device,
  f: Scalar,
  xs: Values[],
  step: number,
  directions = 3,
): Promise<number> {
  const gradient = await gradientOf(device, f, xs);
  const length = lengthOf(gradient);
  let worst = 0;
  for (let seed = 1; seed <= directions; seed++) {
    const raw = xs.map(({ shape }, i) => normal(shape, 1000 * seed + i).data);
    const scale = 1 / lengthOf(raw);
    // Along a mix of the gradient itself and chance, so that the slope is never lost in rounding.
    const direction = raw.map((part, i) =>
      Array.from(part, (value, j) => scale * value + gradient[i][j] / length),
    );
    const at = async (h: number) => {
      const moved = xs.map(({ shape, data }, i) => ({
        shape,
        data: Float32Array.from(data, (value, j) => value + h * direction[i][j]),
      }));
      const [[value]] = await runOnce(device, moved, (...tensors) => [f(...tensors)]);
      return value;
    };
    const measured = ((await at(step)) - (await at(-step))) / (2 * step);
    worst = Math.max(worst, Math.abs(measured - dot(gradient, direction)) / length);
  }
  return worst;
}

export const quickSettings: RunSettings = {
  algorithm: 'maml',
  network: 'strided',
  filters: 8,
  ways: 2,
  shots: 1,
  queries: 1,
  metaBatch: 1,
  steps: 1,
  innerLr: 0.1,
  outerLr: 1e-3,
  outerSchedule: 'constant',
  iterations: 1000,
  rotations: false,
  trainCharacters: 0,
  split: 'official',
  validationShare: 0,
  tasksWithin: 'all',
  ink: 'high',
  seed: 3,
  backend: 'auto',
  evaluateEvery: 0,
  evaluateTasks: 0,
  evaluateSteps: 1,
  evaluateRotations: false,
};
