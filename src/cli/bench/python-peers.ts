import { execFile, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunSettings } from '#maml';
import type { Check } from '../page/bench-check.ts';
import type { Contestant, PeerName, Running } from './contestants.ts';

/** A Python with what peers need. */
export interface PythonPeers {
  python: string;
  /** Versions; null where the library is not installed. */
  torch: string | null;
  jax: string | null;
}

/** Prints a library's version, or nothing where it cannot be used. */
const VERSIONS = `
import json
def version(name):
    try:
        return __import__(name).__version__
    except Exception:
        return None
import numpy
print(json.dumps({name: version(name) for name in ("torch", "jax")}))`;

/** Looks for PyTorch in every python3 of the search path, the one named in PYTHON first; null where none has it. */
export async function findPeers(): Promise<PythonPeers | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  const candidates = [process.env.PYTHON, ...folders.map((folder) => join(folder, 'python3'))];
  for (const python of new Set(candidates.filter((each) => each !== undefined))) {
    const found = await promisify(execFile)(python, ['-c', VERSIONS]).catch(() => null);
    const versions = found === null ? null : JSON.parse(found.stdout);
    if (versions !== null && versions.torch !== null) return { python, ...versions };
  }
  return null;
}

/** How a peer is asked for: its script, and what that is to do. */
interface Way {
  name: PeerName;
  script: 'torch_peer.py' | 'jax_peer.py';
  way: 'loop' | 'vmap' | 'compiled' | 'jax';
  threads: number;
}

/** Compilers take their time before the first meta-iteration. */
const COMPILING = 300;

function taskOf(settings: RunSettings, { way, threads }: Way): string {
  const { network, algorithm, filters, ways, shots, queries, metaBatch, steps, innerLr, outerLr, seed, ink } =
    settings;
  const sizes = { filters, ways, shots, queries, metaBatch, steps };
  return JSON.stringify({ way, network, algorithm, ...sizes, innerLr, outerLr, seed, ink, threads });
}

async function start(python: string, way: Way, check: () => Promise<Check>): Promise<Running> {
  const script = fileURLToPath(new URL(`peers/${way.script}`, import.meta.url));
  let child: ReturnType<typeof launch> | null = null;
  const launch = (settings: RunSettings) => {
    const process = spawn(python, ['-B', script, taskOf(settings, way)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return { process, lines: createInterface(process.stdout)[Symbol.asyncIterator]() };
  };
  const answer = async <Answer>(): Promise<Answer> => {
    const line = await child?.lines.next();
    if (line === undefined || line.done) throw new Error('Python ended early');
    return JSON.parse(line.value);
  };
  return {
    async open(settings) {
      const { network } = settings;
      if (network !== 'strided' && network !== 'pooled')
        throw new Error(`a program in Python has no network ${network}`);
      const expected = await check();
      child = launch(settings);
      child.process.stdin.write(`${JSON.stringify(expected)}\n`);
      const { difference, ...opened } = await answer<{
        difference: number;
        firstIterationSeconds: number;
        threads: number;
      }>();
      if (!(difference <= expected.tolerance)) {
        const by = `${difference.toPrecision(2)}, where rounding explains ${expected.tolerance.toPrecision(2)}`;
        throw new Error(`its losses differ from the engine's by ${by}`);
      }
      return opened;
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

/**
 * Peers on the processor. PyTorch's loop takes part with one thread and with all: of two, each waits for the other
 * where anything else runs.
 *
 * @param check what the engine did, which each must find again
 */
export function pythonPeers(
  { python, jax }: PythonPeers,
  wanted: { pytorch: boolean; peers: boolean },
  check: () => Promise<Check>,
): Contestant[] {
  const cores = availableParallelism();
  const loops = [...new Set([1, cores])].map(
    (threads): Way => ({ name: 'pytorch', script: 'torch_peer.py', way: 'loop', threads }),
  );
  const others: Way[] = [
    { name: 'pytorch-vmap', script: 'torch_peer.py', way: 'vmap', threads: cores },
    { name: 'pytorch-compiled', script: 'torch_peer.py', way: 'compiled', threads: cores },
    ...(jax === null
      ? []
      : [{ name: 'jax-python', script: 'jax_peer.py', way: 'jax', threads: cores } as const]),
  ];
  const ways = [...(wanted.pytorch ? loops : []), ...(wanted.peers ? others : [])];
  return ways.map((way) => ({
    name: way.name,
    backend: 'cpu',
    ...(way.way === 'compiled' || way.way === 'jax' ? { patience: COMPILING } : {}),
    start: () => start(python, way, check),
  }));
}
