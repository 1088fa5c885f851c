import type { RunSettings } from '#maml';
import type { Evaluation, IterationPoint } from '#workers';
import { changesUpTo, withChange } from './changes.ts';
import type { Run } from './run.ts';
import type { History } from './state.ts';

/** Points a series may have; what a chart can redraw ten times a second. */
export const MAX_POINTS = 300;

/**
 * The numbers of a run, however long, in at most `MAX_POINTS` points: each stands for `bucket`
 * consecutive iterations (their means), and the buckets double whenever the list is full.
 */
export interface Recorder {
  add(points: readonly IterationPoint[]): void;
  addEvaluation(evaluation: Evaluation): void;
  /** Other settings hold from here on. */
  take(settings: RunSettings, iteration: number): void;
  /** Forgets what came after an iteration: the run has gone back to it. */
  truncate(iteration: number): void;
  history(): History;
  /** Spent in all meta-iterations told of, also in those that the run went back from. */
  seconds(): number;
}

/** The numbers of a run that has learnt nothing yet. */
export const NOTHING: Pick<Run, 'history' | 'seconds'> = {
  history: { points: [], evaluations: [], changes: [] },
  seconds: 0,
};

/** A point and how many iterations it is the mean of. */
interface Bucket {
  point: IterationPoint;
  count: number;
}

function weighted(a: number, b: number, shareOfB: number): number {
  return a + (b - a) * shareOfB;
}

/** Two neighbouring buckets as one; the iteration is the later one's, so that a line ends at the present. */
function merge(a: Bucket, b: Bucket): Bucket {
  const count = a.count + b.count;
  const share = b.count / count;
  // The number of steps may have changed in between: then the newer setting's steps are shown.
  const mean = (x: number[], y: number[]) =>
    x.length === y.length ? y.map((value, step) => weighted(x[step], value, share)) : y;
  return {
    count,
    point: {
      iteration: b.point.iteration,
      seconds: weighted(a.point.seconds, b.point.seconds, share),
      queryLoss: mean(a.point.queryLoss, b.point.queryLoss),
      queryAccuracy: mean(a.point.queryAccuracy, b.point.queryAccuracy),
    },
  };
}

function mergePairs(buckets: readonly Bucket[]): Bucket[] {
  const merged: Bucket[] = [];
  for (let i = 0; i < buckets.length; i += 2) {
    merged.push(i + 1 < buckets.length ? merge(buckets[i], buckets[i + 1]) : buckets[i]);
  }
  return merged;
}

/** Every other evaluation, keeping the newest: means of them would have no honest interval. */
function thin(evaluations: readonly Evaluation[]): Evaluation[] {
  return evaluations.filter((_, i) => (evaluations.length - 1 - i) % 2 === 0);
}

/** The buckets of a history: how far a point is from the one before tells how many iterations it stands for. */
function bucketsOf(points: readonly IterationPoint[]): Bucket[] {
  const gaps = points.slice(1).map((point, i) => point.iteration - points[i].iteration);
  const first = Math.min(points[0]?.iteration ?? 1, gaps[0] ?? Number.POSITIVE_INFINITY);
  return points.map((point, i) => ({ point, count: i === 0 ? first : gaps[i - 1] }));
}

/**
 * @param settings those that hold as the recording begins
 * @param before numbers to go on from, as a recorder gave them
 */
export function createRecorder(
  settings: RunSettings,
  before: Pick<Run, 'history' | 'seconds'> = NOTHING,
  limit = MAX_POINTS,
): Recorder {
  const { history } = before;
  let { seconds } = before;
  let inForce = settings;
  let { changes } = history;
  let buckets = bucketsOf(history.points);
  let size = Math.max(1, ...buckets.map(({ count }) => count));
  let evaluations: Evaluation[] = [...history.evaluations];

  function addPoint(point: IterationPoint) {
    const last = buckets.at(-1);
    if (last !== undefined && last.count < size) {
      buckets[buckets.length - 1] = merge(last, { point, count: 1 });
      return;
    }
    if (buckets.length >= limit) {
      buckets = mergePairs(buckets);
      size *= 2;
      addPoint(point);
      return;
    }
    buckets.push({ point, count: 1 });
  }

  return {
    add(points) {
      for (const point of points) {
        addPoint(point);
        seconds += point.seconds;
      }
    },
    addEvaluation(evaluation) {
      if (evaluations.length >= limit) evaluations = thin(evaluations);
      evaluations.push(evaluation);
    },
    take(next, iteration) {
      if (iteration > 0) changes = withChange(changes, iteration, inForce, next);
      inForce = next;
    },
    truncate(iteration) {
      buckets = buckets.filter(({ point }) => point.iteration <= iteration);
      evaluations = evaluations.filter((evaluation) => evaluation.iteration <= iteration);
      changes = changesUpTo(changes, iteration);
    },
    history: () => ({ points: buckets.map(({ point }) => point), evaluations: [...evaluations], changes }),
    seconds: () => seconds,
  };
}
