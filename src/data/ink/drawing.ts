import type { Point } from '../invented/geometry.ts';
import { OMNIGLOT_SIDE } from '../resize/omniglot.ts';

/** One line of the pen, as the corners of its straight pieces; both coordinates 0..1 of the box drawn in. */
export type Stroke = readonly Point[];

/** One drawing: its lines in the order drawn. */
export type Drawing = readonly Stroke[];

/** No lines yet; the same object every time. */
export const BLANK: Drawing = [];

export function isBlank(drawing: Drawing): boolean {
  return drawing.length === 0;
}

/** Side of the box that Omniglot's people drew in, in pixels: lengths of this room are in its pixels. */
export const BOX = OMNIGLOT_SIDE;

/** Width of their pen: 64 % of the runs of ink along rows and columns of `images_background` are 5 pixels. */
export const PEN = 5;
