import type { SessionState } from '../state.ts';
import { ASKED } from './asked.ts';
import { last, type OwnTask, type Trail, type Try } from './trail.ts';

/** The numbers that a step of the lesson waits for and tells of; accuracies are shares, 0..1. */
export interface Figures {
  chance: number;
  /** Inner steps that the accuracies have. */
  steps: number;
  innerLr: number;
  /** Meta-iterations since a setting was last changed. */
  iterations: number;
  /** Query accuracy on meta-training classes by inner step: the mean of the latest meta-iterations with these settings. */
  training: number[] | null;
  /** Query loss likewise. */
  loss: number[] | null;
  /** The latest meta-test accuracy after the last inner step, where it was measured with these settings. */
  metaTest: number | null;
  /** How far meta-training is above meta-test. */
  gap: number | null;
  /** After the last inner step, of the adaptation curve: from the learnt start and from the random one. */
  learnt: number | null;
  random: number | null;
  /** Tasks that these two are means over. */
  tasks: number | null;
  /** Of all that the inner steps gain, the share that the first one brings. */
  firstShare: number | null;
  /** The same figures as they stood with the settings that the step began with. */
  before: { firstShare: number | null; metaTest: number | null };
  own: OwnTask;
  tries: readonly Try[];
  /** The try that brought the random start furthest. */
  best: Try | null;
  /** The random start after the usual inner steps and after many; null before it took these. */
  further: Further | null;
  speeds: Trail['speeds'];
}

/** Two points of one adaptation curve: inner steps, and accuracy after them. */
export interface Further {
  from: number;
  to: number;
  before: number;
  after: number;
}

/** The latest meta-iterations, as many as a mean needs to be calm. */
const LATELY = 30;
/** The most inner steps that count as the usual ones. */
const USUAL_STEPS = 5;

/** What the session's numbers say of the time since a step of the lesson began. */
export function figuresOf(state: SessionState, trail: Trail): Figures {
  const { settings, iteration, curve } = state;
  const { changedAt, steadyFrom, tries } = trail;
  const training = lately(state, 'queryAccuracy', steadyFrom, iteration);
  const metaTest = lastTest(state, steadyFrom, iteration);
  const leftAt = trail.leftAt ?? iteration;
  return {
    chance: 1 / settings.ways,
    steps: settings.steps,
    innerLr: settings.innerLr,
    iterations: iteration - changedAt,
    training,
    loss: lately(state, 'queryLoss', steadyFrom, iteration),
    metaTest,
    gap: training === null || metaTest === null ? null : last(training) - metaTest,
    learnt: curve === null ? null : last(curve.learnt.queryAccuracy),
    random: curve === null ? null : last(curve.random.queryAccuracy),
    tasks: curve?.tasks ?? null,
    firstShare: firstShareOf(training),
    before: {
      firstShare: firstShareOf(lately(state, 'queryAccuracy', 0, leftAt)),
      metaTest: lastTest(state, 0, leftAt),
    },
    own: trail.own,
    tries,
    best: tries.reduce<Try | null>((best, one) => {
      return best === null || last(one.random) > last(best.random) ? one : best;
    }, null),
    further: furtherOf(trail),
    speeds: trail.speeds,
  };
}

/** The mean by inner step over the latest meta-iterations of those after `from` and up to `to`. */
function lately(
  { history }: SessionState,
  measure: 'queryAccuracy' | 'queryLoss',
  from: number,
  to: number,
): number[] | null {
  const after = Math.max(from, to - LATELY);
  const points = history.points.filter(({ iteration }) => iteration > after && iteration <= to);
  return meanOf(points.map((point) => point[measure]));
}

/** Means by step over the rows that have as many steps as the latest; null where there are none. */
function meanOf(rows: readonly number[][]): number[] | null {
  const newest = rows.at(-1);
  if (newest === undefined) return null;
  const alike = rows.filter((row) => row.length === newest.length);
  return newest.map((_, step) => alike.reduce((sum, row) => sum + row[step], 0) / alike.length);
}

/** The newest meta-test accuracy after the last inner step, of those after `from` and up to `to`. */
function lastTest({ history }: SessionState, from: number, to: number): number | null {
  const found = history.evaluations.findLast(({ iteration }) => iteration > from && iteration <= to);
  return found === undefined ? null : last(found.queryAccuracy);
}

/** Null where the steps gain nothing to speak of. */
function firstShareOf(accuracy: readonly number[] | null): number | null {
  if (accuracy === null || accuracy.length < 2) return null;
  const gain = last(accuracy) - accuracy[0];
  return gain < 0.05 ? null : (accuracy[1] - accuracy[0]) / gain;
}

function furtherOf({ furthest, began }: Trail): Further | null {
  const to = furthest.length - 1;
  const from = Math.min(began.settings.steps, USUAL_STEPS);
  return to < ASKED.steps ? null : { from, to, before: furthest[from], after: furthest[to] };
}
