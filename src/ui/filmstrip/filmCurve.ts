import { type CurveLayout, layCurves } from '../figure/curveLayout.ts';
import type { Size } from '../hooks/useSize.ts';

/** Steps that can all be labelled. */
const ROOM = { wide: 10, narrow: 6 };

/**
 * Places a curve of each start under the frames of their steps.
 *
 * @param learnt `[step 0..S]`; `random` likewise. Values that are not finite have no point.
 * @param most The value at the top.
 * @param narrow On a phone: fewer labels.
 */
export function filmCurve(
  learnt: readonly number[],
  random: readonly number[],
  chance: number,
  most: number,
  size: Size,
  narrow: boolean,
  format: (value: number) => string,
): CurveLayout {
  const xOf = (step: number) => (size.width / learnt.length) * (step + 0.5);
  const room = narrow ? ROOM.narrow : ROOM.wide;
  return layCurves({ learnt, random, chance, most, size, xOf, format, room });
}
