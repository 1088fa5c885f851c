import type { RunSettings } from '#maml';
import type { Dispatches } from '../page/bench-contestant.ts';
import { oneLine } from '../program.ts';
import type { Contestant, ContestantName, Running } from './contestants.ts';
import type { LoadWatch } from './load.ts';
import { inParts, median } from './statistics.ts';
import type { Workload } from './workloads.ts';

/** How long to measure. */
export interface Budget {
  /** Seconds of timed meta-iterations for each contestant of a workload. */
  seconds: number;
  /** Timed meta-iterations for each, whatever they take; absent: as many as fit into `seconds`. */
  iterations?: number;
  /** A contestant that needs more seconds for one meta-iteration is left out. */
  limit: number;
}

/** What was measured of one contestant at one workload. */
export interface Cell {
  workload: string;
  by: ContestantName;
  backend: string;
  /** Median; null where the contestant was left out. */
  secondsPerIteration: number | null;
  /** Timed ones. */
  iterations: number;
  firstIterationSeconds: number | null;
  /** Kernel calls of a meta-iteration; draw calls on a graphics card. Null where nobody counts them. */
  dispatches: number | null;
  dispatchesByKernel: Dispatches['byKernel'];
  /** Live tensors and their bytes after the second meta-iteration, and after the last. */
  tensors: number | null;
  bytes: number | null;
  tensorsAtEnd: number | null;
  bytesAtEnd: number | null;
  /** Seconds that a meta-batch's drawings take to the device. */
  uploadSeconds: number | null;
  threads: number | null;
  renderer?: string;
  /** The timings lie too far apart for any ratio. */
  unsteady?: true;
  /** Why it was left out or cut short. */
  note?: string;
}

const ROUNDS = 3;
/** At least so many are timed, unless one takes longer than SLOW seconds. */
const FEWEST = 3;
const SLOW = 5;
/** Rounds of a program that does always the same differ by less, unless something else goes on. */
const MOST_SPREAD = 2;
/** Seconds of meta-iterations before the first timed one, while the browser still compiles. */
const WARM_UP = 0.5;

/** How many meta-iterations to time where one takes `seconds`. */
export function iterationsFor(seconds: number, budget: Budget): number {
  if (budget.iterations !== undefined) return budget.iterations;
  const fewest = seconds > SLOW ? 1 : FEWEST;
  return Math.max(fewest, Math.floor(budget.seconds / seconds));
}

/** The promise's result, unless it takes longer than `count` meta-iterations of `limit` seconds. */
async function within<Result>(limit: number, count: number, work: Promise<Result>): Promise<Result> {
  // What comes too late, and may fail because it was ended, is of no interest.
  work.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`a meta-iteration takes more than ${limit} s`));
    timer = setTimeout(giveUp, limit * count * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const told = (seconds: number) => String(Number(seconds.toPrecision(3)));

function emptyCell({ name: workload }: Workload, { name: by, backend }: Contestant): Cell {
  return {
    workload,
    by,
    backend,
    secondsPerIteration: null,
    iterations: 0,
    firstIterationSeconds: null,
    dispatches: null,
    dispatchesByKernel: [],
    tensors: null,
    bytes: null,
    tensorsAtEnd: null,
    bytesAtEnd: null,
    uploadSeconds: null,
    threads: null,
  };
}

/** One contestant at one workload, from start to end. */
class Course {
  readonly cell: Cell;
  private readonly contestant: Contestant;
  private readonly budget: Budget;
  private running: Running | null = null;
  private times: number[] = [];
  private medians: number[] = [];
  private parts: number[] = [];

  constructor(workload: Workload, contestant: Contestant, budget: Budget) {
    this.cell = emptyCell(workload, contestant);
    this.contestant = contestant;
    this.budget = budget;
  }

  /** The first meta-iterations, and how many more there shall be. */
  async open(settings: RunSettings): Promise<void> {
    await this.attempt(async (running) => {
      const { limit } = this.budget;
      const opened = await within(this.contestant.patience ?? limit, 1, running.open(settings));
      const { firstIterationSeconds, threads, renderer, uploadSeconds } = opened;
      Object.assign(this.cell, { firstIterationSeconds, threads, uploadSeconds: uploadSeconds ?? null });
      if (renderer !== undefined) this.cell.renderer = renderer;
      const [second] = await this.iterate(running, 1);
      const held = await running.memory();
      if (held !== null) Object.assign(this.cell, held);
      this.parts = inParts(await this.plan(running, second), ROUNDS);
    });
  }

  async round(index: number): Promise<void> {
    const count = this.parts[index] ?? 0;
    if (count === 0) return;
    await this.attempt(async (running) => {
      const times = await this.iterate(running, count);
      this.times.push(...times);
      // A single time is no round to judge by.
      if (count > 1) this.medians.push(median(times));
    });
  }

  /** What the contestant holds and calls; then it ends. */
  async close(): Promise<void> {
    await this.attempt(async (running) => {
      const held = await running.memory();
      if (held !== null) Object.assign(this.cell, { tensorsAtEnd: held.tensors, bytesAtEnd: held.bytes });
      const dispatches = await within(this.budget.limit, 1, running.dispatches());
      this.cell.dispatches = dispatches?.total ?? null;
      this.cell.dispatchesByKernel = dispatches?.byKernel ?? [];
    });
    await this.running?.close();
    if (this.times.length === 0) return;
    this.cell.secondsPerIteration = median(this.times);
    this.cell.iterations = this.times.length;
    this.judgeSpread();
    const { iterations: asked = FEWEST } = this.budget;
    if (this.times.length < Math.min(asked, FEWEST)) this.cell.note ??= `timed ${this.times.length}`;
  }

  /** Rounds that differ by far tell of something else: threads that wait for each other, another program. */
  private judgeSpread(): void {
    const [least, most] = [Math.min(...this.medians), Math.max(...this.medians)];
    if (this.medians.length < 2 || most <= MOST_SPREAD * least) return;
    this.cell.unsteady = true;
    this.cell.note ??= `its rounds took ${told(least)} to ${told(most)} s a meta-iteration: too far apart for a ratio`;
  }

  /** Warms up and says how many iterations to time; a slow second iteration counts as the first of them. */
  private async plan(running: Running, second: number): Promise<number> {
    if (second > SLOW) {
      this.times.push(second);
      return iterationsFor(second, this.budget) - 1;
    }
    const warmUp = this.budget.iterations === undefined ? Math.min(WARM_UP, this.budget.seconds) : 0;
    const warm = warmUp > second ? await this.iterate(running, Math.ceil(warmUp / second)) : [second];
    return iterationsFor(median(warm.slice(warm.length >> 1)), this.budget);
  }

  private iterate(running: Running, count: number): Promise<number[]> {
    return within(this.budget.limit, count, running.iterate(count));
  }

  /** Does something with the contestant, which is ended where that fails or takes too long. */
  private async attempt(work: (running: Running) => Promise<void>): Promise<void> {
    if (this.cell.note !== undefined) return;
    try {
      this.running ??= await this.contestant.start();
      await work(this.running);
    } catch (error) {
      this.cell.note = oneLine(error);
      await this.running?.close();
      this.running = null;
    }
  }
}

/**
 * Times a workload's contestants by turns, so that what else happens on the machine happens to all of them.
 *
 * @param tooLong seconds that a contestant's meta-iteration will take, where that is too long to try
 */
export async function measure(
  workload: Workload,
  contestants: readonly Contestant[],
  budget: Budget,
  load: Pick<LoadWatch, 'look'>,
  tooLong: (contestant: Contestant) => number | null = () => null,
): Promise<Cell[]> {
  const courses = contestants.map((contestant) => new Course(workload, contestant, budget));
  for (const [i, course] of courses.entries()) {
    const seconds = tooLong(contestants[i]);
    if (seconds !== null) {
      course.cell.note = `a meta-iteration would take about ${Math.round(seconds)} s`;
    } else await course.open(workload.settings);
  }
  for (let round = 0; round < ROUNDS; round++) {
    await load.look();
    for (const course of courses) await course.round(round);
  }
  for (const course of courses) await course.close();
  return courses.map(({ cell }) => cell);
}
