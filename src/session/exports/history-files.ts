import type { RunSettings } from '#maml';
import type { ClassPool } from '#tasks';
import { historyRecord } from '../run-file.ts';
import { toOptions } from '../settings.ts';
import type { DatasetSummary, History } from '../state.ts';

/** The columns of `history.csv`, and what they hold. */
export const historyColumns = {
  classes:
    'meta-training: a meta-iteration (or the mean of several in a row); validation, meta-test: an evaluation on these; change: of a setting',
  iteration: 'meta-iterations done',
  step: 'inner step, 0 before adaptation',
  query_loss: 'mean query loss after that step, nats',
  query_accuracy: 'mean query accuracy after that step, 0 to 1',
  query_loss_ci95: "half-width of the loss' 95 % interval over the tasks; evaluations only",
  query_accuracy_ci95: "half-width of the accuracy's 95 % interval over the tasks; evaluations only",
  tasks: 'tasks evaluated on; evaluations only',
  seconds: 'duration of a meta-iteration; meta-training only',
  setting: 'option name of a setting that changed after that iteration; change only',
  from: 'its value before; change only',
  to: 'its value from then on; change only',
} as const;

/** What an evaluation's rows say of its classes; on meta-training classes it is no meta-iteration. */
const POOLS: Record<ClassPool, string> = {
  train: 'meta-training evaluation',
  validation: 'validation',
  test: 'meta-test',
  all: 'all',
};

type Row = Partial<Record<keyof typeof historyColumns, string | number | boolean | null>>;

function rowsOf({ points, evaluations, changes }: History): Row[] {
  const training = points.flatMap(({ iteration, queryLoss, queryAccuracy, seconds }) =>
    queryLoss.map((loss, step) => ({
      classes: 'meta-training',
      iteration,
      step,
      query_loss: loss,
      query_accuracy: queryAccuracy[step],
      seconds,
    })),
  );
  const test = evaluations.flatMap(({ iteration, split, tasks, queryLoss, queryAccuracy, lossCi95, ci95 }) =>
    queryLoss.map((loss, step) => ({
      classes: POOLS[split],
      iteration,
      step,
      query_loss: loss,
      query_accuracy: queryAccuracy[step],
      query_loss_ci95: lossCi95[step],
      query_accuracy_ci95: ci95[step],
      tasks,
    })),
  );
  const changed = changes.flatMap(({ iteration, from, to }) => {
    const before = toOptions(from);
    return Object.entries(toOptions(to)).map(([setting, value]) => ({
      classes: 'change',
      iteration,
      setting,
      from: before[setting],
      to: value,
    }));
  });
  return [...training, ...test, ...changed];
}

/** All that the page keeps: a row for each inner step of a point or evaluation, and for each change of a setting. */
export function historyCsv(history: History): string {
  const names = Object.keys(historyColumns) as (keyof Row)[];
  const lines = rowsOf(history).map((row) => names.map((name) => row[name] ?? '').join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

export interface HistoryRecord {
  settings: RunSettings;
  data: DatasetSummary | null;
  iteration: number;
  /** Seconds spent in meta-iterations. */
  seconds: number;
  history: History;
}

/** The same as JSON, with the settings under their option names. */
export function historyJson({ settings, data, iteration, seconds, history }: HistoryRecord): string {
  const about = {
    points:
      'means over the meta-batch per inner step, from step 0; where a run is long, of several meta-iterations',
    evaluations:
      'split: what their classes are for, classes: how many they were; ci95 and lossCi95: half-widths of the 95 % interval of the mean over the tasks',
    changes: 'of settings during the run; iteration: meta-iterations done when each took hold',
  };
  const record = {
    about,
    settings: toOptions(settings),
    data,
    iteration,
    seconds,
    ...historyRecord(history),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
