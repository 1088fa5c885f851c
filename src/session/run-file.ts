import type { BackendReport, RunSettings } from '#maml';
import { toOptions } from './settings.ts';
import type { DatasetSummary, History } from './state.ts';

/** Where a run was computed: its bits depend on the kernels and the processor, its speed also on threads and cores. */
export interface MachineRecord {
  /** Threads that shared the tasks. */
  threads: number;
  /** Cores that the browser tells of. */
  cores: number;
  kernels: NonNullable<BackendReport['kernels']> | null;
  /** The processor's name and kind, where they can be known. */
  processor?: string;
  architecture?: string;
}

/** What the browser and the engine tell of the machine. */
export function machineRecord({ threads = 1, kernels }: BackendReport): MachineRecord {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return { threads, cores, kernels: kernels ?? null };
}

export interface RunRecord {
  settings: RunSettings;
  data: DatasetSummary;
  backend: BackendReport;
  /** Name and version of everything whose version matters: this program, the engine, the browser. */
  versions: Record<string, string>;
  iteration: number;
  /** Seconds spent in meta-iterations. */
  seconds: number;
  history: History;
  machine?: MachineRecord;
  /** The save that this record is of: see `saveMark`. */
  save?: string;
  /** The evaluation of the weights kept as the best on validation. */
  best?: BestRecord;
}

/** When a run was at its best on validation classes, and how good. */
export interface BestRecord {
  iteration: number;
  /** After the last inner step, 0..1. */
  queryAccuracy: number;
}

/** A history as files hold it: changed settings under their option names. */
export function historyRecord({ points, evaluations, changes }: History) {
  return {
    points,
    evaluations,
    changes: changes.map(({ iteration, from, to }) => ({
      iteration,
      from: toOptions(from),
      to: toOptions(to),
    })),
  };
}

/** `run.json`: all that a run was, every setting under its option name. */
export function encodeRun(run: RunRecord): string {
  const { iteration, settings, history, ...facts } = run;
  const record = {
    iteration,
    settings: toOptions(settings),
    seed: settings.seed,
    ...facts,
    history: historyRecord(history),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
