import { asGeometry } from './conv-geometry.ts';
import { type Joins, joinsOf } from './conv-joins.ts';
import type { Attributes, Block } from './op.ts';

/** Where weights of `[tap, channel, filter]` are found when one of the two is summed over. */
interface WeightStrides {
  tap: number;
  summed: number;
  kept: number;
}

/**
 * For every image and group g: result[g][k] = sum over (tap, pixel) of g and s of
 * source[pixel][s] * weights[tap][s][k]. Four k at a time, so that sums stay in registers.
 */
function weighPixels(
  source: Block,
  weights: Block,
  result: Float32Array,
  { starts, pairs }: Joins,
  { summed, kept }: { summed: number; kept: number },
  strides: WeightStrides,
): void {
  const [tasks, images, height, width] = source.shape;
  const groups = starts.length - 1;
  const s = source.values;
  const w = weights.values;
  const taskWeights = w.length / tasks;
  const next = strides.kept;
  for (let image = 0; image < tasks * images; image++) {
    const sourceImage = image * height * width * summed;
    const weightsTask = Math.floor(image / images) * taskWeights;
    for (let group = 0; group < groups; group++) {
      const out = (image * groups + group) * kept;
      let k = 0;
      for (; k + 4 <= kept; k += 4) {
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let i = starts[group]; i < starts[group + 1]; i += 2) {
          let at = weightsTask + pairs[i] * strides.tap + k * next;
          const first = sourceImage + pairs[i + 1] * summed;
          for (let j = first; j < first + summed; j++) {
            const value = s[j];
            // Most of a drawing, and half of what follows a ReLU, is zero.
            if (value !== 0) {
              a += value * w[at];
              b += value * w[at + next];
              c += value * w[at + 2 * next];
              d += value * w[at + 3 * next];
            }
            at += strides.summed;
          }
        }
        result[out + k] = a;
        result[out + k + 1] = b;
        result[out + k + 2] = c;
        result[out + k + 3] = d;
      }
      for (; k < kept; k++) {
        let sum = 0;
        for (let i = starts[group]; i < starts[group + 1]; i += 2) {
          let at = weightsTask + pairs[i] * strides.tap + k * next;
          const first = sourceImage + pairs[i + 1] * summed;
          for (let j = first; j < first + summed; j++) {
            sum += s[j] * w[at];
            at += strides.summed;
          }
        }
        result[out + k] = sum;
      }
    }
  }
}

type Tensors = Record<string, Block>;

export function convCpu({ x, w }: Tensors, [y]: Block[], geometry: Attributes): void {
  const [, , , channels, filters] = w.shape;
  weighPixels(
    x,
    w,
    y.values,
    joinsOf(asGeometry(geometry)).byOutput,
    { summed: channels, kept: filters },
    { tap: channels * filters, summed: filters, kept: 1 },
  );
}

export function convInputGradientCpu({ dy, w }: Tensors, [dx]: Block[], geometry: Attributes): void {
  const [, , , channels, filters] = w.shape;
  weighPixels(
    dy,
    w,
    dx.values,
    joinsOf(asGeometry(geometry)).byInput,
    { summed: filters, kept: channels },
    { tap: channels * filters, summed: 1, kept: filters },
  );
}

export function convFilterGradientCpu({ x, dy }: Tensors, [dw]: Block[], attributes: Attributes): void {
  const geometry = asGeometry(attributes);
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  const { inSide, outSide, kernel } = geometry;
  const { starts, pairs } = joinsOf(geometry).byOutput;
  const { values } = dw;
  values.fill(0);
  const xv = x.values;
  const dyv = dy.values;
  const xImage = inSide * inSide * channels;
  const dyImage = outSide * outSide * filters;
  for (let task = 0; task < tasks; task++) {
    const wTask = task * kernel * kernel * channels * filters;
    // Two images at a time: half as many reads and writes of the sums.
    for (let image = 0; image < images; image += 2) {
      const xFirst = (task * images + image) * xImage;
      const dyFirst = (task * images + image) * dyImage;
      const single = image + 1 === images;
      for (let output = 0; output < outSide * outSide; output++) {
        const dyPixel = dyFirst + output * filters;
        for (let i = starts[output]; i < starts[output + 1]; i += 2) {
          const xPixel = xFirst + pairs[i + 1] * channels;
          for (let c = 0; c < channels; c++) {
            const one = xv[xPixel + c];
            const two = single ? 0 : xv[xPixel + xImage + c];
            const out = wTask + (pairs[i] * channels + c) * filters;
            if (two === 0) {
              if (one === 0) continue;
              for (let f = 0; f < filters; f++) values[out + f] += one * dyv[dyPixel + f];
            } else {
              for (let f = 0; f < filters; f++) {
                values[out + f] += one * dyv[dyPixel + f] + two * dyv[dyPixel + dyImage + f];
              }
            }
          }
        }
      }
    }
  }
}
