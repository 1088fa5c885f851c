import type { StepReport } from '#maml';

/**
 * Why a run counts as diverged: a loss is no number; the loss stays far above that of guessing; or the
 * network is dead: it guesses, and adaptation no longer changes anything.
 */
export type DivergenceCause = 'not-finite' | 'exploded' | 'collapsed';

/** Times the loss of guessing, ln N. */
const EXPLODED = 3;
/** Nats around the loss of guessing, at every step: no network that answers anything comes so close. */
const COLLAPSED = 1e-3;
/** Meta-iterations in a row: a healthy run may have a bad one. */
const PATIENCE = 5;

type Suspicion = Exclude<DivergenceCause, 'not-finite'>;

function suspicionOf({ queryLoss }: StepReport, ways: number): Suspicion | null {
  const guessing = Math.log(ways);
  if (queryLoss[queryLoss.length - 1] > EXPLODED * guessing) return 'exploded';
  return queryLoss.every((loss) => Math.abs(loss - guessing) < COLLAPSED) ? 'collapsed' : null;
}

/** Watches a run's reports for the signs that it will not come back by itself. */
export class DivergenceWatch {
  private suspicion: Suspicion | null = null;
  private times = 0;

  /** The cause, where this report of an N-way run makes it diverged. */
  observe(report: StepReport, ways: number): DivergenceCause | null {
    if (!report.queryLoss.every(Number.isFinite)) return 'not-finite';
    const suspicion = suspicionOf(report, ways);
    this.times = suspicion === this.suspicion ? this.times + 1 : 1;
    this.suspicion = suspicion;
    return this.times >= PATIENCE ? suspicion : null;
  }

  /** Whether the last report gave no cause for suspicion. */
  get isCalm(): boolean {
    return this.suspicion === null;
  }

  /** Begins anew, as after other rates or an earlier state. */
  reset(): void {
    this.suspicion = null;
    this.times = 0;
  }
}
