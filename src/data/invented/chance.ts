import type { Random } from '../random.ts';

/** An index, drawn with a probability proportional to its weight; the weights are not all 0. */
export function pickWeighted(random: Random, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return last;
}

/** One of the items, each equally likely. */
export function pickOne<T>(random: Random, items: readonly T[]): T {
  return items[random.integer(items.length)];
}

/** 1 or -1. */
export function pickSign(random: Random): number {
  return random.next() < 0.5 ? -1 : 1;
}

/** A factor around 1 whose logarithm is normal with the given standard deviation. */
export function logNormal(random: Random, deviation: number): number {
  return Math.exp(random.normal(deviation));
}
