/** What of an element's style decides where it is drawn and what it hides, read once while the page stands still. */
export interface ElementLook {
  position: string;
  overflowX: string;
  overflowY: string;
  /** Absolute and fixed descendants are drawn within it. */
  bears: boolean;
  opacity: number;
  /** Hides what is under it. */
  paints: boolean;
}

let known = new WeakMap<Element, ElementLook>();

/** The page may have changed since it was looked at. */
export function forgetLooks(): void {
  known = new WeakMap();
}

export function lookOf(element: Element): ElementLook {
  const before = known.get(element);
  if (before !== undefined) return before;
  const style = getComputedStyle(element);
  const { position, overflowX, overflowY, transform, contain } = style;
  const look = {
    position,
    overflowX,
    overflowY,
    bears: transform !== 'none' || contain.includes('paint'),
    opacity: Number(style.opacity),
    paints: Number(style.opacity) > 0.5 && paints(element, style),
  };
  known.set(element, look);
  return look;
}

function paints(element: Element, style: CSSStyleDeclaration): boolean {
  if (element instanceof SVGElement && !(element instanceof SVGSVGElement)) {
    const isText = element instanceof SVGTextContentElement;
    return !isText && style.fill !== 'none' && Number(style.fillOpacity) > 0.5;
  }
  if (element.matches('canvas, img, video')) return true;
  return style.backgroundImage !== 'none' || alphaOf(style.backgroundColor) > 0.5;
}

function alphaOf(colour: string): number {
  if (colour === 'transparent') return 0;
  const alpha = /[,/]\s*([\d.]+)\)$/.exec(colour);
  return /^rgba|\//.test(colour) && alpha ? Number(alpha[1]) : 1;
}
