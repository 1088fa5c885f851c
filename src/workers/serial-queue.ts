/** Runs asynchronous jobs one after the other, in the order asked for. */
export class SerialQueue {
  private tail: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the job does; a failing job does not stop the ones behind it. */
  run<Result>(job: () => Promise<Result>): Promise<Result> {
    const result = this.tail.then(job);
    this.tail = result.catch(() => {});
    return result;
  }
}
