import type { CpuInfo } from 'node:os';
import { expect, test } from 'vitest';
import { busyShare, judge } from '../../../src/cli/bench/load.ts';
import { inParts, median } from '../../../src/cli/bench/statistics.ts';

const core = (idle: number, user: number): CpuInfo => ({
  model: 'made up',
  speed: 0,
  times: { idle, user, nice: 0, sys: 0, irq: 0 },
});

test('the median is the middle, or the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 30])).toBe(3);
  expect(median([])).toBeNaN();
});

test('a total in parts is whole, nearly equal and never empty', () => {
  expect(inParts(10, 3)).toEqual([3, 4, 3]);
  expect(inParts(2, 3)).toEqual([1, 1]);
  expect(inParts(0, 3)).toEqual([]);
});

test('the busy share is what all cores together were not idle', () => {
  const before = [core(100, 50), core(100, 0)];
  expect(busyShare(before, [core(110, 50), core(110, 0)])).toBe(0);
  expect(busyShare(before, [core(100, 60), core(110, 0)])).toBe(0.5);
  expect(busyShare(before, before)).toBe(0);
});

test('one disturbance is forgiven, a busy machine is not', () => {
  const quiet = { others: 0.02, slowdown: 1.02 };
  expect(judge([quiet, quiet, { others: 0.9, slowdown: 3 }])).toBeNull();
  expect(judge([quiet, { others: 0.4, slowdown: 1 }, { others: 0.5, slowdown: 1 }])).toBe(
    'other programs take 40 % of the processor',
  );
  const slowed = { others: 0, slowdown: 2 };
  expect(judge([slowed, slowed, quiet])).toBe('a fixed piece of work takes 2.0 times its time');
});
