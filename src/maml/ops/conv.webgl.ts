import { asGeometry, type ConvGeometry } from './conv-geometry.ts';
import type { Attributes, Pass, Texels } from './op.ts';
import { constants, eachLane, hasWholeTexels, perValue } from './per-value.webgl.ts';

type Tensors = Record<string, Texels>;

const sizes = (
  { inSide, outSide, kernel, stride, pad }: ConvGeometry,
  images: number,
  channels: number,
  filters: number,
) =>
  constants({
    IN: inSide,
    OUT: outSide,
    KERNEL: kernel,
    STRIDE: stride,
    PAD: pad,
    IMAGES: images,
    CHANNELS: channels,
    FILTERS: filters,
  });

// A texel holds four channels, or four filters. One invocation computes a pixel's texel of several images,
// so that a texel of weights, once read, serves them all.

/** GLSL: the sums of the lanes, named `s0`, `s1`, ... */
const sums = (lanes: number) => eachLane(lanes, (n) => `vec4 s${n} = vec4(0.0);`);
const give = (name: string, lanes: number) => eachLane(lanes, (n) => `${name}${n} = s${n};`);

export function convWebgl({ x, w }: Tensors, [y]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [, images, , , channels] = x.shape;
  const filters = w.shape[4];
  const reads = { x, w };
  const prelude = sizes(geometry, images, channels, filters);
  if (!hasWholeTexels(filters)) return [perValue(reads, y, prelude + CONV_BY_VALUE)];
  const addPixel = hasWholeTexels(channels)
    ? (lanes: number) => `
        ivec3 pixel = xSpot(group, item, y, x0 * (CHANNELS / 4));
        for (int c = 0; c < CHANNELS / 4; c++) {
          mat4 weights = mat4(w(tap), w(tap + ACROSS), w(tap + 2 * ACROSS), w(tap + 3 * ACROSS));
          ${eachLane(lanes, (n) => `s${n} += weights * x(pixel, c, ${n});`)}
          tap += 4 * ACROSS;
        }`
    : (lanes: number) => `
        int pixel = (((group * IMAGES + item) * IN + y) * IN + x0) * CHANNELS;
        for (int c = 0; c < CHANNELS; c++) {
          vec4 weights = w(tap);
          ${eachLane(lanes, (n) => `s${n} += weights * xAt(pixel + c + ${n} * IN * IN * CHANNELS);`)}
          tap += ACROSS;
        }`;
  const code = (lanes: number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    void compute(int group, int item, int row, int column) {
      int outX = column / ACROSS;
      int filters = column - outX * ACROSS;
      ${sums(lanes)}
      for (int ky = 0; ky < KERNEL; ky++) {
        int y = row * STRIDE - PAD + ky;
        if (y < 0 || y >= IN) continue;
        for (int kx = 0; kx < KERNEL; kx++) {
          int x0 = outX * STRIDE - PAD + kx;
          if (x0 < 0 || x0 >= IN) continue;
          int tap = ((group * KERNEL + ky) * KERNEL + kx) * CHANNELS * ACROSS + filters;
          ${addPixel(lanes)}
        }
      }
      ${give('y', lanes)}
    }`;
  return [{ reads, writes: { y }, code }];
}

const CONV_BY_VALUE = `
  float value(int v) {
    int pixel = v / FILTERS;
    int filter0 = v - pixel * FILTERS;
    int row = pixel / OUT;
    int outX = pixel - row * OUT;
    int image = row / OUT;
    int outY = row - image * OUT;
    float sum = 0.0;
    for (int ky = 0; ky < KERNEL; ky++) {
      int y = outY * STRIDE - PAD + ky;
      if (y < 0 || y >= IN) continue;
      for (int kx = 0; kx < KERNEL; kx++) {
        int x0 = outX * STRIDE - PAD + kx;
        if (x0 < 0 || x0 >= IN) continue;
        int from = ((image * IN + y) * IN + x0) * CHANNELS;
        int tap = ((image / IMAGES * KERNEL + ky) * KERNEL + kx) * CHANNELS * FILTERS + filter0;
        for (int c = 0; c < CHANNELS; c++) sum += xAt(from + c) * wAt(tap + c * FILTERS);
      }
    }
    return sum;
  }`;

export function convInputGradientWebgl({ dy, w }: Tensors, [dx]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [, images, , , filters] = dy.shape;
  const channels = w.shape[3];
  const reads = { dy, w };
  const prelude = sizes(geometry, images, channels, filters);
  if (!hasWholeTexels(channels)) return [perValue(reads, dx, prelude + INPUT_GRADIENT_BY_VALUE)];
  const addPixel = hasWholeTexels(filters)
    ? (lanes: number) => `
        const int ACROSS = FILTERS / 4;
        ivec3 pixel = dySpot(group, item, outY, outX * ACROSS);
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
      int x0 = column / (CHANNELS / 4);
      int channel = (column - x0 * (CHANNELS / 4)) * 4;
      ${sums(lanes)}
      // Only every STRIDE-th tap of a row meets this pixel.
      for (int ky = (row + PAD) % STRIDE; ky < KERNEL; ky += STRIDE) {
        int outY = (row + PAD - ky) / STRIDE;
        if (row + PAD < ky || outY >= OUT) continue;
        for (int kx = (x0 + PAD) % STRIDE; kx < KERNEL; kx += STRIDE) {
          int outX = (x0 + PAD - kx) / STRIDE;
          if (x0 + PAD < kx || outX >= OUT) continue;
          int tap = (group * KERNEL + ky) * KERNEL + kx;
          ${addPixel(lanes)}
        }
      }
      ${give('dx', lanes)}
    }`;
  return [{ reads, writes: { dx }, code }];
}

const INPUT_GRADIENT_BY_VALUE = `
  float value(int v) {
    int pixel = v / CHANNELS;
    int channel = v - pixel * CHANNELS;
    int row = pixel / IN;
    int x0 = pixel - row * IN;
    int image = row / IN;
    int y = row - image * IN;
    float sum = 0.0;
    for (int ky = (y + PAD) % STRIDE; ky < KERNEL; ky += STRIDE) {
      int outY = (y + PAD - ky) / STRIDE;
      if (y + PAD < ky || outY >= OUT) continue;
      for (int kx = (x0 + PAD) % STRIDE; kx < KERNEL; kx += STRIDE) {
        int outX = (x0 + PAD - kx) / STRIDE;
        if (x0 + PAD < kx || outX >= OUT) continue;
        int from = ((image * OUT + outY) * OUT + outX) * FILTERS;
        int tap = (((image / IMAGES * KERNEL + ky) * KERNEL + kx) * CHANNELS + channel) * FILTERS;
        for (int f = 0; f < FILTERS; f++) sum += dyAt(from + f) * wAt(tap + f);
      }
    }
    return sum;
  }`;

// GLSL: the outputs whose tap `k` lies within the input: from the first to before the last one.
const REACH = `
  ivec2 reach(int k) {
    int first = k < PAD ? (PAD - k + STRIDE - 1) / STRIDE : 0;
    return ivec2(first, min(OUT - 1, (IN - 1 + PAD - k) / STRIDE) + 1);
  }`;

export function convFilterGradientWebgl({ x, dy }: Tensors, [dw]: Texels[], attributes: Attributes): Pass[] {
  const geometry = asGeometry(attributes);
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  const { kernel } = geometry;
  const reads = { x, dy };
  const prelude = sizes(geometry, images, channels, filters) + REACH;
  if (!hasWholeTexels(filters)) return [perValue(reads, dw, prelude + FILTER_GRADIENT_BY_VALUE)];
  // Lanes are channels here: a texel of the gradient and a texel of channels serve several weights each.
  const whole = hasWholeTexels(channels);
  const together = channels % 8 === 0 ? 8 : 4;
  const shape = whole
    ? [(tasks * kernel * kernel * channels) / together, together, filters]
    : [tasks * kernel, kernel * channels, filters];
  const decode = whole
    ? `
      int channel = group % (CHANNELS / ${together}) * ${together} + item;
      int tap = group / (CHANNELS / ${together});
      int kx = tap % KERNEL;
      int ky = tap / KERNEL % KERNEL;
      int task = tap / (KERNEL * KERNEL);
      ivec2 xs = reach(kx);`
    : `
      int ky = group % KERNEL;
      int task = group / KERNEL;
      ivec2 xs = ivec2(0, OUT);`;
  const addRow = (lanes: number) =>
    whole
      ? `
        ivec3 pixel = xSpot(task, n, outY * STRIDE - PAD + ky, (xs.x * STRIDE - PAD + kx) * (CHANNELS / 4) + channel / 4);
        for (int i = 0; i < xs.y - xs.x; i++) {
          vec4 gradient = dy(result, i * ACROSS, 0);
          ${eachLane(lanes / 4, (m) => `vec4 values${m} = x(pixel, i * STRIDE * (CHANNELS / 4) + ${m}, 0);`)}
          ${eachLane(lanes, (n) => `s${n} += gradient * values${n >> 2}.${'xyzw'[n & 3]};`)}
        }`
      : `
        int line = ((task * IMAGES + n) * IN + outY * STRIDE - PAD + ky) * IN;
        for (int outX = xs.x; outX < xs.y; outX++) {
          vec4 gradient = dy(result, outX * ACROSS, 0);
          ${eachLane(
            lanes,
            (n) => `
            int x${n} = outX * STRIDE - PAD + (item + ${n}) / CHANNELS;
            if (x${n} >= 0 && x${n} < IN) s${n} += gradient * xAt((line + x${n}) * CHANNELS + (item + ${n}) % CHANNELS);`,
          )}
        }`;
  const code = (lanes: number) => `
    ${prelude}
    const int ACROSS = FILTERS / 4;
    void compute(int group, int item, int row, int column) {
      ${decode}
      ivec2 ys = reach(ky);
      ${sums(lanes)}
      for (int n = 0; n < IMAGES; n++) {
        for (int outY = ys.x; outY < ys.y; outY++) {
          ivec3 result = dySpot(task, n, outY, xs.x * ACROSS + column);
          ${addRow(lanes)}
        }
      }
      ${give('dw', lanes)}
    }`;
  return [{ reads, writes: { dw: { ...dw, shape } }, code }];
}

const FILTER_GRADIENT_BY_VALUE = `
  float value(int v) {
    int row = v / FILTERS;
    int filter0 = v - row * FILTERS;
    int tap = row / CHANNELS;
    int channel = row - tap * CHANNELS;
    int task = tap / (KERNEL * KERNEL);
    ivec2 ys = reach(tap / KERNEL % KERNEL);
    ivec2 xs = reach(tap % KERNEL);
    float sum = 0.0;
    for (int n = task * IMAGES; n < (task + 1) * IMAGES; n++) {
      for (int outY = ys.x; outY < ys.y; outY++) {
        int y = outY * STRIDE - PAD + tap / KERNEL % KERNEL;
        for (int outX = xs.x; outX < xs.y; outX++) {
          int x0 = outX * STRIDE - PAD + tap % KERNEL;
          sum += xAt(((n * IN + y) * IN + x0) * CHANNELS + channel) * dyAt(((n * OUT + outY) * OUT + outX) * FILTERS + filter0);
        }
      }
    }
    return sum;
  }`;
