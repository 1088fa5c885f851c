import { coverAt, pointsOf, somewhere, withoutScrolling } from './covers.ts';
import { cutOffBy, scrollSideways } from './frames.ts';
import { forgetLooks } from './look.ts';
import { overlapping } from './overlaps.ts';
import {
  type Box,
  elementsInSight,
  kindOf,
  layerOnTop,
  linesOf,
  nameOf,
  type Words,
  wordsOf,
} from './sight.ts';
import { isReached, isShortened, isTooSmall, targetsOf } from './targets.ts';

/** What is wrong with an element. */
interface Fault {
  what: string;
  element: Element;
}

/**
 * Everything on the page that carries words or takes a press and is cut off, covered, outside the window,
 * drawn over other words, or too small a target: a line for each kind of element, by the first of them. What
 * can be scrolled to is fine.
 */
export function findCrowded(): string[] {
  forgetLooks();
  const elements = elementsInSight(layerOnTop());
  const words = wordsOf(elements);
  const targets = targetsOf(elements);
  return told([
    ...scrollSideways(elements).map((element) => ({ what: 'scrolls sideways', element })),
    ...cutOff(words, targets),
    ...overlapping(words).map(([one, other]) => ({
      what: `over words of ${kindOf(other.element)}`,
      element: one.element,
    })),
    ...withoutScrolling(elements, () => [...covered(words), ...wrongTargets(targets)]),
  ]);
}

function told(faults: readonly Fault[]): string[] {
  const kinds = new Map<string, Fault[]>();
  for (const fault of faults) {
    const kind = `${fault.what}: ${kindOf(fault.element)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault]);
  }
  return [...kinds].map(([kind, [{ element }, ...others]]) => {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `${kind} ${nameOf(element)}${more}`;
  });
}

function cutOff(words: readonly Words[], targets: readonly Element[]): Fault[] {
  const ofWords = words.flatMap(({ element, text, boxes }) => {
    const cut = boxes.map((box) => cutOffBy(element, box, true)).find((by) => by !== null);
    if (!cut || isTold(cut.cutter, text)) return [];
    return [{ what: `cut off by ${cut.by}`, element }];
  });
  const ofTargets = targets.flatMap((element) => {
    const cut = cutOffBy(element, element.getBoundingClientRect(), false);
    return cut ? [{ what: `target cut off by ${cut.by}`, element }] : [];
  });
  const ofControls = targets.filter(isShortened).map((element) => ({ what: 'shortened', element }));
  return [...ofWords, ...ofTargets, ...ofControls];
}

/** Words shortened with an ellipsis, all of which a title tells. */
function isTold(cutter: Element, text: string): boolean {
  const title = cutter.closest('[title]')?.getAttribute('title') ?? '';
  return getComputedStyle(cutter).textOverflow === 'ellipsis' && title.includes(text);
}

/** Words that something is drawn over, wherever they are scrolled to. */
function covered(words: readonly Words[]): Fault[] {
  // Also what lets presses through may cover words.
  const all = document.createElement('style');
  all.textContent = '* { pointer-events: auto !important; }';
  document.head.append(all);
  const found = words.flatMap(({ element, node, boxes }) => {
    const covers = boxes.map((_, line) => coverOf(element, () => linesOf(node)[line]));
    const cover = covers.find((by) => by !== undefined);
    if (cover === undefined) return [];
    return [{ what: `covered by ${cover === 'outside' ? 'the window’s edge' : kindOf(cover)}`, element }];
  });
  all.remove();
  return found;
}

/** What lies over a line of an element's words wherever they are scrolled to. */
function coverOf(element: Element, line: () => Box): Element | 'outside' | undefined {
  let cover: Element | 'outside' | undefined;
  somewhere(
    element,
    () => {
      cover = pointsOf(line())
        .map((point) => coverAt(element, point))
        .find((by) => by !== undefined);
      return cover === undefined;
    },
    line,
  );
  return cover;
}

function wrongTargets(targets: readonly Element[]): Fault[] {
  return targets.flatMap((element) => {
    if (!isReached(element)) return [{ what: 'not reached by a press', element }];
    if (!isTooSmall(element)) return [];
    const { width, height } = element.getBoundingClientRect();
    return [{ what: `target of ${width.toFixed(0)}x${height.toFixed(0)}`, element }];
  });
}
