import type { History, SettingsChange } from '#session';
import type { ClassPool } from '#tasks';
import { markChanges, tellingChanges } from '../charts/changes.ts';
import { highestTick, iterationTicks, lastIteration, valueTicks } from '../charts/scales.ts';
import { endValues, evaluationsOf, linesOf, type Measure } from '../charts/series.ts';
import { spread } from '../charts/spread.ts';
import { count, nats, percent } from '../format.ts';
import { isLabelled, stepsUpTo } from '../steps.ts';
import type { Palette } from './palette.ts';
import {
  CHANGES,
  chanceKey,
  chanceLine,
  disc,
  legend,
  PLOT,
  type SheetWords,
  sheet,
  stepColour,
  ticks,
} from './sheet.ts';
import { element, type Markup, pathThrough, words } from './svg.ts';

export interface TimeChartWords extends SheetWords {
  chance: string;
  innerStep: string;
  /** What the rings are of, each part in its words. */
  evaluations: { split: ClassPool; words: string }[];
}

const MOST_LABELLED = 10;

/** Query accuracy or loss over the meta-iterations as the page shows it, as SVG. */
export function timeChart(
  measure: Measure,
  history: History,
  ways: number,
  text: TimeChartWords,
  palette: Palette,
  changeWords: (changes: readonly SettingsChange[], room: number) => string,
): Markup {
  const format = measure === 'accuracy' ? percent : nats;
  const rows = linesOf(history.points, measure);
  const evaluations = evaluationsOf(history.evaluations, measure);
  const chance = measure === 'accuracy' ? 1 / ways : Math.log(ways);
  const last = lastIteration(rows, null);
  const top = highestTick(measure, rows, chance);
  const steps = Math.max(0, endValues(rows).length - 1);

  const xOf = (iteration: number) => PLOT.left + ((PLOT.right - PLOT.left) * iteration) / last;
  const yOf = (value: number) => Math.max(PLOT.top, PLOT.bottom - ((PLOT.bottom - PLOT.top) * value) / top);
  const colour = (step: number, of = steps) => stepColour(step, of, palette);

  const lines = stepsUpTo(steps).map((step) =>
    element('path', {
      d: pathThrough(rows.map(({ iteration, values }) => ({ x: xOf(iteration), y: yOf(values[step]) }))),
      fill: 'none',
      stroke: colour(step),
      'stroke-width': 2.2,
      'stroke-linejoin': 'round',
    }),
  );
  const rings = evaluations.flatMap(({ iteration, split, values, halfWidths }) => {
    const all = values.length - 1;
    return values.map((value, step) => {
      const isEnd = step === 0 || step === all;
      const ring = { cx: xOf(iteration), cy: yOf(value), r: isEnd ? 4 : 2.6, fill: '#ffffff' };
      const stroke = { stroke: colour(step, all), 'stroke-width': 1.8 };
      const half = halfWidths[step];
      const hasWhisker = isEnd && half !== null;
      const d = hasWhisker ? `M${xOf(iteration)} ${yOf(value - half)}V${yOf(value + half)}` : '';
      const whisker = hasWhisker ? element('path', { d, ...stroke }) : '';
      const dot = split === 'test' ? element('circle', { ...ring, ...stroke, r: 0.6 }) : '';
      return whisker + element('circle', { ...ring, ...stroke }) + dot;
    });
  });

  const changes = markChanges(tellingChanges(history.changes), { ...PLOT, unit: 1, xOf }, changeWords).map(
    ({ lines: at, x, text: changed }) =>
      element('path', {
        d: at.map((each) => `M${each} ${PLOT.top - 4}V${PLOT.bottom}`).join(''),
        stroke: palette.soft,
        'stroke-dasharray': '5 4',
      }) + words(x, CHANGES, changed, { 'text-anchor': 'middle', 'font-size': 13, fill: palette.soft }),
  );

  return sheet(
    text,
    palette,
    ticks(
      iterationTicks(last, 10).map((iteration) => ({ at: xOf(iteration), label: count(iteration) })),
      valueTicks(measure, top).map((value) => ({
        at: yOf(value),
        label: measure === 'accuracy' ? percent(value) : String(value),
      })),
      palette,
    ),
    chanceLine(yOf(chance), palette),
    ...changes,
    ...lines,
    ...rings,
    ...endLabels(endValues(rows), xOf(rows.at(-1)?.iteration ?? 0), yOf, format, palette),
    legend(
      text.innerStep,
      steps,
      [
        ...text.evaluations.map((each) => ({
          sign: ringSign(palette, each.split),
          width: 14,
          text: each.words,
        })),
        chanceKey(text.chance, palette),
      ],
      palette,
    ),
  );
}

function ringSign(palette: Palette, split: ClassPool) {
  const line = { stroke: palette.ink, 'stroke-width': 1.8 };
  return (x: number, y: number) =>
    element('path', { d: `M${x} ${y - 9}v18`, ...line }) +
    element('circle', { cx: x, cy: y, r: 4, fill: '#ffffff', ...line }) +
    (split === 'test' ? element('circle', { cx: x, cy: y, r: 0.6, ...line }) : '');
}

/** At each line's end its disc and value, spread apart. */
function endLabels(
  values: readonly number[],
  x: number,
  yOf: (value: number) => number,
  format: (value: number) => string,
  palette: Palette,
): Markup[] {
  const steps = values.length - 1;
  const labelled = values
    .map((value, step) => ({ value, step, y: yOf(value) }))
    .filter(({ step, value }) => isLabelled(step, steps, MOST_LABELLED) && Number.isFinite(value));
  const heights = spread(
    labelled.map(({ y }) => y),
    Math.min(23, (PLOT.bottom - PLOT.top) / labelled.length),
    PLOT.top,
    PLOT.bottom,
  );
  return labelled.map(({ value, step, y }, i) =>
    [
      element('path', { d: `M${x} ${y}L${x + 14} ${heights[i]}`, stroke: stepColour(step, steps, palette) }),
      disc(x + 24, heights[i], step, steps, palette),
      words(x + 40, heights[i] + 5, format(value)),
    ].join(''),
  );
}
