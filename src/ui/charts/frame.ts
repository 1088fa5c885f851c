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
  /** Pixels of a rem sixteenth. */
  unit: number;
  xOf(iteration: number): number;
  yOf(value: number): number;
}

/** Room around the plot, in sixteenths of a rem: axis labels left and below, direct labels right. */
const ROOM = { left: 40, right: 86, top: 10, bottom: 24 };

/** The plot of a chart of some size. */
export function plotOf({ last, top }: Frame, { width, height, unit }: Size): Plot {
  const x = ROOM.left * unit;
  const y = ROOM.top * unit;
  const across = Math.max(0, width - x - ROOM.right * unit);
  const down = Math.max(0, height - y - ROOM.bottom * unit);
  return {
    left: x,
    right: x + across,
    top: y,
    bottom: y + down,
    unit,
    xOf: (iteration) => x + (across * iteration) / last,
    yOf: (value) => y + down * (1 - value / top),
  };
}
