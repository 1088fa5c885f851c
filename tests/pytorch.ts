import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PIXELS } from '#data';
import type { EpisodeBatch } from '#tasks';

const run = promisify(execFile);

/** Ends with 0 where what the exported programs need is installed; told without loading it, which takes seconds. */
const HAS_PYTORCH = `from importlib.metadata import version
assert int(version("torch").split(".")[0]) >= 2 and version("pillow")`;

/** What `npm test` says where it has left tests out. */
export const WITHOUT_PYTHON =
  'Not run: the exported PyTorch programs, as no python3 here has PyTorch 2 and Pillow (PYTHON names one; .ci/run makes one).';

/**
 * The first python3 that has PyTorch 2 and Pillow, the one that PYTHON names before others; null where none has.
 *
 * @throws Error where none has and REQUIRE_PYTHON is set: these tests are not to be left out
 */
export async function findPython(): Promise<string | null> {
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3']) {
    if (python === undefined) continue;
    const found = await run(python, ['-c', HAS_PYTORCH]).catch(() => null);
    if (found !== null) return python;
  }
  if (process.env.REQUIRE_PYTHON) throw new Error('No python3 here has PyTorch 2 and Pillow.');
  return null;
}

/** A line that the exported programs print. */
export interface ProgramLine {
  type: string;
  queryLoss: number[];
  queryAccuracy: number[];
  ci95?: number[] | null;
}

/** Runs a program with so many processes, several under torchrun, and returns what it printed. */
export async function runPython(
  python: string,
  program: string,
  options: readonly string[],
  processes = 1,
): Promise<ProgramLine[]> {
  const launcher = processes === 1 ? [] : ['-m', 'torch.distributed.run', ...torchrunOptions(processes)];
  const { stdout } = await run(python, ['-B', ...launcher, program, ...options], {
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    maxBuffer: 2 ** 26,
  });
  return (
    stdout
      .split('\n')
      // Lines that torchrun passes on begin with the process they come from.
      .map((line) => line.replace(/^\[\w+\]:/, ''))
      .filter((line) => line.startsWith('{'))
      .map((line): ProgramLine => JSON.parse(line))
  );
}

function torchrunOptions(processes: number): string[] {
  return ['--standalone', '--nproc_per_node', String(processes), '--redirects', '1', '--tee', '1'];
}

/** A batch as the programs' `--episodes` has it: `[task, way, support then query, 28, 28]`, bytes. */
export function drawingBytes({ tasks, ways, shots, queries, support, query }: EpisodeBatch): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let place = 0; place < tasks * ways; place++) {
    parts.push(support.subarray(place * shots * PIXELS, (place + 1) * shots * PIXELS));
    parts.push(query.subarray(place * queries * PIXELS, (place + 1) * queries * PIXELS));
  }
  return Buffer.concat(parts);
}

/** The largest difference of two lists, relative to the larger value. */
export function relativeDifference(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const differences = found.map((value, i) => {
    const size = Math.max(Math.abs(value), Math.abs(expected[i]));
    return size === 0 ? 0 : Math.abs(value - expected[i]) / size;
  });
  return Math.max(...differences);
}
