import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
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

/** Reads tasks, a line each, and does them: a program with its options, or code that prints an answer. */
const DOER = `
import contextlib, io, json, os, runpy, sys, traceback
for line in sys.stdin:
    task, out, err, code = json.loads(line), io.StringIO(), io.StringIO(), 0
    sys.argv = [task["program"], *task["options"]]
    sys.path.insert(0, os.path.dirname(task["program"]))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            os.chdir(os.path.dirname(task["program"]))
            runpy.run_path(task["program"], run_name="__main__")
    except SystemExit as error:
        code = error.code
    except BaseException:
        code = traceback.format_exc()
    sys.path.pop(0)
    print(json.dumps({"stdout": out.getvalue(), "stderr": err.getvalue(), "code": code}), file=sys.__stdout__, flush=True)
`;

interface Done {
  stdout: string;
  stderr: string;
  code: number | string | null;
}

/** A Python that does one program after the other: PyTorch, which takes seconds to load, is loaded once. */
export class PythonSession {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly lines: AsyncIterator<string>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(python: string) {
    const env = { ...process.env, OMP_NUM_THREADS: '1' };
    this.child = spawn(python, ['-B', '-u', '-c', DOER], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Runs a program, in its own folder.
   *
   * @throws Error with what it said where it does not end well
   */
  async run(program: string, options: readonly string[] = []): Promise<Done> {
    const task = this.last.then(async () => {
      this.child.stdin.write(`${JSON.stringify({ program, options })}\n`);
      const { value, done } = await this.lines.next();
      if (done) throw new Error('Python has ended.');
      return JSON.parse(value) as Done;
    });
    this.last = task.catch(() => {});
    const result = await task;
    if (result.code) throw new Error(`${result.code}\n${result.stderr}`);
    return result;
  }

  close(): void {
    this.child.stdin.end();
  }
}

/** The lines of JSON in what a program printed. */
export function linesOf(stdout: string): ProgramLine[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): ProgramLine => JSON.parse(line));
}

/**
 * Runs a program and sees that none of its process group's threads outlives it: one that still has a tensor to let go
 * when Python ends aborts the process, once in some hundred runs.
 */
const LEAVING_NO_THREAD = `
import os, runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
threads = [open(f"/proc/self/task/{task}/comm").read() for task in os.listdir("/proc/self/task")] if sys.platform == "linux" else []
assert not any("gloo" in thread for thread in threads), f"the process group is still there: {threads}"
`;

/** Runs a program in so many processes under torchrun, and returns what it printed. */
export async function runDistributed(
  python: string,
  program: string,
  options: readonly string[],
  processes: number,
): Promise<ProgramLine[]> {
  const launcher = ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', String(processes)];
  const wrapper = join(dirname(program), 'leaving-no-thread.py');
  await writeFile(wrapper, LEAVING_NO_THREAD);
  const { stdout } = await run(python, ['-B', ...launcher, wrapper, program, ...options], {
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    maxBuffer: 2 ** 26,
  });
  return linesOf(stdout);
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
