import type { Attributes, Pass, Texels } from './op.ts';
import { offsetsOf } from './parameters.ts';

type Tensors = Record<string, Texels>;

const layout = (attributes: Attributes) => attributes as { sizes: number[]; tasks: number };

/** GLSL: finds the parameter of texel i of a flat tensor; then `first` and `from` are where it starts there and in the other one. */
function findParameter(sizes: number[], here: number[], there: number[]): string {
  const branches = sizes.map((size, p) => {
    const set = `size = ${size}; first = ${here[p]}; from = ${there[p]};`;
    return `if (i >= ${here[p] / 4}) { ${set} }`;
  });
  return `int size = 1; int first = 0; int from = 0; ${branches.join('\n')}`;
}

/** GLSL: a texel without what lies beyond the end of its parameter. */
const WITHIN = `
  vec4 within(vec4 texel, int v, int end) {
    return mix(texel, vec4(0.0), greaterThanEqual(ivec4(v, v + 1, v + 2, v + 3), ivec4(end)));
  }`;

export function perTaskWebgl({ theta }: Tensors, [phi]: Texels[], attributes: Attributes): Pass[] {
  const { sizes, tasks } = layout(attributes);
  const code = `
    ${WITHIN}
    void compute(int i) {
      ${findParameter(sizes, offsetsOf(sizes, tasks), offsetsOf(sizes, 1))}
      int v = 4 * i - first;
      int k = remainder(v, size);
      vec4 texel = theta((from + k) >> 2);
      // Where a texel of theta is not a texel of phi, value by value.
      for (int n = 0; n < ((size & 3) == 0 ? 0 : 4); n++) texel[n] = thetaAt(from + remainder(k + n, size));
      phi = within(texel, v, ${tasks} * size);
    }`;
  return [{ reads: { theta }, writes: { phi }, code }];
}

export function sumTasksWebgl({ phi }: Tensors, [theta]: Texels[], attributes: Attributes): Pass[] {
  const { sizes, tasks } = layout(attributes);
  const code = `
    ${WITHIN}
    void compute(int i) {
      ${findParameter(sizes, offsetsOf(sizes, 1), offsetsOf(sizes, tasks))}
      int v = 4 * i - first;
      vec4 sum = vec4(0.0);
      bool isWhole = (size & 3) == 0;
      for (int task = 0; task < (isWhole ? ${tasks} : 0); task++) sum += phi((from + v + task * size) >> 2);
      for (int task = 0; task < (isWhole ? 0 : ${tasks}); task++) {
        int k = from + v + task * size;
        sum += vec4(phiAt(k), phiAt(k + 1), phiAt(k + 2), phiAt(k + 3));
      }
      theta = within(sum, v, size);
    }`;
  return [{ reads: { phi }, writes: { theta }, code }];
}

export function joinWebgl(parameters: Tensors, [phi]: Texels[], attributes: Attributes): Pass[] {
  const { sizes, tasks } = layout(attributes);
  const offsets = offsetsOf(sizes, tasks).map((offset) => offset / 4);
  const parts = sizes.map((size, p) => {
    const texel = `p${p}(i - ${offsets[p]})`;
    const within =
      (tasks * size) % 4 === 0 ? texel : `within(${texel}, 4 * (i - ${offsets[p]}), ${tasks * size})`;
    return `if (i >= ${offsets[p]} && i < ${offsets[p + 1]}) phi = ${within};`;
  });
  const code = `${WITHIN} void compute(int i) { phi = vec4(0.0); ${parts.join('\n')} }`;
  return [{ reads: parameters, writes: { phi }, code }];
}

export function onlyWebgl({ phi }: Tensors, [result]: Texels[], attributes: Attributes): Pass[] {
  const { sizes, tasks } = layout(attributes);
  const offsets = offsetsOf(sizes, tasks).map((offset) => offset / 4);
  const left = (attributes.kept as number[]).flatMap((isKept, p) =>
    isKept ? [] : [`if (i >= ${offsets[p]} && i < ${offsets[p + 1]}) result = vec4(0.0);`],
  );
  const code = `void compute(int i) { result = phi(i); ${left.join('\n')} }`;
  return [{ reads: { phi }, writes: { result }, code }];
}
