import type { ClassPool } from '#tasks';
import type { Evaluation, HalfWidth, IterationPoint } from '#workers';

/** One row of a chart: the iteration (x) and the value after each inner step. */
export interface ChartRow {
  iteration: number;
  values: number[];
}

/** At most so many points a series: a chart is some 500 pixels wide. */
const MOST_POINTS = 150;
/** At most so many evaluations a series: they would hide the lines. */
const MOST_EVALUATIONS = 13;

/** What a chart shows of a report: accuracy (0..1) or loss (nats). */
export type Measure = 'accuracy' | 'loss';

function valuesOf(report: IterationPoint | Evaluation, measure: Measure): number[] {
  return measure === 'accuracy' ? report.queryAccuracy : report.queryLoss;
}

/** How many points on each side a point of a line is the mean of; a run that has just begun is shown raw. */
function reachOf(points: number): number {
  return points < 10 ? 0 : Math.max(3, Math.floor(points / 40));
}

/**
 * The lines of a chart, as running means: the few tasks of a meta-batch differ much from those of the next.
 */
export function linesOf(points: readonly IterationPoint[], measure: Measure): ChartRow[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  const reach = reachOf(points.length);
  const rows: ChartRow[] = [];
  for (let i = 0; i < points.length; i++) {
    if (i % every !== 0 && i !== points.length - 1) continue;
    rows.push({ iteration: points[i].iteration, values: meanAround(points, i, reach, measure) });
  }
  return rows;
}

/** Means per step over the points at most `reach` away from point `i` and equally far on both sides. */
function meanAround(points: readonly IterationPoint[], i: number, reach: number, measure: Measure): number[] {
  const steps = valuesOf(points[i], measure).length;
  const sums = new Array<number>(steps).fill(0);
  let count = 0;
  for (let at = Math.max(0, i - reach); at <= Math.min(points.length - 1, i + reach); at++) {
    const values = valuesOf(points[at], measure);
    if (values.length !== steps) continue;
    for (let step = 0; step < steps; step++) sums[step] += values[step];
    count++;
  }
  return sums.map((sum) => sum / count);
}

/** One evaluation: what its characters are for, mean and half-width of its 95 % interval, per step; null where there is no interval. */
export interface EvaluationRow extends ChartRow {
  split: ClassPool;
  halfWidths: HalfWidth[];
}

/** Every evaluation, as a chart shows one. */
export function evaluationRows(evaluations: readonly Evaluation[], measure: Measure): EvaluationRow[] {
  return evaluations.map((evaluation) => ({
    iteration: evaluation.iteration,
    split: evaluation.split,
    values: valuesOf(evaluation, measure),
    halfWidths: measure === 'accuracy' ? evaluation.ci95 : evaluation.lossCi95,
  }));
}

/** Some of the evaluations, evenly spread, with the last one always. */
export function evaluationsOf(evaluations: readonly Evaluation[], measure: Measure): EvaluationRow[] {
  const every = Math.ceil(evaluations.length / MOST_EVALUATIONS);
  const last = evaluations.length - 1;
  return evaluationRows(
    evaluations.filter((_, i) => (last - i) % every === 0),
    measure,
  );
}

/** The values that stand at the ends of the lines. */
export function endValues(rows: readonly ChartRow[]): number[] {
  return rows.at(-1)?.values ?? [];
}
