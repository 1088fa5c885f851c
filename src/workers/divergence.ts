import type { StepReport } from '#maml';

/** Why a run counts as diverged. */
export type DivergenceCause = 'not-finite' | 'exploded';

/** A loss this many times that of guessing, ln N, is no longer learning ... */
const EXPLODED = 3;
/** ... where it stays so for this many meta-iterations: a healthy run may have a bad one. */
const PATIENCE = 5;

/** Watches the loss after the last inner step for a run that will not come back by itself. */
export class DivergenceWatch {
  private exploded = 0;

  /** The cause, where this report of an N-way run makes it diverged. */
  observe({ queryLoss }: StepReport, ways: number): DivergenceCause | null {
    if (!queryLoss.every(Number.isFinite)) return 'not-finite';
    const isHigh = queryLoss[queryLoss.length - 1] > EXPLODED * Math.log(ways);
    this.exploded = isHigh ? this.exploded + 1 : 0;
    return this.exploded >= PATIENCE ? 'exploded' : null;
  }

  /** Begins anew, as after other rates or an earlier state. */
  reset(): void {
    this.exploded = 0;
  }
}
