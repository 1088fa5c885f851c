import { add, grads, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect } from 'vitest';
import { createRandom } from '#data';
import { type BackendName, type RunSettings, selectBackend } from '#maml';

/** Runs a suite once on every backend that the project has. */
export function onEveryBackend(suite: (backend: BackendName) => void): void {
  describe.each(['webgl', 'wasm', 'cpu'] as const)('on %s', (backend) => suite(backend));
}

/** Makes the backend current, and insists on it. */
export async function use(backend: BackendName): Promise<void> {
  expect((await selectBackend(backend)).backend).toBe(backend);
}

/** A tensor of normal numbers. */
export function normal(shape: number[], seed: number, deviation = 1): Tensor {
  const random = createRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor(
    Float32Array.from({ length: size }, () => random.normal(deviation)),
    shape,
  );
}

export const numbers = (t: Tensor) => Array.from(t.dataSync());

/** Relative L2 distance of two arrays. */
export function relativeError(found: number[], expected: number[]): number {
  return Math.hypot(...found.map((value, i) => value - expected[i])) / Math.hypot(...expected);
}

type Scalar = (...xs: Tensor[]) => Tensor;

const dot = (a: Tensor[], b: Tensor[]) =>
  a.reduce((total, t, i) => total + sum(mul(t, b[i])).dataSync()[0], 0);

/**
 * Compares the gradient of a scalar function with central differences, along random directions.
 *
 * @returns the largest difference, relative to the gradient's length
 */
export function gradientError(f: Scalar, xs: Tensor[], step: number, directions = 3): number {
  return tidy(() => {
    const gradient = grads(f)(xs);
    const length = Math.sqrt(dot(gradient, gradient));
    let worst = 0;
    for (let seed = 1; seed <= directions; seed++) {
      const raw = xs.map((x, i) => normal(x.shape, 1000 * seed + i));
      const scale = 1 / Math.sqrt(dot(raw, raw));
      const unit = raw.map((direction) => mul(direction, scale));
      // Along a mix of the gradient itself and chance, so that the slope is never lost in rounding.
      const direction = unit.map((d, i) => add(d, mul(gradient[i], 1 / length)));
      const at = (h: number) => f(...xs.map((x, i) => add(x, mul(direction[i], h)))).dataSync()[0];
      const measured = (at(step) - at(-step)) / (2 * step);
      worst = Math.max(worst, Math.abs(measured - dot(gradient, direction)) / length);
    }
    return worst;
  });
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
  ink: 'high',
  seed: 3,
  backend: 'auto',
  evaluateEvery: 0,
  evaluateTasks: 0,
  evaluateSteps: 1,
};
