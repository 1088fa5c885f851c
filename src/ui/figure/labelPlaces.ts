import { textWidth } from '../textWidth.ts';

/** A box in pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where a label's text is anchored: its baseline, and its start, middle or end. */
export interface LabelPlace {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface LabelRequest {
  text: string;
  /** Its size in pixels. */
  font: number;
  /** The centre of the mark that it belongs to. */
  x: number;
  y: number;
  /** Where it stands if there is room on both sides. */
  above: boolean;
}

/** What labels keep clear of: the marks always, the lines where another place is as good. */
export interface Obstacles {
  marks: readonly Box[];
  lines: readonly (readonly { x: number; y: number }[])[];
  /** The room that there is. */
  frame: Box;
}

/** Heights over and under the baseline, in shares of the size, and the paper kept free around a label. */
const ASCENT = 0.72;
const DESCENT = 0.05;
const CLEAR = 1.5;

/** What a place costs: each pixel of a line under it, and each rank in the order of places. */
const LINE_COST = 1;
const RANK_COST = 3;

/** The box of a label's text. */
export function labelBox({ x, y, anchor }: LabelPlace, text: string, font: number): Box {
  const width = textWidth(text, font);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return { left, right: left + width, top: y - ASCENT * font, bottom: y + DESCENT * font };
}

export function overlaps(a: Box, b: Box, clear = 0): boolean {
  return (
    a.left < b.right + clear &&
    b.left < a.right + clear &&
    a.top < b.bottom + clear &&
    b.top < a.bottom + clear
  );
}

/**
 * Places labels one after the other, so that none touches a mark, another label or the frame; null for one that has
 * no such place. Beside several, the one under which least of a line runs.
 *
 * @param unit pixels of a rem sixteenth
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  { marks, lines, frame }: Obstacles,
  unit: number,
): (LabelPlace | null)[] {
  const taken: Box[] = [...marks];
  return requests.map((request) => {
    let best: { place: LabelPlace; box: Box; cost: number } | null = null;
    for (const [rank, place] of candidates(request, unit).entries()) {
      const box = labelBox(place, request.text, request.font);
      if (!isWithin(box, frame) || taken.some((other) => overlaps(box, other, CLEAR * unit))) continue;
      const crossed = lines.reduce((sum, line) => sum + lengthWithin(line, box), 0);
      const cost = (LINE_COST * crossed) / unit + RANK_COST * rank;
      if (best === null || cost < best.cost) best = { place, box, cost };
    }
    if (best !== null) taken.push(best.box);
    return best?.place ?? null;
  });
}

/** Places around a mark, the best ones first: over or under it, to the right, to the left, further away; beside it. */
function candidates({ font, x, y, above }: LabelRequest, unit: number): LabelPlace[] {
  const side = (over: boolean, away: number): LabelPlace[] => {
    const baseline = over ? y - (9 + away) * unit : y + (9 + away) * unit + ASCENT * font;
    const nearer = over ? baseline + 2 * unit : baseline - 2 * unit;
    return [
      { x, y: baseline, anchor: 'middle' },
      { x: x + 7 * unit, y: nearer, anchor: 'start' },
      { x: x - 7 * unit, y: nearer, anchor: 'end' },
    ];
  };
  const level = y + 0.34 * font;
  const beside: LabelPlace[] = [
    { x: x + 9 * unit, y: level, anchor: 'start' },
    { x: x - 9 * unit, y: level, anchor: 'end' },
  ];
  return [...side(above, 0), ...side(above, 10), ...side(!above, 0), ...side(!above, 10), ...beside];
}

function isWithin(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}

/** How much of a line lies in a box, in pixels (Liang and Barsky's clipping of each piece). */
function lengthWithin(line: readonly { x: number; y: number }[], box: Box): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    let [from, to] = [0, 1];
    for (const [step, gap] of [
      [-dx, a.x - box.left],
      [dx, box.right - a.x],
      [-dy, a.y - box.top],
      [dy, box.bottom - a.y],
    ]) {
      if (step === 0) {
        if (gap < 0) to = -1;
      } else if (step < 0) from = Math.max(from, gap / step);
      else to = Math.min(to, gap / step);
    }
    if (to > from) sum += (to - from) * Math.hypot(dx, dy);
  }
  return sum;
}
