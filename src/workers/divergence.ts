import type { StepReport } from '#maml';
import { mean, squaredError } from './statistics.ts';

/**
 * Why a run counts as diverged: a loss is no number; a parameter is none, which the figures need not tell; the loss is
 * far above that of guessing and does not fall; or the network is dead: whatever it is shown, before adaptation and
 * after, it answers the same.
 */
export type DivergenceCause = 'not-finite' | 'not-finite-parameters' | 'exploded' | 'collapsed';

/** Query losses after the last inner step: means over the last `window` meta-iterations, and over as many before. */
export interface LossTrend {
  window: number;
  loss: number;
  before: number;
}

export interface Verdict {
  cause: DivergenceCause;
  /** What was seen of an exploded run; null for the others. */
  trend: LossTrend | null;
}

/** Whether nobody can go on from where the run stands. */
export function isLost({ cause }: Verdict): boolean {
  return cause === 'not-finite' || cause === 'not-finite-parameters';
}

/** Times the loss of guessing, ln N. */
const EXPLODED = 3;
/** Meta-iterations whose mean loss is compared with that of as many before. */
const WINDOW = 40;
/** A mean has fallen where the difference is more than so many of its standard errors. */
const SIGNIFICANT = 2;
/** Meta-iterations in a row that the same answer to everything is given. */
const COLLAPSED = 10;
/** Below this share of the loss of guessing, adaptation is of use. */
const USEFUL = 0.98;

/** One answer to every query is right for one class in `ways`, exactly. */
function answersTheSame({ queryLoss, queryAccuracy }: StepReport, ways: number): boolean {
  // 1e-6 and 1e-3 are for rounding.
  const isConstant = queryAccuracy.every((accuracy) => Math.abs(accuracy - 1 / ways) < 1e-6);
  return isConstant && queryLoss[queryLoss.length - 1] > (1 - 1e-3) * Math.log(ways);
}

/**
 * Watches a run's reports for the signs that it does not come back by itself. A loss that is far above guessing is
 * none as long as it falls: with a long stride, many a run begins so.
 */
export class DivergenceWatch {
  /** Since the last reset, at most two windows. */
  private losses: number[] = [];
  private sameAnswers = 0;
  private useful = false;
  private calm = true;
  /** Whether the run goes on as long as its figures and parameters are numbers. */
  isLenient: boolean;

  constructor(isLenient = false) {
    this.isLenient = isLenient;
  }

  /**
   * The verdict on an N-way run, where this report makes it diverged.
   *
   * @param finite whether the parameters are numbers, where somebody has looked
   */
  observe(report: StepReport, ways: number, finite = true): Verdict | null {
    if (!report.queryLoss.every(Number.isFinite)) return { cause: 'not-finite', trend: null };
    if (!finite) return { cause: 'not-finite-parameters', trend: null };
    const verdict = this.judge(report, ways);
    return this.isLenient ? null : verdict;
  }

  /** Whether the last report gave no cause for suspicion that anybody would hear of. */
  get isCalm(): boolean {
    return this.calm || this.isLenient;
  }

  /** Whether in the last report adaptation did better than guessing: a state worth going back to. */
  get isSound(): boolean {
    return this.useful;
  }

  /** Begins anew, as after other rates or an earlier state. */
  reset(): void {
    this.losses = [];
    this.sameAnswers = 0;
    this.useful = false;
    this.calm = true;
  }

  private judge(report: StepReport, ways: number): Verdict | null {
    const guessing = Math.log(ways);
    const loss = report.queryLoss[report.queryLoss.length - 1];
    this.useful = loss < USEFUL * guessing;
    this.sameAnswers = answersTheSame(report, ways) ? this.sameAnswers + 1 : 0;
    this.calm = loss <= EXPLODED * guessing && this.sameAnswers === 0;
    this.losses.push(loss);
    if (this.losses.length > 2 * WINDOW) this.losses.shift();
    if (this.sameAnswers >= COLLAPSED) return { cause: 'collapsed', trend: null };
    const trend = this.risenTrend(EXPLODED * guessing);
    return trend && { cause: 'exploded', trend };
  }

  /** The trend, where it lies above `level` and does not fall. */
  private risenTrend(level: number): LossTrend | null {
    if (this.losses.length < 2 * WINDOW) return null;
    const [before, now] = [this.losses.slice(0, WINDOW), this.losses.slice(WINDOW)];
    const trend = { window: WINDOW, loss: mean(now), before: mean(before) };
    const error = Math.sqrt(squaredError(before) + squaredError(now));
    const falls = trend.before - trend.loss > SIGNIFICANT * error;
    return trend.loss > level && !falls ? trend : null;
  }
}
