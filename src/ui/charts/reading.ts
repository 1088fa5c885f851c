import type { RunSettings } from '#maml';
import { type SettingKey, type SettingsChange, settingsAt } from '#session';
import type { ChartRow, EvaluationRow } from './series.ts';

/** What there is to read at a meta-iteration. */
export interface Reading {
  /** The lines' values there. */
  row: ChartRow;
  /** The nearest evaluation; null before the first. */
  test: EvaluationRow | null;
  /** The settings that this iteration was made with, and those to tell: the rates, and what ever changed. */
  settings: RunSettings;
  told: SettingKey[];
}

/** The place of the row that is nearest to an iteration, in rows (at least one) of rising iterations. */
export function nearestRow(rows: readonly { iteration: number }[], iteration: number): number {
  let [low, high] = [0, rows.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rows[middle].iteration <= iteration) low = middle;
    else high = middle;
  }
  return iteration - rows[low].iteration <= rows[high].iteration - iteration ? low : high;
}

/** Reads a chart at one of its rows. */
export function readingAt(
  row: ChartRow,
  evaluations: readonly EvaluationRow[],
  settings: RunSettings,
  changes: readonly SettingsChange[],
): Reading {
  const changed = changes.flatMap(({ to }) => Object.keys(to) as SettingKey[]);
  return {
    row,
    test: evaluations.length > 0 ? evaluations[nearestRow(evaluations, row.iteration)] : null,
    settings: settingsAt(settings, changes, row.iteration),
    told: [...new Set<SettingKey>(['innerLr', 'outerLr', ...changed])],
  };
}

/** Sizes of the readout, in sixteenths of a rem. */
const LINE = 17;
const PADDING = 8;
const COLUMN = { line: 58, test: 60, gap: 14 };
const LEAST_LINES = 7;
/** From the cursor's line to the readout. */
const GAP = 12;

export interface ReadoutPlace {
  left: number;
  top: number;
  width: number;
  /** Steps that stand under each other. */
  lines: number;
}

/**
 * Where the readout stands: beside the cursor's line, on the side with more room, and with as many columns of steps as
 * make it no higher than the chart.
 *
 * @param x the cursor's line
 * @param steps how many steps it tells of
 * @param heading lines over the steps
 */
export function placeReadout(
  x: number,
  steps: number,
  heading: number,
  hasTest: boolean,
  size: { width: number; height: number; unit: number },
): ReadoutPlace {
  const { width, height, unit } = size;
  const fitting = Math.floor((height / unit - 2 * PADDING) / LINE) - heading;
  const columns = Math.ceil(steps / Math.max(LEAST_LINES, fitting));
  const lines = Math.ceil(steps / columns);
  const own =
    (columns * (COLUMN.line + (hasTest ? COLUMN.test : 0) + COLUMN.gap) - COLUMN.gap + 2 * PADDING) * unit;
  const tall = ((heading + lines) * LINE + 2 * PADDING) * unit;
  const beside = x < width / 2 ? x + GAP * unit : x - GAP * unit - own;
  return {
    left: Math.max(0, Math.min(width - own, beside)),
    top: Math.min(0, height - tall),
    width: own,
    lines,
  };
}
