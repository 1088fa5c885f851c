import { percent } from '../format.ts';
import type { Size } from '../hooks/useSize.ts';
import { isLabelled } from '../steps.ts';
import { type LabelPlace, placeLabels } from './labelPlaces.ts';

export interface CurvePoint {
  step: number;
  x: number;
  y: number;
  /** Where its value is written; null where it is not. */
  label: LabelPlace | null;
  /** An accuracy, 0..1, or a loss. */
  value: number;
}

export interface CurveLayout {
  learnt: CurvePoint[];
  random: CurvePoint[];
  chanceY: number;
  baseY: number;
}

export interface CurvePlan {
  /** Values of each start, `[step 0..S]`; those that are not finite have no point. */
  learnt: readonly number[];
  random: readonly number[];
  chance: number;
  /** The value at the top. */
  most: number;
  size: Size;
  xOf(step: number): number;
  format(value: number): string;
  /** With more steps than this, only the first, middle and last are labelled. */
  room: number;
}

/** Room over the highest and under the lowest mark, and what a mark and a label take, in sixteenths of a rem. */
const MARGIN = { top: 22, bottom: 9 };
const MARK = 6;
const FONT = { learnt: 14, random: 13 };

/**
 * Places a curve of each start, and its values beside the marks: the higher start's over them and the other's under
 * them, wherever that is free of marks, of other values and of the frame.
 */
export function layCurves(plan: CurvePlan): CurveLayout {
  const { learnt, random, chance, most, size, xOf, format, room } = plan;
  const { width, height, unit } = size;
  const steps = Math.max(learnt.length, random.length) - 1;
  const base = height - MARGIN.bottom * unit;
  const yOf = (value: number) => base - ((base - MARGIN.top * unit) * value) / most;
  const points = (kind: 'learnt' | 'random') =>
    plan[kind].flatMap((value, step) =>
      Number.isFinite(value) ? [{ kind, step, value, x: xOf(step), y: yOf(value) }] : [],
    );
  const [ours, theirs] = [points('learnt'), points('random')];

  const labelled = [...ours, ...theirs]
    .filter(({ step }) => isLabelled(step, steps, room))
    .filter(({ kind, step, y }) => {
      // At the same height the label of the learnt start speaks for both.
      const twin = kind === 'random' && ours.find((point) => point.step === step);
      return !twin || Math.abs(twin.y - y) >= 2 * unit;
    })
    // The ends come first: they say what the steps have brought.
    .sort((a, b) => rankOf(a.step, steps) - rankOf(b.step, steps));
  const places = placeLabels(
    labelled.map(({ kind, step, value, x, y }) => {
      const other = (kind === 'learnt' ? random : learnt)[step];
      const above = other === undefined || value > other || (value === other && kind === 'learnt');
      return { text: format(value), font: FONT[kind] * unit, x, y, above };
    }),
    {
      marks: [...ours, ...theirs].map(({ x, y }) => ({
        left: x - MARK * unit,
        right: x + MARK * unit,
        top: y - MARK * unit,
        bottom: y + MARK * unit,
      })),
      lines: [ours, theirs],
      frame: { left: 0, right: width, top: 0, bottom: height },
    },
    unit,
  );
  const withLabel = ({ kind, step, x, y, value }: (typeof ours)[number]): CurvePoint => {
    const at = labelled.findIndex((point) => point.kind === kind && point.step === step);
    return { step, x, y, value, label: places[at] ?? null };
  };

  return {
    learnt: ours.map(withLabel),
    random: theirs.map(withLabel),
    chanceY: yOf(chance),
    baseY: yOf(0),
  };
}

function rankOf(step: number, steps: number): number {
  return step === steps ? 0 : step === 0 ? 1 : 2;
}

/** Left edge of a column to the centre of its disc, in sixteenths of a rem. */
const DISC_CENTRE = 15.6;
/** Discs of a phone's scrubber: half of one. */
const HALF_DISC = 18;
const ROOM = { wide: 10, narrow: 6 };

/**
 * Places the adaptation curve.
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
  const { width, unit } = size;
  const count = Math.max(1, random.length);
  const end = HALF_DISC * unit;
  const xOf = (step: number) =>
    narrow
      ? end + (count === 1 ? 0 : ((width - 2 * end) * step) / (count - 1))
      : (width / count) * step + DISC_CENTRE * unit;
  const room = narrow ? ROOM.narrow : ROOM.wide;
  return layCurves({ learnt, random, chance, most: 1, size, xOf, format: percent, room });
}
