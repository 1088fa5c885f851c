import { execFile, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunSettings } from '#maml';
import type { Contestant, Running } from './contestants.ts';

const SCRIPT = fileURLToPath(new URL('reference.py', import.meta.url));

/** A Python that has PyTorch. */
export interface Torch {
  python: string;
  /** PyTorch's. */
  version: string;
}

/** Looks for PyTorch in every python3 of the search path, the one named in PYTHON first; null where none has it. */
export async function findTorch(): Promise<Torch | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  const candidates = [process.env.PYTHON, ...folders.map((folder) => join(folder, 'python3'))];
  for (const python of new Set(candidates.filter((each) => each !== undefined))) {
    const question = ['-c', 'import torch; print(torch.__version__)'];
    const found = await promisify(execFile)(python, question).catch(() => null);
    if (found !== null) return { python, version: found.stdout.trim() };
  }
  return null;
}

/** What `reference.py` is asked to do. */
function task(settings: RunSettings): string {
  const { network, algorithm, filters, ways, shots, queries, metaBatch, steps, innerLr, outerLr, seed } =
    settings;
  const threads = availableParallelism();
  const sizes = { filters, ways, shots, queries, metaBatch, steps };
  return JSON.stringify({ network, algorithm, ...sizes, innerLr, outerLr, seed, threads });
}

async function start(python: string): Promise<Running> {
  let child: ReturnType<typeof launch> | null = null;
  const launch = (settings: RunSettings) => {
    const process = spawn(python, ['-B', SCRIPT, task(settings)], { stdio: ['pipe', 'pipe', 'ignore'] });
    return { process, lines: createInterface(process.stdout)[Symbol.asyncIterator]() };
  };
  const answer = async <Answer>(): Promise<Answer> => {
    const line = await child?.lines.next();
    if (line === undefined || line.done) throw new Error('PyTorch ended early');
    return JSON.parse(line.value);
  };
  return {
    async open(settings) {
      const { network } = settings;
      if (network !== 'strided' && network !== 'pooled')
        throw new Error(`the PyTorch loop has no network ${network}`);
      child = launch(settings);
      return answer();
    },
    async iterate(count) {
      child?.process.stdin.write(`${count}\n`);
      const { seconds } = await answer<{ seconds: number[] }>();
      return seconds;
    },
    memory: async () => null,
    dispatches: async () => null,
    async close() {
      child?.process.kill('SIGKILL');
    },
  };
}

/** PyTorch on the processor, on every core. */
export function pytorch({ python }: Torch): Contestant {
  return { name: 'pytorch', backend: 'cpu', start: () => start(python) };
}
