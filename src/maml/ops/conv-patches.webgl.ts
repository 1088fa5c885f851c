import type { ConvGeometry } from './conv-geometry.ts';
import { PATCH_ROW } from './conv-sizes.webgl.ts';
import type { Pass, Texels } from './op.ts';
import { eachLane } from './per-value.webgl.ts';

/**
 * The inputs of every output pixel of a convolution of few channels: `[task, image, outSide, outSide, patch]`,
 * where a patch is a texel for each row of taps.
 *
 * @param prelude the convolution's sizes
 */
export function patchesOf(
  x: Texels,
  { outSide, kernel }: ConvGeometry,
  prelude: string,
): { patches: Texels; pass: Pass } {
  const patches: Texels = { shape: [...x.shape.slice(0, 2), outSide, outSide, kernel * PATCH_ROW] };
  const code = (lanes: number) => `
    ${prelude}
    float valueAt(int line, int inX, int channel) {
      return inX < 0 || inX >= IN ? 0.0 : xAt((line + inX) * CHANNELS + channel);
    }
    void compute(int group, int item, int row, int column) {
      int outX = quotient(column, KERNEL);
      int inX = outX * STRIDE - PAD;
      int inY = row * STRIDE - PAD + column - outX * KERNEL;
      bool isInside = inY >= 0 && inY < IN;
      int line = ((group * IMAGES + item) * IN + (isInside ? inY : 0)) * IN;
      ${eachLane(lanes, (n) => {
        const values = Array.from(
          { length: PATCH_ROW },
          (_, k) =>
            `${k} < KERNEL * CHANNELS ? valueAt(line + ${n} * IN * IN, inX + ${k} / CHANNELS, ${k} % CHANNELS) : 0.0`,
        );
        return `patches${n} = isInside ? vec4(${values.join(', ')}) : vec4(0.0);`;
      })}
    }`;
  return { patches, pass: { reads: { x }, writes: { patches }, code } };
}
