/** A request was not done: a later one of its kind took its place, or nobody is there to do it any more. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Whether a promise was rejected because a later request, or the end, came first: no reason for a message. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof Overtaken;
}

interface Waiting {
  run(): Promise<unknown>;
  drop(): void;
}

/**
 * Runs one request at a time, in the order asked for. Of each kind only the latest waits: one that is asked
 * for faster than it can be done never piles up.
 */
export class LatestWins {
  private readonly waiting = new Map<string, Waiting>();
  private isBusy = false;

  /** Resolves or rejects as the job does; rejects with `Overtaken` where a later one comes before its turn. */
  run<Result>(kind: string, job: () => Promise<Result>): Promise<Result> {
    const result = new Promise<Result>((resolve, reject) => {
      this.waiting.get(kind)?.drop();
      // To the end: what was asked for after the one overtaken comes before this one.
      this.waiting.delete(kind);
      this.waiting.set(kind, {
        run: () => job().then(resolve, reject),
        drop: () => reject(new Overtaken('A later request took its place.')),
      });
    });
    void this.work();
    return result;
  }

  /** Nothing that still waits will be done. */
  clear(): void {
    for (const { drop } of this.waiting.values()) drop();
    this.waiting.clear();
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (;;) {
      const [next] = this.waiting;
      if (next === undefined) break;
      const [kind, request] = next;
      this.waiting.delete(kind);
      await request.run();
    }
    this.isBusy = false;
  }
}
