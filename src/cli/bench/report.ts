import type { ContestantName } from './contestants.ts';
import type { LoadSample } from './load.ts';
import type { Budget, Cell } from './measure.ts';

/** Where and how was measured. */
export interface Machine {
  processor: string;
  cores: number;
  system: string;
  node: string;
  browser: string;
  /** Who draws for WebGL, as the browser tells it. */
  renderer: string | null;
  /** PyTorch's version; null where there is none. */
  pytorch: string | null;
  /** The system's average over a minute, before and after. */
  loadAverage: [number, number];
  /** What other programs took while the benchmark rested. */
  load: LoadSample[];
  /** Why the timings mislead; null where the machine was quiet. */
  busy: string | null;
}

/** The engine's seconds per meta-iteration over another's: below 1, the engine is faster. */
export interface Ratio {
  workload: string;
  backend: string;
  against: ContestantName;
  ratio: number;
}

/** All that `--json` prints. */
export interface Report {
  machine: Machine;
  budget: Budget;
  /** The engine's. */
  workloads: Cell[];
  stock: Cell[];
  jax: Cell[];
  pytorch: Cell[];
  /** Null where the machine was too busy to judge. */
  ratios: Ratio[] | null;
  /** What was left out or cut short, and why. */
  cut: string[];
}

/** Stock and jax-js are compared on the same backend, PyTorch with every one. */
export function ratiosOf(cells: readonly Cell[]): Ratio[] {
  const of = (name: ContestantName) => cells.filter(({ by }) => by === name);
  return of('engine').flatMap((mine) =>
    cells
      .filter(({ by, workload }) => by !== 'engine' && workload === mine.workload)
      .filter(({ by, backend }) => by === 'pytorch' || backend === mine.backend)
      .flatMap((other): Ratio[] => {
        if (mine.secondsPerIteration === null || other.secondsPerIteration === null) return [];
        const { workload, backend } = mine;
        const ratio = mine.secondsPerIteration / other.secondsPerIteration;
        return [{ workload, backend, against: other.by, ratio }];
      }),
  );
}

/**
 * The report of some cells.
 *
 * @param judged whether ratios are to be drawn at all
 */
export function reportOf(machine: Machine, budget: Budget, cells: readonly Cell[], judged: boolean): Report {
  const of = (name: ContestantName) => cells.filter(({ by }) => by === name);
  const cut = cells.filter(({ note }) => note !== undefined);
  return {
    machine,
    budget,
    workloads: of('engine'),
    stock: of('stock'),
    jax: of('jax'),
    pytorch: of('pytorch'),
    ratios: judged ? ratiosOf(cells) : null,
    cut: cut.map(({ workload, by, backend, note }) => `${workload}, ${by} on ${backend}: ${note}`),
  };
}
