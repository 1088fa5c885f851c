import { lookOf } from './look.ts';
import { elementsInSight } from './sight.ts';

// Sizes share shapes: between two sizes that show the same elements, only places differ.

const known = new Set<string>();

/** Whether the page shows other elements than at any look before, or others of them scroll; remembers what it shows. */
export function hasNewShape(): boolean {
  const shape = elementsInSight(document.body).map(told).join('\n');
  const isNew = !known.has(shape);
  known.add(shape);
  return isNew;
}

function told(element: Element): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => /^(aria-|role$|class$|type$|href$|title$|alt$|tabindex$)/.test(name))
    .map(({ name, value }) => `${name}=${value}`);
  const { overflowX, overflowY } = lookOf(element);
  const scrolls =
    element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth
      ? `${overflowX} ${overflowY}`
      : '';
  return [element.localName, ...attributes, scrolls].join(' ');
}
