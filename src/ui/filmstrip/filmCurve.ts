import type { CurveLayout, CurvePoint } from '../figure/curveLayout.ts';
import type { Size } from '../hooks/useSize.ts';
import { isLabelled } from '../steps.ts';

/** Steps that can all be labelled. */
const ROOM = { wide: 10, narrow: 6 };

/**
 * Places a curve of each start under the frames of their steps, and labels beside the points: the higher one's
 * above, the other's below. The first one's stands over its point, since the line rises beside it.
 *
 * @param learnt `[step 0..S]`; `random` likewise. Values that are not finite have no point.
 * @param most The value at the top.
 * @param narrow On a phone: fewer labels, and over the points rather than beside them.
 */
export function filmCurve(
  learnt: readonly number[],
  random: readonly number[],
  chance: number,
  most: number,
  { width, height, unit }: Size,
  narrow: boolean,
): CurveLayout {
  const steps = learnt.length - 1;
  const top = 19 * unit;
  const bottom = 9 * unit;
  const xOf = (step: number) => (width / learnt.length) * (step + 0.5);
  const yOf = (value: number) => height - bottom - ((height - bottom - top) * value) / most;

  function place(values: readonly number[], others: readonly number[]): CurvePoint[] {
    return values.flatMap((value, step) => {
      if (!Number.isFinite(value)) return [];
      const y = yOf(value);
      const isFirst = values === learnt;
      const above = value > others[step] || (value === others[step] && isFirst);
      const centred = narrow || step === 0;
      const labelY = above ? y - (centred ? 9 : 7) * unit : y + 16 * unit;
      // At the same height the label of the learnt start speaks for both.
      const same = !isFirst && Math.abs(yOf(others[step]) - y) < 2 * unit;
      const fits = labelY > 10 * unit && labelY < height + 1 * unit;
      const labelled = fits && !same && isLabelled(step, steps, narrow ? ROOM.narrow : ROOM.wide);
      const x = xOf(step);
      const labelX = centred ? x : x + 6 * unit;
      return [{ step, x, y, value, labelX, labelY: labelled ? labelY : null }];
    });
  }

  return {
    learnt: place(learnt, random),
    random: place(random, learnt),
    chanceY: yOf(chance),
    baseY: yOf(0),
  };
}
