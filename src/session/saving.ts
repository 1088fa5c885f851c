/** How a run is saved while it goes. */
export interface SavingOptions<Snapshot> {
  /** Seconds from the end of one save to the next. */
  every: number;
  /** Keeps a snapshot; what goes wrong is its own business, and the run's to go on. */
  save(snapshot: Snapshot): Promise<void>;
}

/** Saves what goes on from time to time, one save at a time. */
export class Saving<Snapshot> {
  private readonly options: SavingOptions<Snapshot>;
  private readonly take: () => Promise<Snapshot>;
  private readonly now: () => number;
  private last: number;
  private underWay: Promise<void> | null = null;

  /** @param now milliseconds */
  constructor(
    options: SavingOptions<Snapshot>,
    take: () => Promise<Snapshot>,
    now = () => performance.now(),
  ) {
    this.options = options;
    this.take = take;
    this.now = now;
    this.last = now();
  }

  /** Begins a save where it is time for one. */
  saveIfDue(): void {
    if (this.underWay !== null || this.now() - this.last < 1000 * this.options.every) return;
    this.underWay = this.take()
      .then((snapshot) => this.options.save(snapshot))
      // Where there is no snapshot to be had, the run itself says why.
      .catch(() => {})
      .finally(() => {
        this.last = this.now();
        this.underWay = null;
      });
  }

  /** Settles when no save is under way. */
  async settled(): Promise<void> {
    await this.underWay;
  }
}
