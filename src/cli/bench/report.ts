import { type ContestantName, isPeer, type PeerName } from './contestants.ts';
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
  jax: string | null;
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

/** The fastest program outside the browser, beside the engine on its fastest backend. */
export interface Best {
  workload: string;
  peer: PeerName;
  /** The peer's. */
  secondsPerIteration: number;
  /** The engine's. */
  backend: string;
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
  /** Other programs in Python. */
  peers: Cell[];
  /** Null where the machine was too busy to judge. */
  ratios: Ratio[] | null;
  best: Best[] | null;
  /** What was left out or cut short, and why. */
  cut: string[];
}

type Timed = Cell & { secondsPerIteration: number };

const isTimed = (cell: Cell): cell is Timed =>
  cell.secondsPerIteration !== null && cell.unsteady === undefined;

const fastest = (cells: readonly Timed[]): Timed | undefined =>
  [...cells].sort((a, b) => a.secondsPerIteration - b.secondsPerIteration)[0];

/**
 * Stock and jax-js are compared on the same backend, programs outside the browser with every one; of a program that
 * ran with several numbers of threads the best counts.
 */
export function ratiosOf(cells: readonly Cell[]): Ratio[] {
  const timed = cells.filter(isTimed);
  return timed
    .filter(({ by }) => by === 'engine')
    .flatMap(({ workload, backend, secondsPerIteration }) => {
      const others = timed
        .filter((cell) => cell.by !== 'engine' && cell.workload === workload)
        .filter((cell) => isPeer(cell.by) || cell.backend === backend);
      const names = [...new Set(others.map(({ by }) => by))];
      return names.map((against): Ratio => {
        const other = fastest(others.filter(({ by }) => by === against))!;
        return { workload, backend, against, ratio: secondsPerIteration / other.secondsPerIteration };
      });
    });
}

/** The best peer of each workload. */
export function bestOf(cells: readonly Cell[]): Best[] {
  const timed = cells.filter(isTimed);
  return [...new Set(timed.map(({ workload }) => workload))].flatMap((workload): Best[] => {
    const here = timed.filter((cell) => cell.workload === workload);
    const engine = fastest(here.filter(({ by }) => by === 'engine'));
    const best = fastest(here.filter(({ by }) => isPeer(by)));
    if (engine === undefined || best === undefined || !isPeer(best.by)) return [];
    const { secondsPerIteration } = best;
    const ratio = engine.secondsPerIteration / secondsPerIteration;
    return [{ workload, peer: best.by, secondsPerIteration, backend: engine.backend, ratio }];
  });
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
    peers: cells.filter(({ by }) => isPeer(by) && by !== 'pytorch'),
    ratios: judged ? ratiosOf(cells) : null,
    best: judged ? bestOf(cells) : null,
    cut: cut.map(({ workload, by, backend, note }) => `${workload}, ${by} on ${backend}: ${note}`),
  };
}
