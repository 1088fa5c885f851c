import type { Op, Texels } from './op.ts';
import { eachLane, hasWholeTexels, perTexel } from './per-value.webgl.ts';

const isBatch = ({ shape }: Texels) => shape.length === 5 && hasWholeTexels(shape[4]);

/**
 * The passes of an op whose result's values each depend on one value of every input, all of one shape.
 *
 * @param expression GLSL, of vec4s with the inputs' names
 */
export function elementwiseWebgl(expression: string): Op['webgl'] {
  return (tensors, [result]) => {
    if (!isBatch(result)) return [perTexel(tensors, result, expression)];
    const names = Object.keys(tensors);
    const code = (lanes: number) => `
      vec4 value(${names.map((name) => `vec4 ${name}`).join(', ')}) { return ${expression}; }
      void compute(int group, int item, int row, int column) {
        ${names.map((name) => `Spot ${name}Here = ${name}Spot(group, item, row, column);`).join('\n')}
        ${eachLane(lanes, (n) => `result${n} = value(${names.map((name) => `${name}(${name}Here, 0, ${n})`).join(', ')});`)}
      }`;
    return [{ reads: tensors, writes: { result }, code }];
  };
}
