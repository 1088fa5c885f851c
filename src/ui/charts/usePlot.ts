import { useMemo } from 'react';
import type { Size } from '../hooks/useSize.ts';
import { type Frame, type Plot, plotOf } from './frame.ts';
import { highestTick, lastIteration } from './scales.ts';
import type { ChartRow, Measure } from './series.ts';

/** A chart's axes and where they lie. */
export interface ChartView {
  frame: Frame;
  plot: Plot;
}

/** The axes that hold a chart's lines, the same object for as long as they stay; null while the chart has no size. */
export function usePlot(of: {
  measure: Measure;
  rows: readonly ChartRow[];
  chance: number;
  stoppedAt: number | null;
  size: Size | null;
  hasChanges: boolean;
}): ChartView | null {
  const { size, hasChanges } = of;
  const last = lastIteration(of.rows, of.stoppedAt);
  const top = highestTick(of.measure, of.rows, of.chance);
  return useMemo(() => {
    if (size === null || size.width === 0 || size.height === 0) return null;
    const frame = { last, top };
    return { frame, plot: plotOf(frame, size, hasChanges) };
  }, [last, top, size, hasChanges]);
}
