import { type Attributes, type Pass, sizeOf, type Texels } from './op.ts';
import { constants, perValue } from './per-value.webgl.ts';

/** Both ops see the longer tensor as `[outer][axis][inner]`. */
const sizes = (shape: number[], { axis, count }: Attributes) =>
  constants({ INNER: sizeOf(shape.slice(axis as number)), COUNT: count as number });

export function repeatAxisWebgl(
  { x }: Record<string, Texels>,
  [y]: Texels[],
  attributes: Attributes,
): Pass[] {
  const code = `
    ${sizes(x.shape, attributes)}
    float value(int v) { return xAt(quotient(v, INNER * COUNT) * INNER + remainder(v, INNER)); }`;
  return [perValue({ x }, y, code)];
}

export function sumAxisWebgl({ x }: Record<string, Texels>, [y]: Texels[], attributes: Attributes): Pass[] {
  const code = `
    ${sizes(y.shape, attributes)}
    float value(int v) {
      int first = quotient(v, INNER) * INNER * COUNT + remainder(v, INNER);
      float sum = 0.0;
      for (int n = 0; n < COUNT; n++) sum += xAt(first + n * INNER);
      return sum;
    }`;
  return [perValue({ x }, y, code)];
}
