import { expect, test } from 'vitest';
import type { Contestant } from '../../../src/cli/bench/contestants.ts';
import { type Budget, iterationsFor, measure } from '../../../src/cli/bench/measure.ts';
import { pythonPeers } from '../../../src/cli/bench/python-peers.ts';
import { bestOf, ratiosOf, reportOf } from '../../../src/cli/bench/report.ts';
import { tableOf } from '../../../src/cli/bench/table.ts';
import { workloadsFrom } from '../../../src/cli/bench/workloads.ts';

const [quick] = workloadsFrom(['quick']);
const quiet = { look: async () => {} };
const budget: Budget = { seconds: 1, iterations: 6, limit: 0.5 };

/** Takes `seconds` for every meta-iteration, as it says; `log` hears who was asked for how many. */
function madeUp(
  name: Contestant['name'],
  backend: Contestant['backend'],
  seconds: number,
  log: string[],
): Contestant {
  return {
    name,
    backend,
    start: async () => ({
      open: async () => ({ firstIterationSeconds: 2 * seconds, threads: 1 }),
      async iterate(count) {
        log.push(`${name} ${count}`);
        return Array.from({ length: count }, () => seconds);
      },
      memory: async () => ({ tensors: 5, bytes: 2 ** 20 }),
      dispatches: async () => ({ total: 7, byKernel: [{ name: 'Conv', dispatches: 7 }] }),
      close: async () => {},
    }),
  };
}

const machine = {
  processor: 'made up',
  cores: 2,
  system: 'none',
  node: '20',
  browser: 'none',
  renderer: null,
  pytorch: null,
  jax: null,
  loadAverage: [0, 0] as [number, number],
  load: [],
  busy: null,
};

test('contestants take turns, and their medians and ratios are told', async () => {
  const log: string[] = [];
  const contestants = [madeUp('engine', 'wasm', 0.1, log), madeUp('pytorch', 'cpu', 0.4, log)];
  const cells = await measure(quick, contestants, budget, quiet);
  const turns = ['engine 2', 'pytorch 2', 'engine 2', 'pytorch 2', 'engine 2', 'pytorch 2'];
  expect(log).toEqual(['engine 1', 'pytorch 1', ...turns]);
  expect(cells[0]).toMatchObject({
    workload: 'quick',
    by: 'engine',
    backend: 'wasm',
    secondsPerIteration: 0.1,
    iterations: 6,
    firstIterationSeconds: 0.2,
    tensors: 5,
    tensorsAtEnd: 5,
    dispatches: 7,
  });
  expect(ratiosOf(cells)).toEqual([{ workload: 'quick', backend: 'wasm', against: 'pytorch', ratio: 0.25 }]);
  const table = tableOf(reportOf(machine, budget, cells, true));
  expect(table).toMatch(/quick +engine +wasm +0\.1 +6 +0\.2 +0\.25 +7 +5 +1/);
  expect(table).toContain('quick, engine on wasm: 7 = 7 Conv');
});

test('ratios are left out where the machine was too busy to judge', () => {
  expect(reportOf({ ...machine, busy: 'busy' }, budget, [], false).ratios).toBeNull();
});

test('stock ops are compared on the same backend only', async () => {
  const contestants = [
    madeUp('engine', 'webgl', 0.1, []),
    madeUp('engine', 'cpu', 0.1, []),
    madeUp('stock', 'webgl', 0.2, []),
  ];
  const cells = await measure(quick, contestants, budget, quiet);
  expect(ratiosOf(cells)).toEqual([{ workload: 'quick', backend: 'webgl', against: 'stock', ratio: 0.5 }]);
});

test('what takes too long or fails is left out, with the reason, and ended', async () => {
  let ended = 0;
  const close = async () => {
    ended++;
  };
  const never: Contestant = {
    ...madeUp('jax', 'wasm', 1, []),
    start: async () => ({
      ...(await madeUp('jax', 'wasm', 1, []).start()),
      open: () => new Promise(() => {}),
      close,
    }),
  };
  const broken: Contestant = {
    ...never,
    start: async () => ({
      ...(await never.start()),
      open: async () => {
        throw new Error('no backend here');
      },
    }),
  };
  const cells = await measure(quick, [never, broken, madeUp('engine', 'wasm', 0.1, [])], budget, quiet);
  expect(cells.map(({ note }) => note)).toEqual([
    'a meta-iteration takes more than 0.5 s',
    'no backend here',
    undefined,
  ]);
  expect(cells.map(({ secondsPerIteration }) => secondsPerIteration)).toEqual([null, null, 0.1]);
  expect(ended).toBe(2);
});

test('what is expected to take too long is not even started', async () => {
  const log: string[] = [];
  const contestants = [madeUp('engine', 'wasm', 0.1, log)];
  const [cell] = await measure(quick, contestants, budget, quiet, () => 40);
  expect(cell.note).toBe('a meta-iteration would take about 40 s');
  expect(log).toEqual([]);
});

test('fast contestants are timed for the seconds given, slow ones at least once', () => {
  const seconds: Budget = { seconds: 2, limit: 30 };
  expect(iterationsFor(0.01, seconds)).toBe(200);
  expect(iterationsFor(1.5, seconds)).toBe(3);
  expect(iterationsFor(18, seconds)).toBe(1);
  expect(iterationsFor(18, { ...seconds, iterations: 5 })).toBe(5);
});

test.each(['strided-paper', 'pooled-blog'] as const)(
  'PyTorch is not timed on another network than %s',
  async (network) => {
    const check = () => Promise.reject(new Error('nothing is to be checked'));
    const found = { python: 'no-python', torch: 'any', jax: null };
    const [pytorch] = pythonPeers(found, { pytorch: true, peers: false }, check);
    const running = await pytorch.start();
    await expect(running.open({ ...quick.settings, network })).rejects.toThrow(`has no network ${network}`);
  },
);
test('of a program with one thread and with all the better counts, and the best peer is named', async () => {
  const contestants = [
    madeUp('engine', 'wasm', 0.1, []),
    madeUp('engine', 'webgl', 0.3, []),
    madeUp('pytorch', 'cpu', 0.4, []),
    // Two threads that wait for each other.
    madeUp('pytorch', 'cpu', 18, []),
    madeUp('pytorch-compiled', 'cpu', 0.2, []),
    madeUp('stock', 'wasm', 0.01, []),
  ];
  const cells = await measure(quick, contestants, { ...budget, limit: 100 }, quiet);
  expect(ratiosOf(cells).find(({ backend, against }) => backend === 'wasm' && against === 'pytorch')).toEqual(
    {
      workload: 'quick',
      backend: 'wasm',
      against: 'pytorch',
      ratio: 0.25,
    },
  );
  expect(bestOf(cells)).toEqual([
    { workload: 'quick', peer: 'pytorch-compiled', secondsPerIteration: 0.2, backend: 'wasm', ratio: 0.5 },
  ]);
  expect(tableOf(reportOf(machine, budget, cells, true))).toContain(
    'quick: pytorch-compiled, 0.2 s; the engine on wasm takes 0.5 of that',
  );
});

test('no ratio is drawn from timings that lie far apart, and it is said', async () => {
  let asked = 0;
  const collapsing = madeUp('pytorch', 'cpu', 0.1, []);
  const start = async () => ({
    ...(await collapsing.start()),
    iterate: async (count: number) => Array.from({ length: count }, () => (asked++ < 4 ? 0.1 : 18)),
  });
  const contestants = [madeUp('engine', 'wasm', 0.1, []), { ...collapsing, start }];
  const cells = await measure(quick, contestants, { ...budget, limit: 100 }, quiet);
  expect(cells[1].note).toBe('its rounds took 0.1 to 18 s a meta-iteration: too far apart for a ratio');
  expect(ratiosOf(cells)).toEqual([]);
  expect(bestOf(cells)).toEqual([]);
});
