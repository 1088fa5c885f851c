import { describe, expect, it } from 'vitest';
import { createRandom } from '#data';
import type { IterationPoint } from '#workers';
import { CHANCE_REACH, type EndLabelLayout, layEndLabels, REACH } from '../../../src/ui/charts/endLabels.ts';
import { type Plot, plotOf } from '../../../src/ui/charts/frame.ts';
import { highestTick, iterationTicks, lastIteration, valueTicks } from '../../../src/ui/charts/scales.ts';
import { evaluationsOf, linesOf, type Measure } from '../../../src/ui/charts/series.ts';
import { spread } from '../../../src/ui/charts/spread.ts';
import { overlaps, textWidth } from '../../../src/ui/figure/labelPlaces.ts';
import { nats, percent } from '../../../src/ui/format.ts';

const point = (iteration: number, accuracy: number[]): IterationPoint => ({
  iteration,
  seconds: 0.1,
  queryAccuracy: accuracy,
  queryLoss: accuracy.map((value) => 2 * (1 - value)),
});

describe('spread', () => {
  it('leaves labels alone that are apart already', () => {
    expect(spread([10, 50, 90], 19, 0, 100)).toEqual([10, 50, 90]);
  });

  it('moves crowded labels apart around their mean, in their order', () => {
    expect(spread([50, 50, 50], 20, 0, 100)).toEqual([30, 50, 70]);
    expect(spread([51, 50], 20, 0, 100)).toEqual([60.5, 40.5]);
  });

  it('stays between the limits', () => {
    const placed = spread([98, 99, 100, 100], 19, 0, 100);
    expect(Math.max(...placed)).toBe(100);
    expect(placed.map((height) => Math.round(height))).toEqual([43, 62, 81, 100]);
    expect(spread([0, 0], 19, 5, 100)).toEqual([5, 24]);
  });
});

describe('linesOf', () => {
  it('keeps a short run as it is', () => {
    const rows = linesOf([point(1, [0.2, 0.4]), point(2, [0.2, 0.6])], 'accuracy');
    expect(rows).toEqual([
      { iteration: 1, values: [0.2, 0.4] },
      { iteration: 2, values: [0.2, 0.6] },
    ]);
  });

  it('thins a long one, averages around each point, and ends at its last', () => {
    const points = Array.from({ length: 300 }, (_, i) => point(i + 1, [i % 2, 0.5]));
    const rows = linesOf(points, 'accuracy');
    expect(rows.length).toBeLessThanOrEqual(151);
    expect(rows.at(-1)?.iteration).toBe(300);
    // Fifteen alternating zeros and ones around an inner point.
    expect(rows[75].values[0]).toBeCloseTo(0.5, 1);
    expect(rows[75].values[1]).toBe(0.5);
  });

  it('does not mix points with different numbers of steps', () => {
    const points = Array.from({ length: 120 }, (_, i) => point(i + 1, i < 60 ? [0, 0] : [1, 1, 1]));
    const rows = linesOf(points, 'accuracy');
    expect(rows[59].values).toEqual([0, 0]);
    expect(rows[60].values).toEqual([1, 1, 1]);
  });
});

describe('evaluationsOf', () => {
  it('shows a few, evenly spread, with the newest among them', () => {
    const evaluations = Array.from({ length: 40 }, (_, i) => ({
      iteration: (i + 1) * 50,
      tasks: 60,
      queryAccuracy: [0.2, 0.8],
      ci95: [0.01, 0.02],
      queryLoss: [1.6, 0.5],
      lossCi95: [0.1, 0.2],
    }));
    const rows = evaluationsOf(evaluations, 'loss');
    expect(rows.map((row) => row.iteration)).toEqual([
      200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000,
    ]);
    expect(rows[0]).toEqual({ iteration: 200, values: [1.6, 0.5], halfWidths: [0.1, 0.2] });
  });
});

describe('scales', () => {
  it('begins with an axis of 200 iterations, and lets it grow in strides', () => {
    expect(lastIteration([], null)).toBe(200);
    expect(lastIteration([{ iteration: 1240, values: [] }], null)).toBe(1300);
    expect(lastIteration([], 412)).toBe(420);
  });

  it('marks round iterations, none where the axis has its name', () => {
    expect(iterationTicks(200, 6)).toEqual([0, 50, 100, 150]);
    expect(iterationTicks(1240, 7)).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
  });

  it('lets the loss axis reach over chance, follow the curves, and no explosion', () => {
    const chance = Math.log(5);
    const rows = (loss: number) => [{ iteration: 1, values: [loss, Number.NaN] }];
    expect(highestTick('loss', [], chance)).toBe(2);
    expect(highestTick('loss', rows(2.2), chance)).toBe(2.5);
    expect(highestTick('loss', rows(1e9), chance)).toBe(5);
    expect(highestTick('accuracy', rows(0.3), 0.2)).toBe(1);
    expect(valueTicks('loss', 2)).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(valueTicks('accuracy', 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});

describe('the labels at the lines’ ends', () => {
  const format = { accuracy: percent, loss: nats };

  /** Boxes of all that is written beside the lines: the steps' values with their discs, and the word for guessing. */
  function boxesOf(plot: Plot, end: number, { labels, chanceY, radius }: EndLabelLayout, measure: Measure) {
    const { unit } = plot;
    const row = (left: number, width: number, y: number, half: number) => ({
      left,
      right: left + width,
      top: y - half,
      bottom: y + half,
    });
    const values = labels.flatMap(({ value, y }) => [
      row(end + REACH.disc * unit - radius, 2 * radius, y, radius - 0.01),
      row(end + REACH.value * unit, textWidth(format[measure](value), 14 * unit), y, 5.5 * unit),
    ]);
    return [...values, row(plot.right + CHANCE_REACH * unit, 52 * unit, chanceY, 5.5 * unit)];
  }

  it('touch neither each other nor the word for guessing, for all ways, steps and lengths of a run', () => {
    const faults: object[] = [];
    for (let ways = 2; ways <= 20; ways++) {
      for (let steps = 1; steps <= 20; steps++) {
        for (const measure of ['accuracy', 'loss'] as const) {
          const chance = measure === 'accuracy' ? 1 / ways : Math.log(ways);
          const most = measure === 'accuracy' ? 1 : 1.2 * chance;
          const random = createRandom(ways, steps);
          const values = Array.from({ length: steps + 1 }, (_, step) =>
            step === 0 ? chance * (0.95 + 0.1 * random.next()) : random.next() ** 3 * most,
          );
          const size = { width: [250, 430, 630][ways % 3], height: [100, 150, 290][steps % 3], unit: 1 };
          for (const iteration of [1, 30, 150, 170, 190, 200]) {
            const plot = plotOf({ last: 200, top: most }, size);
            const end = plot.xOf(iteration);
            const layout = layEndLabels(plot, end, values, chance);
            const boxes = boxesOf(plot, end, layout, measure);
            const isOutside = boxes.some(({ top, bottom }) => top < 0 || bottom > plot.bottom + 1);
            const isHit = boxes.some((box, i) => boxes.slice(i + 1).some((other) => overlaps(box, other)));
            const told = layout.labels.map(({ step }) => step);
            const isLost = !told.includes(0) || !told.includes(steps);
            if (isOutside || isHit || isLost) {
              faults.push({ isOutside, isHit, isLost, ways, steps, measure, size, iteration });
            }
          }
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('leave the word for guessing at its line while a run is short', () => {
    const plot = plotOf({ last: 200, top: 1 }, { width: 600, height: 160, unit: 1 });
    const layout = layEndLabels(plot, plot.xOf(10), [0.2, 0.3], 0.2);
    expect(layout.chanceY).toBe(plot.yOf(0.2));
    expect(layEndLabels(plot, null, [], 0.2).chanceY).toBe(plot.yOf(0.2));
  });
});
