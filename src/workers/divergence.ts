import type { StepReport } from '#maml';

/**
 * Why a run counts as diverged: a loss is no number; the loss stays far above that of guessing; or the
 * network is dead: whatever it is shown, before adaptation and after, it answers the same.
 */
export type DivergenceCause = 'not-finite' | 'exploded' | 'collapsed';

/** Times the loss of guessing, ln N. */
const EXPLODED = 3;
/** Meta-iterations in a row: a healthy run may have a few bad ones. */
const PATIENCE = { exploded: 5, collapsed: 10 };

/** Below this share of the loss of guessing, adaptation is of use. */
const USEFUL = 0.98;

type Suspicion = keyof typeof PATIENCE;

function suspicionOf({ queryLoss, queryAccuracy }: StepReport, ways: number): Suspicion | null {
  const loss = queryLoss[queryLoss.length - 1] / Math.log(ways);
  if (loss > EXPLODED) return 'exploded';
  // One answer to every query is right for one class in `ways`, exactly. 1e-3 and 1e-6 are for rounding.
  const isConstant = queryAccuracy.every((accuracy) => Math.abs(accuracy - 1 / ways) < 1e-6);
  return isConstant && loss > 1 - 1e-3 ? 'collapsed' : null;
}

/** Watches a run's reports for the signs that it will not come back by itself. */
export class DivergenceWatch {
  private suspicion: Suspicion | null = null;
  private times = 0;
  private useful = false;

  /** The cause, where this report of an N-way run makes it diverged. */
  observe(report: StepReport, ways: number): DivergenceCause | null {
    if (!report.queryLoss.every(Number.isFinite)) return 'not-finite';
    const suspicion = suspicionOf(report, ways);
    this.useful = report.queryLoss[report.queryLoss.length - 1] < USEFUL * Math.log(ways);
    this.times = suspicion === this.suspicion ? this.times + 1 : 1;
    this.suspicion = suspicion;
    return suspicion !== null && this.times >= PATIENCE[suspicion] ? suspicion : null;
  }

  /** Whether the last report gave no cause for suspicion. */
  get isCalm(): boolean {
    return this.suspicion === null;
  }

  /** Whether in the last report adaptation did better than guessing: a state worth going back to. */
  get isSound(): boolean {
    return this.useful;
  }

  /** Begins anew, as after other rates or an earlier state. */
  reset(): void {
    this.suspicion = null;
    this.times = 0;
    this.useful = false;
  }
}
