// What a person sees of the page as it stands: elements, their words, and the boxes of these.

/** Words as they are drawn: one text of the document, a box for each of its lines. */
export interface Words {
  element: Element;
  node: Node;
  text: string;
  boxes: Box[];
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What lies on top and takes all presses: a dialog, a menu, else the page. */
export function layerOnTop(): Element {
  return document.querySelector('dialog:modal') ?? document.querySelector(':popover-open') ?? document.body;
}

/** For screen readers only: one pixel, or nothing of it, is drawn. */
function isForReaders({ position, clipPath }: CSSStyleDeclaration): boolean {
  return position === 'absolute' && clipPath === 'inset(50%)';
}

/** The elements that are drawn, in the document's order. */
export function elementsInSight(root: Element): Element[] {
  const found: Element[] = [];
  const visit = (element: Element) => {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.opacity === '0' || isForReaders(style)) return;
    // What is inside of a closed `details` is not drawn, whatever its style.
    if (!element.checkVisibility({ contentVisibilityAuto: true })) return;
    // What is inside of something invisible may be visible again.
    if (style.visibility === 'visible') found.push(element);
    for (const child of element.children) visit(child);
  };
  visit(root);
  return found;
}

/** The words of these elements. */
export function wordsOf(elements: readonly Element[]): Words[] {
  return elements.flatMap((element) => {
    if (element.matches('option, textarea, title, style, script')) return [];
    return [...element.childNodes].flatMap((node): Words[] => {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
      if (text === '' || /^\u200b*$/.test(text)) return [];
      const boxes = linesOf(node);
      return boxes.length === 0 ? [] : [{ element, node, text, boxes }];
    });
  });
}

/** The lines of a text. Of a line's height only what letters take up counts. */
export function linesOf(node: Node): Box[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()]
    .filter(({ width, height }) => width > 1 && height > 1)
    .map(({ left, right, top, bottom, height }) => ({
      left,
      right,
      top: top + 0.14 * height,
      bottom: bottom - 0.1 * height,
    }));
}

/** An element by its words or its name. */
export function nameOf(element: Element): string {
  const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return `"${words.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
}

/** An element by its kind: what it is in, and what it is. */
export function kindOf(element: Element): string {
  const path: string[] = [];
  for (let at: Element | null = element; at && path.length < 3; at = at.parentElement) {
    path.unshift([at.localName, ...at.classList].join('.'));
  }
  return path.join(' > ');
}
