import type { ChartRow, Measure } from './series.ts';

/** Iterations that an axis shows at least. */
const FIRST_ITERATIONS = 200;

/** The last iteration on the axis. */
export function lastIteration(rows: readonly ChartRow[], stoppedAt: number | null): number {
  return Math.max(FIRST_ITERATIONS, rows.at(-1)?.iteration ?? 0, stoppedAt ?? 0);
}

/** Round iterations for the axis, about `count` of them, from 0. */
export function iterationTicks(last: number, count: number): number[] {
  const rough = last / Math.max(2, count);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step);
}

/** The y axis: accuracy is 0 to 1; loss reaches a little over chance, or over the curves where they rise. */
export function valueTicks(measure: Measure, rows: readonly ChartRow[], chance: number): number[] {
  if (measure === 'accuracy') return [0, 0.2, 0.4, 0.6, 0.8, 1];
  const values = rows.flatMap((row) => row.values).filter(Number.isFinite);
  // A loss that explodes must not flatten all that came before it.
  const highest = Math.min(
    3 * chance,
    values.reduce((a, b) => Math.max(a, b), 0),
  );
  const top = Math.max(1.2 * chance, 1.03 * highest);
  const step = top <= 2.5 ? 0.5 : top <= 5 ? 1 : 2;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, i) => i * step);
}
