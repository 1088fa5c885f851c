import { type CpuInfo, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './statistics.ts';

/** What else the machine does, at one moment at which the benchmark does nothing. */
export interface LoadSample {
  /** Part of all cores' time that other programs took, 0 to 1. */
  others: number;
  /** How many times longer a fixed piece of work took than the fastest time it was done. */
  slowdown: number;
}

/** Above these, timings say more about the other programs than about this one. */
export const MOST_OTHERS = 0.15;
export const MOST_SLOWDOWN = 1.25;

const MOMENT_MS = 300;
const MOMENTS = 4;
const SPINS = 5;
const SPIN_STEPS = 2_000_000;

const total = (times: CpuInfo['times']) => Object.values(times).reduce((a, b) => a + b, 0);

/** Part of all cores' time that was not idle between two readings. */
export function busyShare(before: readonly CpuInfo[], after: readonly CpuInfo[]): number {
  let all = 0;
  let idle = 0;
  after.forEach(({ times }, i) => {
    all += total(times) - total(before[i].times);
    idle += times.idle - before[i].times.idle;
  });
  return all === 0 ? 0 : 1 - idle / all;
}

/** Why timings taken at such moments would mislead, or null where they would not. */
export function judge(samples: readonly LoadSample[]): string | null {
  const others = median(samples.map((sample) => sample.others));
  const slowdown = median(samples.map((sample) => sample.slowdown));
  if (others > MOST_OTHERS) return `other programs take ${Math.round(100 * others)} % of the processor`;
  if (slowdown > MOST_SLOWDOWN) return `a fixed piece of work takes ${slowdown.toFixed(1)} times its time`;
  return null;
}

/** Milliseconds of a fixed piece of work. */
function spin(): number {
  const began = performance.now();
  let x = 1;
  for (let i = 0; i < SPIN_STEPS; i++) x = (x * 1.000001) % 7;
  // The result is used, or the work would be left out.
  return performance.now() - began + (x > 7 ? 1 : 0);
}

/** Looks at the machine's load while the benchmark rests. */
export class LoadWatch {
  readonly samples: LoadSample[] = [];
  private fastest = Number.POSITIVE_INFINITY;

  async look(): Promise<void> {
    const others = await this.others();
    const spins = Array.from({ length: SPINS }, spin);
    this.fastest = Math.min(this.fastest, ...spins);
    this.samples.push({ others, slowdown: median(spins) / this.fastest });
  }

  /** The least of a few moments: what the benchmark itself left to be done fades, other programs go on. */
  private async others(): Promise<number> {
    let least = 1;
    for (let moment = 0; moment < MOMENTS && least > MOST_OTHERS; moment++) {
      const before = cpus();
      await sleep(MOMENT_MS);
      least = Math.min(least, busyShare(before, cpus()));
    }
    return least;
  }
}
