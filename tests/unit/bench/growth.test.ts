import { expect, test } from 'vitest';
import { growthPage, growthPlot, growthWorkloads } from '../../../src/cli/bench/growth.ts';
import type { Cell } from '../../../src/cli/bench/measure.ts';
import { decades } from '../../../src/cli/bench/plot.ts';

const machine = {
  processor: 'made up',
  cores: 2,
  system: 'none',
  node: '20',
  browser: 'Chromium',
  renderer: null,
  pytorch: '2.0',
  loadAverage: [0, 0] as [number, number],
  load: [],
  jax: null,
  busy: null,
};

const cell = (workload: string, secondsPerIteration: number | null): Cell => ({
  workload,
  by: 'engine',
  backend: 'webgl',
  secondsPerIteration,
  iterations: 3,
  firstIterationSeconds: 1,
  dispatches: 120,
  dispatchesByKernel: [],
  tensors: 1,
  bytes: 1,
  tensorsAtEnd: 1,
  bytesAtEnd: 1,
  uploadSeconds: 0,
  threads: 1,
});

test('one setting is varied at a time', () => {
  const workloads = growthWorkloads({ filters: '8' });
  const batches = workloads.filter(({ name }) => name.startsWith('meta-batch'));
  expect(batches.map(({ settings }) => settings.metaBatch)).toEqual([1, 2, 4, 8, 16, 32]);
  expect(new Set(batches.map(({ settings }) => settings.filters))).toEqual(new Set([8]));
  const ways = workloads.filter(({ name }) => name.startsWith('ways'));
  expect(ways.map(({ settings }) => settings.ways)).toEqual([2, 5, 10, 20]);
});

test('the page has a row for each series, a dash where nothing was measured', () => {
  const page = growthPage(machine, [
    cell('meta-batch 1', 0.01),
    cell('meta-batch 4', 0.0423),
    cell('meta-batch 8', null),
  ]);
  expect(page).toContain('| meta-batch | 1 | 2 | 4 | 8 | 16 | 32 |');
  expect(page).toContain('| this engine, WebGL | 0.01 | - | 0.0423 | - | - | - |');
  expect(page).toContain('| dispatches, WebGL | 120 | - | 120 | 120 | - | - |');
  expect(page).not.toContain('busy');
});

test('the plot goes through the measured points', () => {
  const plot = growthPlot([cell('filters 8', 0.01), cell('filters 64', 1)]);
  expect(plot.match(/<circle/g)).toHaveLength(2);
  // From the lowest decade at the bottom to the highest at the top.
  const heights = [...plot.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y));
  expect(heights).toEqual([244, 44]);
});

test('decades enclose the values', () => {
  expect(decades([0.03, 2])).toEqual([0.01, 0.1, 1, 10].map((power) => expect.closeTo(power, 6)));
});
