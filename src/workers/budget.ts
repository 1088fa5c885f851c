/**
 * Rations work that only shows: at least `interval` apart, and at most `share` of the time.
 * Times in milliseconds.
 */
export class Budget {
  private dueAt = Number.NEGATIVE_INFINITY;
  private readonly interval: number;
  private readonly share: number;

  constructor(interval: number, share: number) {
    this.interval = interval;
    this.share = share;
  }

  isDue(now: number): boolean {
    return now >= this.dueAt;
  }

  /** Accounts for work done from `began` to `ended`. */
  spent(began: number, ended: number): void {
    const rest = (ended - began) * (1 / this.share - 1);
    this.dueAt = ended + Math.max(this.interval - (ended - began), rest);
  }
}
