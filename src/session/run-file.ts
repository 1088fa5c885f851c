import type { BackendReport, RunSettings } from '#maml';
import { toOptions } from './settings.ts';
import type { DatasetSummary, History } from './state.ts';

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
  const { settings, data, backend, versions, iteration, seconds, history } = run;
  const record = {
    settings: toOptions(settings),
    seed: settings.seed,
    data,
    backend,
    versions,
    iteration,
    seconds,
    history: historyRecord(history),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
