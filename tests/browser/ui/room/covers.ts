import { movesWith } from './frames.ts';
import { lookOf } from './look.ts';
import type { Box } from './sight.ts';

// What lies over words and over what takes a press. Whatever is looked at is scrolled into the window first.

const WHERE_TO: ScrollLogicalPosition[] = ['center', 'nearest', 'start', 'end'];

/** Runs a look at the page, and puts everything that was scrolled meanwhile back. */
export function withoutScrolling<Result>(elements: readonly Element[], look: () => Result): Result {
  const before = [document.documentElement, ...elements]
    .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
    .map((element) => [element, element.scrollTop, element.scrollLeft] as const);
  const result = look();
  for (const [element, top, left] of before) element.scrollTo({ top, left, behavior: 'instant' });
  return result;
}

/**
 * Whether a look at an element succeeds as the page stands, or wherever else it can be scrolled to.
 *
 * @param part where in the window that part of the element is which has to be seen
 */
export function somewhere(
  element: Element,
  look: () => boolean,
  part: () => Box = () => element.getBoundingClientRect(),
): boolean {
  if (look()) return true;
  const isSeen = WHERE_TO.some((block) => {
    element.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
    return look();
  });
  if (isSeen) return true;
  const { top, bottom } = part();
  const middle = (document.documentElement.clientHeight - (bottom - top)) / 2;
  movesWith(element).scrollBy({ top: top - middle, behavior: 'instant' });
  return look();
}

/** Words narrower than this have nothing beside their middle that could be covered alone: a figure, a short name. */
const NARROW = 24;

/** Three points along the middle of a box, or its middle. */
export function pointsOf({ left, right, top, bottom }: Box): [x: number, y: number][] {
  const inset = Math.min(3, (right - left) / 4);
  const y = (top + bottom) / 2;
  if (right - left < NARROW) return [[(left + right) / 2, y]];
  return [
    [left + inset, y],
    [(left + right) / 2, y],
    [right - inset, y],
  ];
}

/** What is drawn over an element at a point of the window; undefined: nothing. */
export function coverAt(element: Element, [x, y]: [number, number]): Element | 'outside' | undefined {
  const top = document.elementFromPoint(x, y);
  if (top === null) return 'outside';
  const isPart = (above: Element) => above.contains(element) || element.contains(above);
  // As a rule nothing is, and what lies below costs as much as all the rest.
  if (isPart(top)) return undefined;
  for (const above of document.elementsFromPoint(x, y)) {
    if (isPart(above)) return undefined;
    if (lookOf(above).paints) return above;
  }
  return undefined;
}
