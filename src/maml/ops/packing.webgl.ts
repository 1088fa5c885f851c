import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Draw, sizeOf } from './op.ts';

// TensorFlow.js packs two rows by two columns into a texel. Seen as `[texel, 2, 2]`, any tensor then has
// four consecutive values a texel: texel i holds values 4 i to 4 i + 3, which are four channels where a
// pixel has a multiple of four.

/** The shape under which a packed texture holds a tensor four consecutive values a texel. */
export function texelShape(shape: number[]): number[] {
  return [Math.ceil(sizeOf(shape) / 4), 2, 2];
}

/** GLSL: one value of a packed texture. */
export const PACKED_AT = `
  float packedAt(sampler2D tensor, int i) { return texelAt(tensor, i / 4)[i % 4]; }
`;

/** Draws four values a texel; `index` is GLSL for where value `i` of the result lies in x. */
function gather(x: TensorInfo, shape: number[], index: string, draw: Draw): TensorInfo {
  return draw({
    shape: texelShape(shape),
    reads: { x },
    code: `
      int source(int i) { return ${index}; }
      void main() {
        int i = getOutputCoords().x * 4;
        setOutput(vec4(at(x, source(i)), at(x, source(i + 1)), at(x, source(i + 2)), at(x, source(i + 3))));
      }`,
    packed: { reads: false, writes: true },
  });
}

/** Four channels a texel, from one value a texel. */
export function pack(x: TensorInfo, draw: Draw): TensorInfo {
  return gather(x, x.shape, 'i', draw);
}

/** Packed filters `[task, kernel, kernel, filter, channel]`, from `[task, kernel, kernel, channel, filter]`. */
export function packTurned(w: TensorInfo, draw: Draw): TensorInfo {
  const [tasks, rows, columns, channels, filters] = w.shape;
  const size = channels * filters;
  const within = `i % ${size}`;
  const index = `i / ${size} * ${size} + ${within} % ${channels} * ${filters} + ${within} / ${channels}`;
  return gather(w, [tasks, rows, columns, filters, channels], index, draw);
}

/** One value a texel again, under the tensor's own shape. */
export function unpack(x: TensorInfo, shape: number[], draw: Draw): TensorInfo {
  const flat = draw({
    shape: [sizeOf(shape)],
    reads: { x },
    code: `${PACKED_AT} void main() { setOutput(packedAt(x, getOutputCoords())); }`,
    packed: { reads: true, writes: false },
  });
  return { ...flat, shape };
}
