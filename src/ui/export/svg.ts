/** A piece of SVG as text. */
export type Markup = string;

type Attributes = Readonly<Record<string, string | number>>;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

/** Two decimals are a fiftieth of a pixel at the size of a screen. */
function written(value: string | number): string {
  return typeof value === 'number' ? String(Number(value.toFixed(2))) : escaped(value);
}

/** An element with its attributes and content. */
export function element(name: string, attributes: Attributes, ...content: Markup[]): Markup {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${written(value)}"`);
  const inside = content.join('');
  return inside === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${inside}</${name}>`;
}

/** Words at a place; `attributes` say how. */
export function words(x: number, y: number, text: string, attributes: Attributes = {}): Markup {
  return element('text', { x, y, ...attributes }, escaped(text));
}

/** A path through points; a value that is no number leaves a gap. */
export function pathThrough(points: readonly { x: number; y: number }[]): string {
  let pen = 'M';
  return points
    .map(({ x, y }) => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) {
        pen = 'M';
        return '';
      }
      const piece = `${pen}${written(x)} ${written(y)}`;
      pen = 'L';
      return piece;
    })
    .join('');
}
