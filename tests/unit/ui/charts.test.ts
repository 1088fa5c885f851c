import { describe, expect, it } from 'vitest';
import { createRandom } from '#data';
import { presets, type SettingsChange } from '#session';
import type { IterationPoint } from '#workers';
import { markChanges, tellingChanges } from '../../../src/ui/charts/changes.ts';
import { CHANCE_REACH, type EndLabelLayout, layEndLabels, REACH } from '../../../src/ui/charts/endLabels.ts';
import { type Plot, plotOf } from '../../../src/ui/charts/frame.ts';
import { nearestRow, placeReadout, readingAt } from '../../../src/ui/charts/reading.ts';
import { highestTick, iterationTicks, lastIteration, valueTicks } from '../../../src/ui/charts/scales.ts';
import { evaluationsOf, linesOf, type Measure } from '../../../src/ui/charts/series.ts';
import { spread } from '../../../src/ui/charts/spread.ts';
import { overlaps } from '../../../src/ui/figure/labelPlaces.ts';
import { nats, percent } from '../../../src/ui/format.ts';
import { textWidth } from '../../../src/ui/textWidth.ts';

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
      split: 'validation' as const,
      classes: 63,
      queryAccuracy: [0.2, 0.8],
      ci95: [0.01, 0.02],
      queryLoss: [1.6, 0.5],
      lossCi95: [0.1, 0.2],
      transductive: true,
    }));
    const rows = evaluationsOf(evaluations, 'loss');
    expect(rows.map((row) => row.iteration)).toEqual([
      200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000,
    ]);
    expect(rows[0]).toEqual({
      iteration: 200,
      split: 'validation',
      values: [1.6, 0.5],
      halfWidths: [0.1, 0.2],
    });
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

describe('changes of settings on the time axis', () => {
  const plot = plotOf({ last: 1000, top: 1 }, { width: 640, height: 160, unit: 1 }, true);
  const rate = (iteration: number, from: number, to: number): SettingsChange => ({
    iteration,
    from: { innerLr: from },
    to: { innerLr: to },
  });
  /** As the page words them, without its languages. */
  const words = (changes: readonly SettingsChange[]) =>
    `α ${[changes[0].from.innerLr, ...changes.map(({ to }) => to.innerLr)].join('→')}`;

  it('are those on which numbers depend', () => {
    const silent = { iteration: 5, from: { backend: 'wasm' }, to: { backend: 'cpu' } } as const;
    const mixed = { iteration: 9, from: { innerLr: 0.1, iterations: 5 }, to: { innerLr: 2, iterations: 9 } };
    expect(tellingChanges([silent, mixed])).toEqual([rate(9, 0.1, 2)]);
  });

  it('have a mark each where there is room, under their lines', () => {
    const marks = markChanges([rate(300, 0.1, 2), rate(700, 2, 0.1)], plot, words);
    expect(marks.map(({ text }) => text)).toEqual(['α 0.1→2', 'α 2→0.1']);
    expect(marks.map(({ lines }) => lines)).toEqual([[plot.xOf(300)], [plot.xOf(700)]]);
    expect(marks[0].x).toBe(plot.xOf(300));
  });

  it('share one where their words would touch, with a line for each', () => {
    const marks = markChanges([rate(300, 0.1, 2), rate(330, 2, 0.1), rate(800, 0.1, 1)], plot, words);
    expect(marks.map(({ text }) => text)).toEqual(['α 0.1→2→0.1', 'α 0.1→1']);
    expect(marks[0].lines).toEqual([plot.xOf(300), plot.xOf(330)]);
  });

  it('never write over each other or beyond the plot, however many there are', () => {
    const random = createRandom(3);
    for (let tries = 0; tries < 300; tries++) {
      const count = 1 + (tries % 40);
      const at = Array.from({ length: count }, () => 1 + Math.floor(random.next() * 999)).sort(
        (a, b) => a - b,
      );
      const changes = at.map((iteration, i) => rate(iteration, i, i + 1));
      const brief = (group: readonly SettingsChange[], room: number) =>
        textWidth(words(group), 13) <= room ? words(group) : 'α';
      const marks = markChanges(changes, plot, brief);
      expect(marks.flatMap(({ lines }) => lines).length).toBe(count);
      const spans = marks.map(({ x, text }) => [x - textWidth(text, 13) / 2, x + textWidth(text, 13) / 2]);
      const isHit = spans.some(([from], i) => i > 0 && from < spans[i - 1][1]);
      const isOutside = spans.some(([from, to]) => from < plot.left - 0.1 || to > plot.right + 0.1);
      expect({ isHit, isOutside }).toEqual({ isHit: false, isOutside: false });
    }
  });
});

describe('a reading', () => {
  const rows = [1, 8, 15, 22].map((iteration) => ({ iteration, values: [0.2, iteration / 22] }));
  const tests = [10, 20].map((iteration) => ({
    iteration,
    split: 'validation' as const,
    values: [0.2, 0.5],
    halfWidths: [0.01, 0.02],
  }));

  it('is at the nearest row', () => {
    expect([-5, 1, 4, 5, 12, 22, 900].map((iteration) => nearestRow(rows, iteration))).toEqual([
      0, 0, 0, 1, 2, 3, 3,
    ]);
  });

  it('has the nearest evaluation, and the settings of that iteration', () => {
    const changes: SettingsChange[] = [
      { iteration: 8, from: { innerLr: 0.1 }, to: { innerLr: 2 } },
      { iteration: 18, from: { innerLr: 2, steps: 5 }, to: { innerLr: 0.4, steps: 1 } },
    ];
    const now = { ...presets.watch, innerLr: 0.4, steps: 1 };
    const at = (row: number) => readingAt(rows[row], tests, now, changes);
    expect(at(0).test?.iteration).toBe(10);
    expect(at(3).test?.iteration).toBe(20);
    // What took hold after 8 iterations made the ninth.
    expect([0, 1, 2, 3].map((row) => at(row).settings.innerLr)).toEqual([0.1, 0.1, 2, 0.4]);
    expect(at(1).settings.steps).toBe(5);
    expect(at(1).told).toEqual(['innerLr', 'outerLr', 'steps']);
    expect(readingAt(rows[0], [], now, []).test).toBeNull();
  });

  it('is told in a card inside the chart, beside its line', () => {
    for (const width of [250, 328, 430, 640]) {
      for (const height of [110, 168, 240, 300]) {
        for (let steps = 2; steps <= 11; steps++) {
          for (const x of [40, width / 3, width / 2, width - 86]) {
            const place = placeReadout(x, steps, 3, true, { width, height, unit: 1 });
            expect(place.left).toBeGreaterThanOrEqual(0);
            if (place.width <= width) expect(place.left + place.width).toBeLessThanOrEqual(width);
            expect(place.lines).toBeLessThanOrEqual(steps);
            const isBeside = place.left > x || place.left + place.width < x;
            // Where half the chart is narrower than the card, it may cover the line.
            if (place.width + 12 <= Math.max(x, width - x)) expect(isBeside).toBe(true);
          }
        }
      }
    }
  });
});
