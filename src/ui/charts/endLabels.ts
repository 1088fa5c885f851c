import { isLabelled } from '../steps.ts';
import type { Plot } from './frame.ts';
import { spread } from './spread.ts';

/** A line's value, written at the line's end. */
export interface EndLabel {
  step: number;
  value: number;
  /** Height at which the line ends, and that of the label. */
  lineY: number;
  y: number;
}

export interface EndLabelLayout {
  labels: EndLabel[];
  /** Height of the word for guessing, at the right of the plot. */
  chanceY: number;
  /** Radius of the discs. */
  radius: number;
}

/** From a line's end to its disc's centre, its value, and the value's end, in sixteenths of a rem. */
export const REACH = { disc: 19, value: 32, end: 70 };
/** From the plot to the word for guessing. */
export const CHANCE_REACH = 8;

/** With more steps than the first, only the first, middle and last are labelled; where these collide, fewer still. */
const MOST_LABELLED = 6;
const FEW_LABELLED = 2;
/** Distance of two labels, and the least at which they can be read. */
const GAP = 19;
const LEAST_GAP = 15;

/**
 * Places the labels of the lines' ends and of guessing: apart from each other where they stand in one column, in a
 * flat chart fewer of them.
 *
 * @param end x of the lines' ends; null where they have no labels
 * @param values what the lines end at, `[step 0..S]`
 */
export function layEndLabels(
  plot: Plot,
  end: number | null,
  values: readonly number[],
  chance: number,
): EndLabelLayout {
  const { top, bottom, right, unit } = plot;
  const low = bottom - 8 * unit;
  const within = (y: number) => Math.min(bottom, Math.max(top, y));
  const chanceLine = plot.yOf(chance);
  const chanceAlone = Math.min(low, chanceLine);
  if (end === null) return { labels: [], chanceY: chanceAlone, radius: 0 };

  const steps = values.length - 1;
  const shared = end + REACH.end * unit > right + CHANCE_REACH * unit;
  const choose = (room: number) =>
    values
      .map((value, step) => ({ value, step, lineY: within(plot.yOf(value)) }))
      .filter(({ value, step }) => isLabelled(step, steps, room) && Number.isFinite(value));
  const gapFor = (count: number) => (low - top) / Math.max(1, count - 1 + (shared ? 1 : 0));
  const few = choose(FEW_LABELLED);
  const ends = few.filter(({ step }) => step === 0 || step === steps);
  const choices = [choose(MOST_LABELLED), few, ends];
  const chosen = choices.find(({ length }) => gapFor(length) >= LEAST_GAP * unit) ?? few.slice(-1);
  const gap = Math.min(GAP * unit, gapFor(chosen.length));
  // Guessing stands under its line: the values of step 0, which come and go around it, do not make it jump.
  const wanted = chosen.map(({ lineY }) => lineY);
  const heights = spread(shared ? [...wanted, chanceLine + gap / 2] : wanted, gap, top, low);

  return {
    labels: chosen.map((label, i) => ({ ...label, y: heights[i] })),
    chanceY: shared ? heights[chosen.length] : chanceAlone,
    radius: Math.min(8.5 * unit, gap / 2),
  };
}
