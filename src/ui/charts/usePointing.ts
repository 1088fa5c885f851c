import type { MouseEvent, PointerEvent, RefObject } from 'react';
import type { Cursor } from './cursor.ts';
import type { Plot } from './frame.ts';
import { nearestRow } from './reading.ts';
import type { ChartRow } from './series.ts';

/** A pointer this far beside the lines still reads their ends, in sixteenths of a rem. */
const REACH = 10;

/** Marks a slider whose keys came with a press: the ring is for those who use the keys. */
export const POINTED = 'data-pointed';

/**
 * Moves the cursor to where a chart is pointed at. A mouse reads as it passes; a press, or a finger that is lifted,
 * gives the keys to the chart's slider, and the cursor stays until that loses them.
 */
export function usePointing(
  cursor: Cursor,
  plot: Plot | null,
  rows: readonly ChartRow[],
  slider: RefObject<HTMLInputElement | null>,
) {
  const clear = () => cursor.setState({ iteration: null });
  const isHeld = () => slider.current !== null && slider.current === document.activeElement;

  function point(event: PointerEvent<HTMLElement>) {
    if (plot === null || rows.length === 0) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const [first, last] = [rows[0].iteration, rows[rows.length - 1].iteration];
    const reach = REACH * plot.unit;
    const isBeside = x < plot.xOf(first) - reach || x > plot.xOf(last) + reach;
    if (isBeside && event.pointerType === 'mouse') {
      if (!isHeld()) clear();
      return;
    }
    const { iteration } = rows[nearestRow(rows, plot.iterationAt(x))];
    if (cursor.getState().iteration !== iteration) cursor.setState({ iteration });
  }

  return {
    onPointerDown: point,
    onPointerMove: point,
    onPointerUp() {
      slider.current?.setAttribute(POINTED, '');
      slider.current?.focus({ preventScroll: true });
    },
    // The finger scrolls the page.
    onPointerCancel: () => (isHeld() ? slider.current?.blur() : clear()),
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'mouse' && !isHeld()) clear();
    },
    // The press itself would take the keys from the slider, and select words.
    onMouseDown: (event: MouseEvent<HTMLElement>) => event.preventDefault(),
  };
}
