import type { Size } from '../hooks/useSize.ts';

/** What a chart's axes reach to: the last iteration, and the highest value. Both begin at 0. */
export interface Frame {
  last: number;
  top: number;
}

/** Where things stand in a chart, in its pixels. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Baselines under the plot: of what changed, where there are changes, and of the numbers. */
  changesY: number;
  numbersY: number;
  /** Pixels of a rem sixteenth. */
  unit: number;
  xOf(iteration: number): number;
  yOf(value: number): number;
  /** The inverse of `xOf`. */
  iterationAt(x: number): number;
}

/** Room around the plot, in sixteenths of a rem: axis labels left and below, direct labels right. */
const ROOM = { left: 40, right: 86, top: 10, bottom: 24 };
/** A line of words more below, where settings have changed. */
const CHANGES = 15;

/** The plot of a chart of some size. */
export function plotOf({ last, top }: Frame, { width, height, unit }: Size, hasChanges = false): Plot {
  const more = hasChanges ? CHANGES : 0;
  const x = ROOM.left * unit;
  const y = ROOM.top * unit;
  const across = Math.max(0, width - x - ROOM.right * unit);
  const down = Math.max(0, height - y - (ROOM.bottom + more) * unit);
  return {
    left: x,
    right: x + across,
    top: y,
    bottom: y + down,
    changesY: y + down + 15 * unit,
    numbersY: y + down + (19 + more) * unit,
    unit,
    xOf: (iteration) => x + (across * iteration) / last,
    yOf: (value) => y + down * (1 - value / top),
    iterationAt: (at) => (last * (at - x)) / Math.max(1, across),
  };
}
