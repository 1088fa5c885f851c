/** A point or a difference of two; x to the right, y down. */
export interface Point {
  x: number;
  y: number;
}

/** A line drawn without lifting the pen, as the corners of its straight pieces. */
export type Polyline = Point[];

/** The smallest upright rectangle around some lines. */
export interface Box {
  centre: Point;
  width: number;
  height: number;
}

/** The box around `lines`, which hold at least one point. */
export function boxAround(lines: readonly Polyline[]): Box {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const line of lines) {
    for (const { x, y } of line) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return {
    centre: { x: (left + right) / 2, y: (top + bottom) / 2 },
    width: right - left,
    height: bottom - top,
  };
}

/** Every point of every line, moved by `move`. */
export function mapPoints(lines: readonly Polyline[], move: (point: Point) => Point): Polyline[] {
  return lines.map((line) => line.map(move));
}
