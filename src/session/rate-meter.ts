/** Meta-iterations that the rate is the mean of. */
const RECENT = 20;

/** Meta-iterations per second lately. */
export class RateMeter {
  private seconds: number[] = [];

  add(seconds: number): void {
    this.seconds = [...this.seconds, seconds].slice(-RECENT);
  }

  /** Null before the first meta-iteration. */
  get rate(): number | null {
    const total = this.seconds.reduce((sum, each) => sum + each, 0);
    return total > 0 ? this.seconds.length / total : null;
  }
}
