import { BETA1, BETA2, EPSILON } from './adam-constants.ts';
import type { Pass, Texels } from './op.ts';

/** All three results in one pass. */
export function adamWebgl(
  { parameter, gradient, first, second, rates }: Record<string, Texels>,
  [moved, m, v]: Texels[],
): Pass[] {
  const code = `
    void compute(int i) {
      vec4 g = gradient(i);
      float rate = ratesAt(0);
      m = ${BETA1} * first(i) + ${1 - BETA1} * g;
      v = ${BETA2} * second(i) + ${1 - BETA2} * g * g;
      moved = parameter(i) - rate * ratesAt(1) * m / (sqrt(v * ratesAt(2)) + ${EPSILON.toExponential()});
    }`;
  return [{ reads: { parameter, gradient, first, second, rates }, writes: { moved, m, v }, code }];
}
