import { filterGradientByValue } from './conv-by-value.webgl.ts';
import { asGeometry, type ConvGeometry } from './conv-geometry.ts';
import { patchesOf } from './conv-patches.webgl.ts';
import { hasSmallTaps, sizesOf } from './conv-sizes.webgl.ts';
import type { Attributes, Pass, Texels } from './op.ts';
import { eachLane, hasWholeTexels } from './per-value.webgl.ts';

type Tensors = Record<string, Texels>;

export function convFilterGradientWebgl({ x, dy }: Tensors, [dw]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  const prelude = sizesOf(geometry, images, channels, filters);
  if (hasWholeTexels(filters)) {
    if (hasWholeTexels(channels)) return [ofWholeTexels(x, dy, dw, geometry, prelude)];
    if (hasSmallTaps(geometry, channels)) {
      const { patches, pass } = patchesOf(x, geometry, prelude);
      return [pass, ofPatches(patches, dy, dw, geometry, channels, prelude)];
    }
  }
  return [filterGradientByValue({ x, dy }, dw, prelude)];
}

/**
 * GLSL: for all images of `task`, as many at once as lie upon each other.
 *
 * @param text for `count` images from `n` on
 */
function eachImages(images: number, together: number, text: (count: number) => string): string {
  const left = images % together;
  const whole = images - left;
  return `
    for (int n = 0; n < ${whole}; n += ${together}) { ${text(together)} }
    ${left === 0 ? '' : `{ const int n = ${whole}; ${text(left)} }`}`;
}

/** GLSL: a sum over the images at once; added up before it is added, for that saves moving the sums. */
const products = (count: number, text: (image: number) => string) =>
  Array.from({ length: count }, (_, m) => text(m)).join(' + ');

/** Lanes are channels: a texel of the gradient and texels of channels, once read, serve several weights. */
function ofWholeTexels(x: Texels, dy: Texels, dw: Texels, { kernel }: ConvGeometry, prelude: string): Pass {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  const together = channels % 8 === 0 ? 8 : 4;
  const shape = [(tasks * kernel * kernel * channels) / together, together, filters];
  const code = (lanes: number, lanesOf: (perGroup: number) => number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    const int DEEP = CHANNELS / 4;
    void compute(int group, int item, int line, int filters) {
      int tap = quotient(group, CHANNELS / ${together});
      int channels = ((group - tap * (CHANNELS / ${together})) * ${together} + item) / 4;
      int tapRow = quotient(tap, KERNEL);
      int task = quotient(tapRow, KERNEL);
      int kx = tap - tapRow * KERNEL;
      int ky = tapRow - task * KERNEL;
      ivec2 xs = reach(kx);
      ivec2 ys = reach(ky);
      int first = (xs.x * STRIDE - PAD + kx) * DEEP + channels;
      ${eachLane(lanes, (n) => `vec4 s${n} = vec4(0.0);`)}
      ${eachImages(
        images,
        lanesOf(images),
        (count) => `
        for (int outY = ys.x; outY < ys.y; outY++) {
          Spot result = dySpot(task, n, outY, xs.x * ACROSS + filters);
          Spot pixel = xSpot(task, n, outY * STRIDE - PAD + ky, first);
          int step = 0;
          for (int i = 0; i < (xs.y - xs.x) * ACROSS; i += ACROSS) {
            ${eachLane(count, (m) => `vec4 g${m} = dy(result, i, ${m});`)}
            ${eachLane(lanes / 4, (k) => eachLane(count, (m) => `vec4 x${k}_${m} = x(pixel, step + ${k}, ${m});`))}
            ${eachLane(lanes, (k) => `s${k} += ${products(count, (m) => `g${m} * x${k >> 2}_${m}.${'xyzw'[k & 3]}`)};`)}
            step += STRIDE * DEEP;
          }
        }`,
      )}
      ${eachLane(lanes, (n) => `dw${n} = s${n};`)}
    }`;
  return { reads: { x, dy }, writes: { dw: { ...dw, shape } }, code };
}

/** Lanes are the taps of a row. */
function ofPatches(
  patches: Texels,
  dy: Texels,
  dw: Texels,
  { kernel }: ConvGeometry,
  channels: number,
  prelude: string,
): Pass {
  const [tasks, images, , , filters] = dy.shape;
  const shape = [tasks * kernel, kernel * channels, filters];
  const code = (lanes: number, lanesOf: (perGroup: number) => number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    void compute(int group, int item, int line, int filters) {
      int task = quotient(group, KERNEL);
      int ky = group - task * KERNEL;
      ${eachLane(lanes, (n) => `vec4 s${n} = vec4(0.0);`)}
      ${eachImages(
        images,
        lanesOf(images),
        (count) => `
        for (int outY = 0; outY < OUT; outY++) {
          Spot result = dySpot(task, n, outY, filters);
          Spot pixel = patchesSpot(task, n, outY, ky);
          for (int outX = 0; outX < OUT; outX++) {
            ${eachLane(count, (m) => `vec4 g${m} = dy(result, outX * ACROSS, ${m});`)}
            ${eachLane(count, (m) => `vec4 taps${m} = patches(pixel, outX * KERNEL, ${m});`)}
            ${eachLane(lanes, (k) => `s${k} += ${products(count, (m) => `g${m} * taps${m}.${'xyzw'[k]}`)};`)}
          }
        }`,
      )}
      ${eachLane(lanes, (n) => `dw${n} = s${n};`)}
    }`;
  return { reads: { patches, dy }, writes: { dw: { ...dw, shape } }, code };
}
