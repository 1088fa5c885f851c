import type { ChartRow, Measure } from './series.ts';

/** Iterations that an axis shows at least. */
const FIRST_ITERATIONS = 200;

/** The last iteration on the axis, to two figures: an axis that grew with every point would never rest. */
export function lastIteration(rows: readonly ChartRow[], stoppedAt: number | null): number {
  const last = Math.max(FIRST_ITERATIONS, rows.at(-1)?.iteration ?? 0, stoppedAt ?? 0);
  const second = 10 ** (Math.floor(Math.log10(last)) - 1);
  return Math.ceil(last / second) * second;
}

/** Round iterations for the axis, about `count` of them, from 0; none at its very end, where its name stands. */
export function iterationTicks(last: number, count: number): number[] {
  const rough = last / Math.max(2, count);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.floor((0.97 * last) / step) + 1 }, (_, i) => i * step);
}

/** The distance of two marks on an axis that reaches up to `top`. */
function tickStep(top: number): number {
  return top <= 1 ? 0.2 : top <= 2.5 ? 0.5 : top <= 5 ? 1 : 2;
}

/** The top of the y axis: accuracy 1; loss a little over chance, or over the curves where they rise. */
export function highestTick(measure: Measure, rows: readonly ChartRow[], chance: number): number {
  if (measure === 'accuracy') return 1;
  let highest = 0;
  for (const { values } of rows) {
    for (const value of values) if (Number.isFinite(value)) highest = Math.max(highest, value);
  }
  // A loss that explodes must not flatten all that came before it.
  const top = Math.max(1.2 * chance, 1.03 * Math.min(3 * chance, highest));
  return tickStep(top) * Math.ceil(top / tickStep(top));
}

/** The marked values of a y axis from 0 to `top`. */
export function valueTicks(measure: Measure, top: number): number[] {
  const step = measure === 'accuracy' ? 0.2 : tickStep(top);
  return Array.from({ length: Math.round(top / step) + 1 }, (_, i) => Number((i * step).toFixed(1)));
}
