import { convByValue, inputGradientByValue } from './conv-by-value.webgl.ts';
import { asGeometry } from './conv-geometry.ts';
import { patchesOf } from './conv-patches.webgl.ts';
import { hasSmallTaps, sizesOf } from './conv-sizes.webgl.ts';
import type { Attributes, Pass, Texels } from './op.ts';
import { eachLane, hasWholeTexels } from './per-value.webgl.ts';

export { convFilterGradientWebgl } from './conv-filter-gradient.webgl.ts';

type Tensors = Record<string, Texels>;

// A texel holds four channels, or four filters. One invocation computes a pixel's texel of several images,
// so that a texel of weights, once read, serves them all.

/** GLSL: the sums of the lanes, named `s0`, `s1`, ... */
const sums = (lanes: number) => eachLane(lanes, (n) => `vec4 s${n} = vec4(0.0);`);
const give = (name: string, lanes: number) => eachLane(lanes, (n) => `${name}${n} = s${n};`);

export function convWebgl({ x, w }: Tensors, [y]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [, images, , , channels] = x.shape;
  const filters = w.shape[4];
  const prelude = sizesOf(geometry, images, channels, filters);
  if (hasWholeTexels(filters)) {
    if (hasWholeTexels(channels)) return [convOfWholeTexels(x, w, y, prelude)];
    if (hasSmallTaps(geometry, channels)) {
      const { patches, pass } = patchesOf(x, geometry, prelude);
      return [pass, convOfPatches(patches, w, y, geometry.kernel * channels, prelude)];
    }
  }
  return [convByValue({ x, w }, y, prelude)];
}

function convOfWholeTexels(x: Texels, w: Texels, y: Texels, prelude: string): Pass {
  const code = (lanes: number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    void compute(int group, int item, int row, int column) {
      int outX = quotient(column, ACROSS);
      int filters = column - outX * ACROSS;
      ${sums(lanes)}
      for (int ky = 0; ky < KERNEL; ky++) {
        int inY = row * STRIDE - PAD + ky;
        if (inY < 0 || inY >= IN) continue;
        for (int kx = 0; kx < KERNEL; kx++) {
          int inX = outX * STRIDE - PAD + kx;
          if (inX < 0 || inX >= IN) continue;
          int tap = ((group * KERNEL + ky) * KERNEL + kx) * CHANNELS * ACROSS + filters;
          Spot pixel = xSpot(group, item, inY, inX * (CHANNELS / 4));
          for (int c = 0; c < CHANNELS / 4; c++) {
            mat4 weights = mat4(w(tap), w(tap + ACROSS), w(tap + 2 * ACROSS), w(tap + 3 * ACROSS));
            ${eachLane(lanes, (n) => `s${n} += weights * x(pixel, c, ${n});`)}
            tap += 4 * ACROSS;
          }
        }
      }
      ${give('y', lanes)}
    }`;
  return { reads: { x, w }, writes: { y }, code };
}

/** @param taps of a row */
function convOfPatches(patches: Texels, w: Texels, y: Texels, taps: number, prelude: string): Pass {
  const code = (lanes: number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    void compute(int group, int item, int row, int column) {
      int outX = quotient(column, ACROSS);
      int tap = group * KERNEL * ${taps} * ACROSS + column - outX * ACROSS;
      ${sums(lanes)}
      Spot pixel = patchesSpot(group, item, row, outX * KERNEL);
      for (int ky = 0; ky < KERNEL; ky++) {
        ${eachLane(taps, (k) => `vec4 w${k} = w(tap + ${k} * ACROSS);`)}
        vec4 values;
        ${eachLane(lanes, (n) => {
          const terms = Array.from({ length: taps }, (_, k) => `w${k} * values.${'xyzw'[k]}`);
          return `values = patches(pixel, ky, ${n}); s${n} += ${terms.join(' + ')};`;
        })}
        tap += ${taps} * ACROSS;
      }
      ${give('y', lanes)}
    }`;
  return { reads: { patches, w }, writes: { y }, code };
}

export function convInputGradientWebgl({ dy, w }: Tensors, [dx]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [, images, , , filters] = dy.shape;
  const channels = w.shape[3];
  const reads = { dy, w };
  const prelude = sizesOf(geometry, images, channels, filters);
  if (!hasWholeTexels(channels)) return [inputGradientByValue(reads, dx, prelude)];
  const addPixel = hasWholeTexels(filters)
    ? (lanes: number) => `
        const int ACROSS = FILTERS / 4;
        Spot pixel = dySpot(group, item, outY, outX * ACROSS);
        int first = (tap * CHANNELS + channel) * ACROSS;
        for (int f = 0; f < ACROSS; f++) {
          mat4 weights = mat4(w(first), w(first + ACROSS), w(first + 2 * ACROSS), w(first + 3 * ACROSS));
          ${eachLane(lanes, (n) => `s${n} += dy(pixel, f, ${n}) * weights;`)}
          first++;
        }`
    : (lanes: number) => `
        int pixel = (((group * IMAGES + item) * OUT + outY) * OUT + outX) * FILTERS;
        int first = (tap * CHANNELS + channel) * FILTERS;
        for (int f = 0; f < FILTERS; f++) {
          vec4 weights = vec4(
            wAt(first + f), wAt(first + FILTERS + f), wAt(first + 2 * FILTERS + f), wAt(first + 3 * FILTERS + f)
          );
          ${eachLane(lanes, (n) => `s${n} += weights * dyAt(pixel + f + ${n} * OUT * OUT * FILTERS);`)}
        }`;
  const code = (lanes: number) => `
    ${prelude}
    void compute(int group, int item, int row, int column) {
      int inX = quotient(column, CHANNELS / 4);
      int channel = (column - inX * (CHANNELS / 4)) * 4;
      ${sums(lanes)}
      // Only every STRIDE-th tap of a row meets this pixel.
      for (int ky = remainder(row + PAD, STRIDE); ky < KERNEL; ky += STRIDE) {
        int outY = quotient(row + PAD - ky + STRIDE, STRIDE) - 1;
        if (outY < 0 || outY >= OUT) continue;
        for (int kx = remainder(inX + PAD, STRIDE); kx < KERNEL; kx += STRIDE) {
          int outX = quotient(inX + PAD - kx + STRIDE, STRIDE) - 1;
          if (outX < 0 || outX >= OUT) continue;
          int tap = (group * KERNEL + ky) * KERNEL + kx;
          ${addPixel(lanes)}
        }
      }
      ${give('dx', lanes)}
    }`;
  return [{ reads, writes: { dx }, code }];
}
