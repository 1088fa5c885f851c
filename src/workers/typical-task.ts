import type { Examination } from '#maml';
import type { EpisodeBatch } from '#tasks';

/** The figure shows the first query drawing of each of a task's first classes: of so many at most. */
export const CLASSES_SHOWN = 5;

/** How a start does on one task after the last step: query drawings that it gets right. */
export interface TaskScore {
  /** Of the whole query set. */
  right: number;
  /** Of those that the figure shows. */
  shown: number;
}

/** Query drawings of a task: all, and those that the figure shows. */
export interface QueryCounts {
  all: number;
  shown: number;
}

/** How far from the mean a typical task may be, as a share of the query set. */
const TOLERANCE = 0.1;

/**
 * The first task on which a start does about as well as on average: within a tenth of the query set, and on the
 * drawings shown with as many right as the average says, rounded down, so that some are left to mend. Where there is
 * none, both are relaxed until there is one. Counts, not shares, so that a last bit of a sum decides nothing.
 *
 * @returns its index
 */
export function typicalTask(scores: readonly TaskScore[], { all, shown }: QueryCounts): number {
  const sum = scores.reduce((total, { right }) => total + right, 0);
  const mean = sum / scores.length;
  const expected = Math.floor((sum * shown) / (all * scores.length));
  for (let slack = 0; slack <= shown; slack++) {
    const first = scores.findIndex(
      (score) =>
        Math.abs(score.right - mean) <= (slack + 1) * TOLERANCE * all &&
        Math.abs(score.shown - expected) <= slack,
    );
    if (first !== -1) return first;
  }
  return 0;
}

/** How each task of a batch was examined to go, after the last step. */
export function scoresOf(
  { queryAccuracy, probabilities }: Pick<Examination, 'queryAccuracy' | 'probabilities'>,
  { ways, queries, queryLabels }: EpisodeBatch,
): TaskScore[] {
  const all = ways * queries;
  const last = probabilities[probabilities.length - 1];
  const isRight = (row: number) => {
    const ofRow = last.subarray(row * ways, (row + 1) * ways);
    return ofRow.indexOf(Math.max(...ofRow)) === queryLabels[row];
  };
  return queryAccuracy[queryAccuracy.length - 1].map((accuracy, task) => ({
    right: Math.round(accuracy * all),
    shown: Array.from({ length: Math.min(ways, CLASSES_SHOWN) }, (_, way) => way).filter((way) =>
      isRight(task * all + way * queries),
    ).length,
  }));
}
