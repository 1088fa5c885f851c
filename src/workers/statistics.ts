import type { HalfWidth } from './protocol.ts';

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Squared standard error of the mean of several values. */
export function squaredError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return squares / (values.length - 1) / values.length;
}

/** Half-width of the mean's 95 % interval: 1.96 standard errors. Null for a single value. */
export function halfWidth95(values: readonly number[]): HalfWidth {
  return values.length < 2 ? null : 1.96 * Math.sqrt(squaredError(values));
}
