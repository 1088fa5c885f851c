import type { Pass, Texels } from './op.ts';
import { constants, perValue } from './per-value.webgl.ts';

export function addBiasWebgl({ x, b }: Record<string, Texels>, [y]: Texels[]): Pass[] {
  const [, examples, outputs] = x.shape;
  const code = `
    ${constants({ OUTPUTS: outputs, PER_TASK: examples * outputs })}
    float value(int v) { return xAt(v) + bAt(quotient(v, PER_TASK) * OUTPUTS + remainder(v, OUTPUTS)); }`;
  return [perValue({ x, b }, y, code)];
}
