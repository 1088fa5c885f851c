import { stepStop, stepsUpTo } from '../steps.ts';
import { textWidth } from '../textWidth.ts';
import type { Palette } from './palette.ts';
import { element, type Markup, words } from './svg.ts';

/** A picture's size, and the place of the plot in it, in pixels. */
export const SHEET = { width: 960, height: 600 };
export const PLOT = { left: 84, right: 850, top: 150, bottom: 508 };
/** Centre of the legend, and baseline of what changed, over the plot. */
const LEGEND = 108;
export const CHANGES = 142;

const FONT = 15;
const MARGIN = 28;

/** Faces that some system has: a picture carries no font. */
const FACES =
  "'Source Sans 3', system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** What is written around a plot. */
export interface SheetWords {
  title: string;
  /** Data set, task and algorithm in one line, and the other settings in another. */
  task: string;
  settings: string;
  /** What changed during the run; empty where nothing did. */
  changed: string;
  xAxis: string;
  yAxis: string;
}

/** As much of a line as the picture is wide: an archive's name may have any length. */
function within(line: string): string {
  let fitting = line;
  while (textWidth(fitting, FONT) > SHEET.width - 2 * MARGIN) fitting = `${fitting.replace(/.…?$/u, '')}…`;
  return fitting;
}

/** A picture on white paper: title, settings, names of the axes, and what is drawn between them. */
export function sheet(text: SheetWords, palette: Palette, ...content: Markup[]): Markup {
  const { width, height } = SHEET;
  const middle = (PLOT.top + PLOT.bottom) / 2;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': [text.title, text.task, text.settings, text.changed].filter(Boolean).join('. '),
      'font-family': FACES,
      'font-size': FONT,
      fill: palette.ink,
    },
    element('rect', { width, height, fill: '#ffffff' }),
    words(MARGIN, 40, text.title, { 'font-size': 24, 'font-weight': 700 }),
    words(MARGIN, 64, within(text.task), { fill: palette.soft }),
    words(MARGIN, 84, within(text.settings), { fill: palette.soft }),
    words((PLOT.left + PLOT.right) / 2, PLOT.bottom + 48, text.xAxis, { 'text-anchor': 'middle' }),
    text.changed && words(MARGIN, height - 16, within(text.changed), { fill: palette.soft }),
    words(0, 0, text.yAxis, {
      'text-anchor': 'middle',
      transform: `translate(${MARGIN} ${middle}) rotate(-90)`,
    }),
    ...content,
  );
}

export interface Tick {
  at: number;
  label: string;
}

/** The axes' marks: numbers below, numbers and lines to the left. */
export function ticks(across: readonly Tick[], upwards: readonly Tick[], palette: Palette): Markup {
  return [
    ...upwards.map(({ at, label }) =>
      [
        element('path', { d: `M${PLOT.left} ${at}H${PLOT.right}`, stroke: palette.rule }),
        words(PLOT.left - 10, at + 5, label, { 'text-anchor': 'end' }),
      ].join(''),
    ),
    ...across.map(({ at, label }) => words(at, PLOT.bottom + 24, label, { 'text-anchor': 'middle' })),
  ].join('');
}

function dotted(d: string, palette: Palette): Markup {
  return element('path', {
    d,
    stroke: palette.ink,
    'stroke-width': 1.5,
    'stroke-dasharray': '1 5',
    'stroke-linecap': 'round',
  });
}

/** The line of guessing. */
export function chanceLine(y: number, palette: Palette): Markup {
  return dotted(`M${PLOT.left} ${y}H${PLOT.right}`, palette);
}

/** What that line is. */
export function chanceKey(text: string, palette: Palette): Key {
  return { sign: (x, y) => dotted(`M${x} ${y}h24`, palette), width: 26, text };
}

export function stepColour(step: number, steps: number, palette: Palette): string {
  return palette.steps[stepStop(step, steps)];
}

/** A step's disc with its number. */
export function disc(
  x: number,
  y: number,
  step: number,
  steps: number,
  palette: Palette,
  radius = 10,
): Markup {
  return [
    element('circle', { cx: x, cy: y, r: radius, fill: stepColour(step, steps, palette) }),
    words(x, y + 4.5, String(step), {
      'text-anchor': 'middle',
      'font-size': 13,
      'font-weight': 600,
      fill: palette.onSteps[stepStop(step, steps)],
    }),
  ].join('');
}

/** A legend's entry: its sign, some pixels wide, and its words. */
export interface Key {
  sign(x: number, y: number): Markup;
  width: number;
  text: string;
}

/** The discs of all steps and what they stand for, then further signs. */
export function legend(text: string, steps: number, keys: readonly Key[], palette: Palette): Markup {
  const y = LEGEND;
  let x = MARGIN;
  const parts = stepsUpTo(steps).map((step) => {
    const mark = disc(x + 10, y, step, steps, palette);
    x += 25;
    return mark;
  });
  const write = (label: string) => {
    parts.push(words(x + 4, y + 5, label, { 'font-size': 14 }));
    x += textWidth(label, 14) + 28;
  };
  write(text);
  for (const key of keys) {
    parts.push(key.sign(x, y));
    x += key.width;
    write(key.text);
  }
  return parts.join('');
}
