import type { Attributes, Pass, Texels } from './op.ts';

export function descendWebgl({ p, g, rate }: Record<string, Texels>, [moved]: Texels[]): Pass[] {
  const code = 'void compute(int i) { moved = p(i) - rateAt(0) * g(i); }';
  return [{ reads: { p, g, rate }, writes: { moved }, code }];
}

export function scaleByWebgl(
  { x, by }: Record<string, Texels>,
  [scaled]: Texels[],
  { factor }: Attributes,
): Pass[] {
  const times = (factor as number).toExponential();
  const code = `void compute(int i) { scaled = ${times} * byAt(0) * x(i); }`;
  return [{ reads: { x, by }, writes: { scaled }, code }];
}
