import type { Size } from '../hooks/useSize.ts';
import { isLabelled } from '../steps.ts';

export interface CurvePoint {
  step: number;
  x: number;
  /** Height of the mark, and of its label's baseline; null where the label would not be legible. */
  y: number;
  labelX: number;
  labelY: number | null;
  /** An accuracy, 0..1, or a loss. */
  value: number;
}

export interface CurveLayout {
  learnt: CurvePoint[];
  random: CurvePoint[];
  chanceY: number;
  baseY: number;
}

/** Left edge of a column to the centre of its disc, in sixteenths of a rem. */
const DISC_CENTRE = 15.6;
/** More steps than this, and only the first, middle and last are labelled. */
const ROOM = { wide: 10, narrow: 6 };

/**
 * Places the adaptation curve and its labels: the better of the two starts has its label above the mark,
 * the other below it.
 *
 * @param learnt Query accuracy of the meta-learnt start, `[step 0..S]`; empty while there is none.
 * @param random The same of the random start.
 * @param narrow Marks under the discs of a phone's scrubber, edge to edge.
 */
export function curveLayout(
  learnt: readonly number[],
  random: readonly number[],
  chance: number,
  size: Size,
  narrow: boolean,
): CurveLayout {
  const { width, height, unit } = size;
  const count = Math.max(1, random.length);
  const steps = count - 1;
  const top = 22 * unit;
  const bottom = 9 * unit;
  const xOf = (step: number) =>
    narrow
      ? 18 * unit + (steps === 0 ? 0 : ((width - 36 * unit) * step) / steps)
      : (width / count) * step + DISC_CENTRE * unit;
  const yOf = (share: number) => height - bottom - (height - bottom - top) * share;

  function place(values: readonly number[], others: readonly number[]): CurvePoint[] {
    return values.map((value, step) => {
      const other = others[step];
      const above = other === undefined || value > other || (value === other && values === learnt);
      const sideways = step > 0 && !narrow;
      const y = yOf(value);
      const labelY = above ? y - (sideways ? 7 : 9) * unit : y + 17 * unit;
      // At the same height the label of the learnt start speaks for both.
      const same = other !== undefined && Math.abs(yOf(other) - y) < 2 * unit && values !== learnt;
      const fits = labelY > 10 * unit && labelY < height - 1 * unit;
      const labelled = isLabelled(step, steps, narrow ? ROOM.narrow : ROOM.wide);
      return {
        step,
        x: xOf(step),
        y,
        labelX: xOf(step) + (sideways ? (above ? 7 : 5) : 0) * unit,
        labelY: fits && labelled && !same ? labelY : null,
        value,
      };
    });
  }

  return {
    learnt: place(learnt, random),
    random: place(random, learnt),
    chanceY: yOf(chance),
    baseY: yOf(0),
  };
}
