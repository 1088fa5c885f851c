import { lookOf } from './look.ts';
import { type Box, kindOf } from './sight.ts';

// What cuts a box off: ancestors that neither show nor scroll to what does not fit them, and the window.

/** Less than a pixel is rounding. */
const SLACK = 1.01;

/** The ancestors that an element is drawn within, from the inside: those that an absolute or fixed one leaves are none. */
function* holders(element: Element): Generator<Element> {
  let { position } = lookOf(element);
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const look = lookOf(at);
    const leaves =
      position === 'fixed'
        ? !look.bears
        : position === 'absolute' && !look.bears && look.position === 'static';
    if (leaves) continue;
    yield at;
    position = look.position;
  }
}

/** Whether an element stays where it is in the window when the page scrolls. */
function isFixed(element: Element): boolean {
  if (lookOf(element).position === 'fixed') return true;
  for (const holder of holders(element)) if (lookOf(holder).position === 'fixed') return true;
  return element.closest('dialog:modal, :popover-open') !== null;
}

/** What stands in a line of text cuts nothing off. */
function isInline(element: Element): boolean {
  return element instanceof HTMLElement && element.clientWidth === 0 && element.offsetWidth > 0;
}

/** The box inside an element's borders. */
function insideOf(element: Element): Box {
  const box = element.getBoundingClientRect();
  const left = box.left + element.clientLeft;
  const top = box.top + element.clientTop;
  const { clientWidth, clientHeight } = element;
  // Elements of a drawing have no client box.
  if (clientWidth === 0 && element instanceof SVGElement) return box;
  return { left, top, right: left + clientWidth, bottom: top + clientHeight };
}

const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip';

/** The nearest ancestor that scrolls, or what stays in the window, or the page: things in one of them move together. */
export function movesWith(element: Element): Element {
  for (const holder of [element, ...holders(element)]) {
    const { overflowX, overflowY, position } = lookOf(holder);
    const isScroller = holder !== element && (scrolls(overflowX) || scrolls(overflowY));
    if (isScroller || position === 'fixed' || position === 'sticky') return holder;
  }
  return document.documentElement;
}

/**
 * Says what cuts off a box of an element for good; null: all of it can be seen, or scrolled to.
 *
 * @param isInside whether the box is of something inside the element, which may cut it off itself
 */
export function cutOffBy(
  element: Element,
  box: Box,
  isInside: boolean,
): { by: string; cutter: Element } | null {
  const seen = { ...box };
  for (const holder of [...(isInside ? [element] : []), ...holders(element)]) {
    if (holder === document.body || holder === document.documentElement) continue;
    const { overflowX, overflowY } = lookOf(holder);
    if ((overflowX === 'visible' && overflowY === 'visible') || isInline(holder)) continue;
    const inside = insideOf(holder);
    for (const [overflow, from, to, scrolled] of [
      [overflowX, 'left', 'right', holder.scrollLeft],
      [overflowY, 'top', 'bottom', holder.scrollTop],
    ] as const) {
      if (!scrolls(overflow) && !cuts(overflow)) continue;
      const isBefore = seen[from] < inside[from] - (scrolls(overflow) ? scrolled : 0) - SLACK;
      const isAfter = !scrolls(overflow) && seen[to] > inside[to] + SLACK;
      if (isBefore || isAfter) return { by: kindOf(holder), cutter: holder };
      // What scrolls is seen, all of it, where the scroller is.
      if (scrolls(overflow)) Object.assign(seen, { [from]: inside[from], [to]: inside[to] });
    }
  }
  return outsideWindow(element, seen);
}

function outsideWindow(element: Element, seen: Box): ReturnType<typeof cutOffBy> {
  const { clientWidth, clientHeight } = document.documentElement;
  const fixed = isFixed(element);
  const left = fixed ? 0 : -window.scrollX;
  const top = fixed ? 0 : -window.scrollY;
  const cutter = document.documentElement;
  if (seen.left < left - SLACK || seen.right > clientWidth + SLACK) {
    return { by: 'the window’s side', cutter };
  }
  if (seen.top < top - SLACK || (fixed && seen.bottom > clientHeight + SLACK)) {
    return { by: 'the window’s edge', cutter };
  }
  return null;
}

/** Elements that scroll sideways, the page among them. */
export function scrollSideways(elements: readonly Element[]): Element[] {
  return [document.documentElement, ...elements].filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 &&
      (element === document.documentElement || scrolls(lookOf(element).overflowX)),
  );
}
