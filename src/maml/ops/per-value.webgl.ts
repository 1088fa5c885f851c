import type { Pass, Texels } from './op.ts';

/**
 * A pass that computes one tensor value by value.
 *
 * @param code defines `float value(int v)`, the row-major value v of the result
 */
export function perValue(reads: Record<string, Texels>, result: Texels, code: string): Pass {
  return {
    reads,
    writes: { result },
    code: `
      ${code}
      void compute(int i) {
        int v = 4 * i;
        result = vec4(value(v), value(v + 1), value(v + 2), value(v + 3));
      }`,
  };
}

/**
 * A pass that computes one tensor texel by texel from the same texels of others.
 *
 * @param expression of the tensors' names, each a vec4
 */
export function perTexel(reads: Record<string, Texels>, result: Texels, expression: string): Pass {
  const names = Object.keys(reads);
  return {
    reads,
    writes: { result },
    code: `
      vec4 value(${names.map((name) => `vec4 ${name}`).join(', ')}) { return ${expression}; }
      void compute(int i) { result = value(${names.map((name) => `${name}(i)`).join(', ')}); }`,
  };
}

/** Text for each lane, put together. */
export function eachLane(lanes: number, text: (lane: number) => string): string {
  return Array.from({ length: lanes }, (_, lane) => text(lane)).join('\n');
}

/** Whether a pixel's channels fill whole texels, so that its values can be computed four at a time. */
export function hasWholeTexels(channels: number): boolean {
  return channels % 4 === 0;
}

/** GLSL: named whole numbers. */
export function constants(values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `const int ${name} = ${value};`)
    .join('\n');
}
