import { valueTicks } from '../charts/scales.ts';
import { percent } from '../format.ts';
import { isLabelled, stepsUpTo } from '../steps.ts';
import type { Palette } from './palette.ts';
import {
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

export interface AdaptationChartWords extends SheetWords {
  chance: string;
  learnt: string;
  random: string;
}

const MOST_LABELLED = 10;

/**
 * Query accuracy against inner steps, from the learnt and from the random start, as SVG.
 *
 * @param learnt accuracies 0..1, `[step 0..S]`
 * @param random the same of the random start
 */
export function adaptationChart(
  learnt: readonly number[],
  random: readonly number[],
  ways: number,
  text: AdaptationChartWords,
  palette: Palette,
): Markup {
  const steps = learnt.length - 1;
  // The first and last discs stand clear of the axis.
  const inset = 30;
  const span = PLOT.right - PLOT.left - 2 * inset;
  const xOf = (step: number) => PLOT.left + inset + (steps === 0 ? 0 : (span * step) / steps);
  const yOf = (share: number) => PLOT.bottom - (PLOT.bottom - PLOT.top) * share;
  const points = (values: readonly number[]) =>
    values.map((value, step) => ({ x: xOf(step), y: yOf(value) }));
  const path = points(learnt);
  const diamond = (x: number, y: number, size = 8) =>
    element('path', {
      d: `M${x} ${y - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`,
      fill: palette.random,
    });
  const label = (step: number, value: number, isAbove: boolean) =>
    words(xOf(step), yOf(value) + (isAbove ? -16 : 26), percent(value), { 'text-anchor': 'middle' });
  const labels = stepsUpTo(steps)
    .filter((step) => isLabelled(step, steps, MOST_LABELLED))
    .flatMap((step) => {
      const [ours, theirs] = [learnt[step], random[step]];
      // Where both starts are the same, one label speaks for them.
      const isSame = percent(ours) === percent(theirs);
      return [label(step, ours, ours >= theirs), isSame ? '' : label(step, theirs, theirs > ours)];
    });

  return sheet(
    text,
    palette,
    ticks(
      learnt.map((_, step) => ({ at: xOf(step), label: String(step) })),
      valueTicks('accuracy', 1).map((value) => ({ at: yOf(value), label: percent(value) })),
      palette,
    ),
    chanceLine(yOf(1 / ways), palette),
    element('path', {
      d: pathThrough(points(random)),
      fill: 'none',
      stroke: palette.random,
      'stroke-width': 2.4,
      'stroke-dasharray': '0.1 7',
      'stroke-linecap': 'round',
    }),
    ...random.map((value, step) => diamond(xOf(step), yOf(value))),
    ...path.slice(1).map((point, i) =>
      element('path', {
        d: pathThrough([path[i], point]),
        stroke: stepColour(i + 1, steps, palette),
        'stroke-width': 2.6,
      }),
    ),
    ...path.map(({ x, y }, step) => disc(x, y, step, steps, palette)),
    ...labels,
    legend(
      text.learnt,
      steps,
      [{ sign: (x, y) => diamond(x + 4, y), width: 18, text: text.random }, chanceKey(text.chance, palette)],
      palette,
    ),
  );
}
