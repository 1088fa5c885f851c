import type { Size } from '../hooks/useSize.ts';
import { CLASSES_SHOWN } from '../layout.ts';

/** How large things are, in pixels, and how much is shown. */
export interface FilmLayout {
  /** Side of a drawing. */
  tile: number;
  /** Width of the support set's column. */
  support: number;
  classes: number;
  /** Query drawings a class. */
  queries: number;
  /** Support drawings a class. */
  shots: number;
  /** Whether there is room for drawings; else only the marks are shown. */
  pictures: boolean;
}

/** How the view stands on the screen. */
export type Stand =
  /** Everything in one window: the height counts too. */
  | 'window'
  /** The same without the loss: for a projector, or in another page's frame. */
  | 'show'
  /** A column that scrolls. */
  | 'column'
  /** The same, one step at a time. */
  | 'phone';

/** Between two drawings, and around a frame's drawings. */
const GAP = 2;
const FRAME = 10;
/** All but the drawings of a window, in rem sixteenths: heads, figures, curves at their least. */
const REST = { window: 284, show: 205 };
const PAGER = 34;
/** Sides of a drawing, in rem sixteenths: at most, and at least, where it can be seen and hit. */
const MOST = { window: 43, show: 54, column: 43, phone: 44 };
const LEAST = 24;
const MOST_SHOTS = 3;

export function filmLayout(
  { width, height, unit }: Size,
  task: { ways: number; shots: number; queries: number; steps: number },
  stand: Stand,
): FilmLayout {
  const classes = Math.min(task.ways, CLASSES_SHOWN);
  const shots = Math.min(task.shots, stand === 'phone' ? 1 : MOST_SHOTS);
  const frames = stand === 'phone' ? 1 : task.steps + 1;

  function within(most: number): FilmLayout {
    const support = Math.max(stand === 'phone' ? 0 : 88 * unit, shots * (most + GAP) + 26 * unit);
    const inner = Math.floor((width - support) / frames - 3 * unit - FRAME);
    const fitting = Math.floor((inner + GAP) / (LEAST * unit + GAP));
    const pictures = fitting > 0;
    const queries = Math.min(task.queries, Math.max(1, fitting));
    const tile = Math.min(most, Math.floor((inner + GAP) / queries) - GAP);
    return { tile, support, classes, queries, shots, pictures };
  }

  if (stand === 'column' || stand === 'phone') return within(MOST[stand] * unit);
  const highest = (pager: number) =>
    Math.max(
      LEAST * unit,
      Math.min(MOST[stand] * unit, (height - (REST[stand] + pager) * unit) / (2 * classes) - GAP),
    );
  const layout = within(highest(0));
  const isPaged = layout.queries < task.queries || classes < task.ways;
  return isPaged ? within(highest(PAGER)) : layout;
}
