/** Exit codes of what stops a program: 128 and the signal's number. */
export const STOP_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type StopSignal = keyof typeof STOP_CODES;

/** Another signal this much later, in ms, ends the program at once: closing a terminal sends several together. */
const IMPATIENCE = 1000;

/** Hears the signals that end a program, so that it can save first. */
export class StopSignals {
  /** The first one that came. */
  signal: StopSignal | null = null;
  private since = 0;
  private stop: () => void;

  /** @param stop called once, at the first signal */
  constructor(stop: () => void) {
    this.stop = stop;
    for (const name of Object.keys(STOP_CODES) as StopSignal[]) process.on(name, () => this.hear(name));
  }

  /** The exit code that the signal asks for; null where there was none. */
  get exitCode(): number | null {
    return this.signal && STOP_CODES[this.signal];
  }

  /** What to do at the first signal from now on. */
  handOver(stop: () => void): void {
    this.stop = stop;
    if (this.signal !== null) stop();
  }

  private hear(name: StopSignal): void {
    if (this.signal === null) {
      this.signal = name;
      this.since = performance.now();
      this.stop();
    } else if (performance.now() - this.since > IMPATIENCE) {
      process.exit(STOP_CODES[this.signal]);
    }
  }
}
