import type { SessionState } from '../state.ts';
import { last, type OwnTask, type Trail, type Try } from './trail.ts';

/** The numbers that a step of the lesson waits for and tells of; accuracies are shares, 0..1. */
export interface Figures {
  chance: number;
  /** Inner steps that the accuracies have. */
  steps: number;
  /** Meta-iterations since a setting was last changed. */
  iterations: number;
  /** Query accuracy on meta-training classes by inner step: the mean of the latest meta-iterations with these settings. */
  training: number[] | null;
  /** Query loss likewise. */
  loss: number[] | null;
  /** The latest meta-test accuracy after the last step, where it was measured with these settings. */
  metaTest: number | null;
  /** After the last step, of the adaptation curve: from the learnt start and from the random one. */
  learnt: number | null;
  random: number | null;
  /** Of all that the steps gain, the share that the first one brings. */
  firstShare: number | null;
  own: OwnTask;
  tries: readonly Try[];
  speeds: Trail['speeds'];
}

/** The latest meta-iterations, as many as a mean needs to be calm. */
const LATELY = 30;

/** What the session's numbers say of the time since a step of the lesson began. */
export function figuresOf(state: SessionState, trail: Trail): Figures {
  const { settings, iteration, curve, history } = state;
  const { changedAt, steadyFrom } = trail;
  const from = Math.max(steadyFrom, iteration - LATELY);
  const points = history.points.filter((point) => point.iteration > from);
  const training = meanOf(points.map((point) => point.queryAccuracy));
  const evaluation = history.evaluations.findLast((each) => each.iteration > steadyFrom);
  return {
    chance: 1 / settings.ways,
    steps: settings.steps,
    iterations: iteration - changedAt,
    training,
    loss: meanOf(points.map((point) => point.queryLoss)),
    metaTest: evaluation === undefined ? null : last(evaluation.queryAccuracy),
    learnt: curve === null ? null : last(curve.learnt.queryAccuracy),
    random: curve === null ? null : last(curve.random.queryAccuracy),
    firstShare: training === null ? null : firstShareOf(training),
    own: trail.own,
    tries: trail.tries,
    speeds: trail.speeds,
  };
}

/** Means by step over the rows that have as many steps as the latest; null where there are none. */
function meanOf(rows: readonly number[][]): number[] | null {
  const newest = rows.at(-1);
  if (newest === undefined) return null;
  const alike = rows.filter((row) => row.length === newest.length);
  return newest.map((_, step) => alike.reduce((sum, row) => sum + row[step], 0) / alike.length);
}

/** Null where the steps gain nothing to speak of. */
function firstShareOf(accuracy: readonly number[]): number | null {
  const gain = last(accuracy) - accuracy[0];
  return accuracy.length < 2 || gain < 0.05 ? null : (accuracy[1] - accuracy[0]) / gain;
}
