import { coverAt, somewhere } from './covers.ts';

// What takes a press: as large as WCAG 2.5.8 asks (24 by 24), and reached by a press on it.

const LEAST = 24;

const PRESSED =
  'a[href], button, select, summary, textarea, input:not([type=hidden]), label:has(input[type=radio], input[type=checkbox], input[type=file]), [role=button], [role=img][class~=pad]';

/** What takes a press, of the elements in sight. A box or a file's input in a label is pressed by its label. */
export function targetsOf(elements: readonly Element[]): Element[] {
  return elements.filter(
    (element) => element.matches(PRESSED) && !(element.matches('input') && element.closest('label') !== null),
  );
}

/** A link in a sentence is as high as its line. */
function isInSentence(element: Element): boolean {
  return element.matches('a') && getComputedStyle(element).display === 'inline';
}

/** Whether a press this far from the middle of a target is a press on it. */
function takes(element: Element, dx: number, dy: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2 + dx, (top + bottom) / 2 + dy);
  return at !== null && (element.contains(at) || at.closest('label')?.contains(element) === true);
}

export function isTooSmall(element: Element): boolean {
  if (isInSentence(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width > LEAST - 0.1 && height > LEAST - 0.1) return false;
  // A target may reach beyond its box.
  const reach = LEAST / 2 - 0.5;
  const tooNarrow = width <= LEAST - 0.1;
  const tooLow = height <= LEAST - 0.1;
  return !somewhere(element, () => {
    const across = !tooNarrow || (takes(element, -reach, 0) && takes(element, reach, 0));
    const down = !tooLow || (takes(element, 0, -reach) && takes(element, 0, reach));
    return across && down;
  });
}

/** Whether the middle of a target takes a press, wherever the page can be scrolled to. */
export function isReached(element: Element): boolean {
  const [line] = element.getClientRects();
  if (isInSentence(element)) {
    return somewhere(element, () => {
      const box = element.getClientRects()[0] ?? line;
      return coverAt(element, [(box.left + box.right) / 2, (box.top + box.bottom) / 2]) === undefined;
    });
  }
  return somewhere(element, () => takes(element, 0, 0));
}

/** A choice, a number or a field's hint that does not fit, and that no title tells; typed words scroll. */
export function isShortened(element: Element): boolean {
  if (!element.matches('select, input[type=text], input[type=number], input:not([type])')) return false;
  if (element.closest('[title]') !== null) return false;
  const style = getComputedStyle(element);
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = style.font;
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  return pen.measureText(wordsIn(element)).width > element.clientWidth - padding + 1;
}

function wordsIn(element: Element): string {
  if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
  if (!(element instanceof HTMLInputElement)) return '';
  return element.type === 'number' ? element.value : element.value === '' ? element.placeholder : '';
}
