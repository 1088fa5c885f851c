/** Milliseconds after a pen's last event during which a touch is taken for the hand that holds it. */
const LATELY = 1000;

/**
 * A pen goes before fingers on all pads alike: whoever draws with one rests a hand on the screen. Times are those of
 * the events, in milliseconds.
 */
export class PenFirst {
  private readonly pens = new Set<number>();
  private readonly touches = new Set<() => void>();
  private lastSeen = Number.NEGATIVE_INFINITY;

  /** A pen is near: what touches are drawing is taken back. */
  near(time: number): void {
    this.lastSeen = time;
    for (const takeBack of this.touches) takeBack();
  }

  down(id: number): void {
    this.pens.add(id);
  }

  up(id: number, time: number): void {
    if (this.pens.delete(id)) this.lastSeen = Math.max(this.lastSeen, time);
  }

  /** Whether a touch is that of a hand which holds a pen. */
  isPalm(time: number): boolean {
    return this.pens.size > 0 || time - this.lastSeen < LATELY;
  }

  /**
   * A touch draws.
   *
   * @param takeBack called where a pen comes near meanwhile
   * @returns tells that it no longer does
   */
  touch(takeBack: () => void): () => void {
    this.touches.add(takeBack);
    return () => this.touches.delete(takeBack);
  }
}

/** The page's one. */
export const penFirst = new PenFirst();
