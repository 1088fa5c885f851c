import { type Drawing, type Stroke, smoothStroke } from '#data';

type Point = Stroke[number];

const share = (value: number) => Math.min(1, Math.max(0, value));
const isOnSheet = ({ x, y }: Point) => x === share(x) && y === share(y);

/** The part of the way from `a` to `b` that lies on the sheet, 0..1 each way; null: none of it. */
function partOnSheet(a: Point, b: Point): [Point, Point] | null {
  let enters = 0;
  let leaves = 1;
  for (const axis of ['x', 'y'] as const) {
    const way = b[axis] - a[axis];
    if (way === 0 && a[axis] !== share(a[axis])) return null;
    if (way === 0) continue;
    const crossings = [(0 - a[axis]) / way, (1 - a[axis]) / way];
    enters = Math.max(enters, Math.min(...crossings));
    leaves = Math.min(leaves, Math.max(...crossings));
  }
  if (enters >= leaves) return null;
  const at = (t: number) => ({ x: share(a.x + t * (b.x - a.x)), y: share(a.y + t * (b.y - a.y)) });
  return [at(enters), at(leaves)];
}

/**
 * What a pointer draws between touching the screen and leaving it. Where it leaves the sheet its line ends, and
 * where it comes back another one begins: nothing is drawn along the border.
 */
export class Gesture {
  private readonly ended: Stroke[] = [];
  private line: Point[] = [];
  private last: Point | null = null;

  /** @param point in sides of the sheet: beyond 0..1 the pointer is off it */
  follow(point: Point): void {
    const { last } = this;
    this.last = point;
    if (last === null) {
      if (isOnSheet(point)) this.line.push(point);
      return;
    }
    const part = partOnSheet(last, point);
    if (part !== null && this.line.length === 0) this.line.push(part[0]);
    if (part !== null) this.line.push(part[1]);
    if (!isOnSheet(point)) this.endLine();
  }

  /** @param isDone whether the pointer has left the screen */
  lines(isDone: boolean): Drawing {
    return this.line.length === 0 ? this.ended : [...this.ended, smoothStroke(this.line, isDone)];
  }

  private endLine(): void {
    if (this.line.length > 0) this.ended.push(smoothStroke(this.line, true));
    this.line = [];
  }
}
