import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Programs that run at once. */
const AT_ONCE = 3;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout's lines as JSON; throws where one is not. */
  events(): Record<string, unknown>[];
}

/** A signal to send once stdout has told this. */
export interface Stop {
  signal: NodeJS.Signals;
  after: string;
}

/** Runs a program of the command line (`train`, `golden`, ...) to its end, as `npm run -s NAME --` does. */
export function runProgram(name: string, options: readonly string[], stop?: Stop): Promise<Ended> {
  // As `tsx` does it, without a process between.
  const child = spawn(process.execPath, ['--import', 'tsx', `src/cli/${name}.ts`, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let isStopped = false;
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    if (stop === undefined || isStopped || !stdout.includes(stop.after)) return;
    isStopped = child.kill(stop.signal);
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const events = () =>
        stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
      resolve({ code, stdout, stderr, events });
    });
  });
}

/** Runs several, a few at a time: most of a program's time is the start of its browser. */
export async function runPrograms<
  Call extends readonly [name: string, options: readonly string[], ...unknown[]],
>(calls: readonly Call[]): Promise<{ call: Call; ended: Ended }[]> {
  const results: { call: Call; ended: Ended }[] = [];
  const waiting = [...calls.entries()];
  const runNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [i, call] = next;
      results[i] = { call, ended: await runProgram(call[0], call[1]) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  return results;
}
