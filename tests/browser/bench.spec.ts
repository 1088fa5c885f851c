import { runProgram } from './support/program.ts';
import { expect, test } from './support/test.ts';
import { TINY } from './support/tiny-workload.ts';

type Cell = Record<string, unknown> & {
  by: string;
  backend: string;
  dispatchesByKernel: { dispatches: number }[];
};

const number = expect.any(Number);

test('bench times every backend beside the others and prints one JSON document', async () => {
  test.setTimeout(300_000);
  const { code, stdout, stderr } = await runProgram('bench', [
    ...TINY,
    // Compiling for half a minute; tests/engine/baselines.test.ts runs jax-js.
    '--without',
    'jax,peers',
    '--limit',
    '100',
    '--busy-ok',
    '--json',
  ]);
  expect(stderr).toBe('quick ...\n');
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.machine).toMatchObject({
    cores: number,
    browser: expect.stringMatching(/chrom/i),
    renderer: expect.stringMatching(/./),
    loadAverage: [number, number],
  });
  expect(report.cut).toEqual([]);

  const cells: Cell[] = report.workloads;
  expect(cells.map(({ by, backend }) => `${by} ${backend}`)).toEqual([
    'engine webgl',
    'engine wasm',
    'engine cpu',
  ]);
  for (const cell of cells) {
    expect(cell).toMatchObject({
      workload: 'quick',
      iterations: 2,
      secondsPerIteration: number,
      firstIterationSeconds: number,
      uploadSeconds: number,
      dispatches: number,
    });
    // Nothing is left behind from one meta-iteration to the next.
    expect(cell.tensors).toBe(cell.tensorsAtEnd);
    expect(cell.bytes).toBe(cell.bytesAtEnd);
    expect(cell.tensors).toBeGreaterThan(0);
  }

  expect(report.jax).toEqual([]);
  const ways: Cell[] = report.stock;
  expect(ways.map(({ by, backend }) => `${by} ${backend}`)).toEqual(['stock webgl', 'stock cpu']);
  for (const { secondsPerIteration } of ways) expect(secondsPerIteration).toBeGreaterThan(0);
  // One dispatch for what stock ops need ten for.
  const [stock] = report.stock as (Cell & { dispatches: number })[];
  expect(stock.dispatches).toBe(
    stock.dispatchesByKernel.reduce((sum, { dispatches }) => sum + dispatches, 0),
  );
  expect(cells[0].dispatches).toBeLessThan(stock.dispatches / 10);
  // The engine's backends beside PyTorch's, and beside the stock loop's own backends.
  const expected = report.pytorch.length > 0 ? 5 : 2;
  expect(report.ratios).toHaveLength(expected);
  for (const { ratio } of report.ratios) expect(ratio).toBeGreaterThan(0);
});

test('bench prints a table', async () => {
  test.setTimeout(120_000);
  const options = ['--backend', 'wasm', '--without', 'stock,jax,pytorch,peers', '--busy-ok'];
  const { code, stdout } = await runProgram('bench', [...TINY, ...options]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^workload +by +backend +s\/iteration/m);
  expect(stdout).toMatch(/^quick +engine +wasm +[\d.e-]+ +2 /m);
  expect(stdout).toContain('Dispatches by kernel:');
});

test('a wrong option of bench is one line on stderr and exit code 2', async () => {
  const wrong: [string[], RegExp][] = [
    [['--workload', 'huge'], /--workload huge: expected some of quick, watch/],
    [['--backend', 'webgpu'], /--backend webgpu: expected some of webgl, wasm, cpu/],
    [['--without', 'numpy'], /--without numpy: expected some of stock, jax, pytorch/],
    [['--seconds', '0'], /--seconds 0: expected a number of seconds above 0/],
    [['--iterations', '1.5'], /--iterations 1.5: expected a whole number from 1/],
    [['--filters', '7'], /--filters 7/],
    [['--loud'], /--loud/],
  ];
  for (const [options, said] of wrong) {
    const { code, stdout, stderr } = await runProgram('bench', options);
    expect(code, options.join(' ')).toBe(2);
    expect(stdout, options.join(' ')).toBe('');
    expect(stderr.trim().split('\n'), options.join(' ')).toHaveLength(1);
    expect(stderr, options.join(' ')).toMatch(said);
  }
  const help = await runProgram('bench', ['--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('npm run -s bench');
});
