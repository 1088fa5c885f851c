import type { IterationPoint } from './protocol.ts';

/** Gathers meta-iterations so that listeners hear of them at most so often, and of every one. */
export class PointBatch {
  private points: IterationPoint[] = [];
  private lastSent = Number.NEGATIVE_INFINITY;
  private readonly send: (points: IterationPoint[]) => void;
  private readonly interval: number;
  private readonly now: () => number;

  /** `interval` and `now` in milliseconds. */
  constructor(send: (points: IterationPoint[]) => void, interval: number, now: () => number) {
    this.send = send;
    this.interval = interval;
    this.now = now;
  }

  add(point: IterationPoint): void {
    this.points.push(point);
    if (this.now() - this.lastSent >= this.interval) this.flush();
  }

  flush(): void {
    if (this.points.length === 0) return;
    const points = this.points;
    this.points = [];
    this.lastSent = this.now();
    this.send(points);
  }
}
