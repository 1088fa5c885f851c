import { getStrokePoints } from 'perfect-freehand';
import type { Point } from '../invented/geometry.ts';
import { BOX, type Stroke } from './drawing.ts';

/** How much a point follows the ones before it, 0..1: takes the tremble out, keeps corners. */
const STREAMLINE = 0.35;
/** Movements below this are no movement, in pixels of the box. */
const LEAST = 0.5;

/**
 * The line that a pen draws along the points it was at, without the tremble of hand and mouse.
 *
 * @param points 0..1 of the box
 * @param isDone whether the pen has been lifted: the line then ends where it was
 */
export function smoothStroke(points: Stroke, isDone: boolean): Stroke {
  if (points.length < 2) return points;
  const input = points.map(({ x, y }): [number, number] => [x * BOX, y * BOX]);
  const smoothed = getStrokePoints(input, { streamline: STREAMLINE, size: LEAST, last: isDone });
  return smoothed.map(({ point: [x, y] }): Point => ({ x: x / BOX, y: y / BOX }));
}
