import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './conv.ts';
import type { Draw, Program } from './op.ts';
import { PACKED_AT, pack, packTurned, texelShape, unpack } from './packing.webgl.ts';

/**
 * GLSL: adds one pixel's values, weighed by one tap of `w` `[tap][summed][kept]`, to `sum`; reads four at a
 * time where there are four.
 */
const weigh = (source: string, summed: number) =>
  fits(summed)
    ? `
  for (int s = 0; s < SUMMED; s += 4) {
    vec4 value = texelAt(${source}, (pixel + s) / 4);
    int weight = tap + s * KEPT;
    sum += value.x * texelAt(w, weight) + value.y * texelAt(w, weight + KEPT)
      + value.z * texelAt(w, weight + 2 * KEPT) + value.w * texelAt(w, weight + 3 * KEPT);
  }`
    : `
  for (int s = 0; s < SUMMED; s++) sum += packedAt(${source}, pixel + s) * texelAt(w, tap + s * KEPT);`;

/** A texel holds four channels; other counts are computed value by value. */
const fits = (channels: number) => channels % 4 === 0;

const constants = ({ inSide, outSide, kernel, stride, pad }: ConvGeometry, sizes: Record<string, number>) =>
  Object.entries({ IN: inSide, OUT: outSide, KERNEL: kernel, STRIDE: stride, PAD: pad, ...sizes })
    .map(([name, value]) => `const int ${name} = ${value};`)
    .join('\n');

function conv(x: TensorInfo, w: TensorInfo, geometry: ConvGeometry): Program {
  const [tasks, images, , , channels] = x.shape;
  const filters = w.shape[4];
  return {
    shape: [tasks, images, geometry.outSide, geometry.outSide, filters],
    reads: { x, w },
    code: `
      ${constants(geometry, { IMAGES: images, CHANNELS: channels, FILTERS: filters })}
      void main() {
        ivec5 o = getOutputCoords();
        int image = (o.x * IMAGES + o.y) * IN * IN * CHANNELS;
        int filters = o.x * KERNEL * KERNEL * CHANNELS * FILTERS + o.u;
        float sum = 0.0;
        for (int ky = 0; ky < KERNEL; ky++) {
          int y = o.z * STRIDE - PAD + ky;
          if (y < 0 || y >= IN) continue;
          for (int kx = 0; kx < KERNEL; kx++) {
            int column = o.w * STRIDE - PAD + kx;
            if (column < 0 || column >= IN) continue;
            int pixel = image + (y * IN + column) * CHANNELS;
            int tap = filters + (ky * KERNEL + kx) * CHANNELS * FILTERS;
            for (int c = 0; c < CHANNELS; c++) sum += at(x, pixel + c) * at(w, tap + c * FILTERS);
          }
        }
        setOutput(sum);
      }`,
  };
}

function inputGradient(dy: TensorInfo, w: TensorInfo, geometry: ConvGeometry): Program {
  const [tasks, images, , , filters] = dy.shape;
  const channels = w.shape[3];
  return {
    shape: [tasks, images, geometry.inSide, geometry.inSide, channels],
    reads: { dy, w },
    code: `
      ${constants(geometry, { IMAGES: images, CHANNELS: channels, FILTERS: filters })}
      void main() {
        ivec5 o = getOutputCoords();
        int image = (o.x * IMAGES + o.y) * OUT * OUT * FILTERS;
        int filters = (o.x * KERNEL * KERNEL * CHANNELS + o.u) * FILTERS;
        float sum = 0.0;
        for (int ky = 0; ky < KERNEL; ky++) {
          int strided = o.z + PAD - ky;
          if (strided < 0 || strided % STRIDE != 0 || strided >= OUT * STRIDE) continue;
          for (int kx = 0; kx < KERNEL; kx++) {
            int stridedX = o.w + PAD - kx;
            if (stridedX < 0 || stridedX % STRIDE != 0 || stridedX >= OUT * STRIDE) continue;
            int pixel = image + (strided / STRIDE * OUT + stridedX / STRIDE) * FILTERS;
            int tap = filters + (ky * KERNEL + kx) * CHANNELS * FILTERS;
            for (int f = 0; f < FILTERS; f++) sum += at(dy, pixel + f) * at(w, tap + f);
          }
        }
        setOutput(sum);
      }`,
  };
}

function filterGradient(x: TensorInfo, dy: TensorInfo, geometry: ConvGeometry): Program {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  return {
    shape: [tasks, geometry.kernel, geometry.kernel, channels, filters],
    reads: { x, dy },
    code: `
      ${constants(geometry, { IMAGES: images, CHANNELS: channels, FILTERS: filters })}
      void main() {
        ivec5 o = getOutputCoords();
        float sum = 0.0;
        for (int n = 0; n < IMAGES; n++) {
          int image = (o.x * IMAGES + n) * IN * IN * CHANNELS + o.w;
          int result = (o.x * IMAGES + n) * OUT * OUT * FILTERS + o.u;
          for (int outY = 0; outY < OUT; outY++) {
            int y = outY * STRIDE - PAD + o.y;
            if (y < 0 || y >= IN) continue;
            float row = 0.0;
            for (int outX = 0; outX < OUT; outX++) {
              int column = outX * STRIDE - PAD + o.z;
              if (column < 0 || column >= IN) continue;
              row += at(x, image + (y * IN + column) * CHANNELS) * at(dy, result + (outY * OUT + outX) * FILTERS);
            }
            sum += row;
          }
        }
        setOutput(sum);
      }`,
  };
}

// The packed programs read and write four channels a texel, which saves most of the reads; packing and
// unpacking around them costs one read a value.

/** Draws `code`, which reads packed tensors and writes four channels of `shape`'s last axis a texel. */
function drawPacked(
  reads: Record<string, TensorInfo>,
  shape: number[],
  code: string,
  draw: Draw,
): TensorInfo {
  const packed = { reads: true, writes: true };
  return unpack(draw({ shape: texelShape(shape), reads, code, packed }), shape, draw);
}

export function convWebgl(x: TensorInfo, w: TensorInfo, geometry: ConvGeometry, draw: Draw): TensorInfo {
  const [tasks, images, , , channels] = x.shape;
  const filters = w.shape[4];
  if (!fits(filters)) return draw(conv(x, w, geometry));
  const { outSide } = geometry;
  const code = `
    ${PACKED_AT}
    ${constants(geometry, { IMAGES: images, SUMMED: channels, KEPT: filters / 4 })}
    void main() {
      int texel = getOutputCoords().x;
      int position = texel / KEPT;
      int column = position % OUT;
      int row = position / OUT % OUT;
      int image = position / (OUT * OUT);
      int filters = image / IMAGES * KERNEL * KERNEL * SUMMED * KEPT + texel % KEPT;
      vec4 sum = vec4(0.0);
      for (int ky = 0; ky < KERNEL; ky++) {
        int y = row * STRIDE - PAD + ky;
        if (y < 0 || y >= IN) continue;
        for (int kx = 0; kx < KERNEL; kx++) {
          int x0 = column * STRIDE - PAD + kx;
          if (x0 < 0 || x0 >= IN) continue;
          int pixel = ((image * IN + y) * IN + x0) * SUMMED;
          int tap = filters + (ky * KERNEL + kx) * SUMMED * KEPT;
          ${weigh('x', channels)}
        }
      }
      setOutput(sum);
    }`;
  return drawPacked(
    { x: pack(x, draw), w: pack(w, draw) },
    [tasks, images, outSide, outSide, filters],
    code,
    draw,
  );
}

export function convInputGradientWebgl(
  dy: TensorInfo,
  w: TensorInfo,
  geometry: ConvGeometry,
  draw: Draw,
): TensorInfo {
  const [tasks, images, , , filters] = dy.shape;
  const channels = w.shape[3];
  if (!fits(channels)) return draw(inputGradient(dy, w, geometry));
  const { inSide } = geometry;
  const code = `
    ${PACKED_AT}
    ${constants(geometry, { IMAGES: images, SUMMED: filters, KEPT: channels / 4 })}
    void main() {
      int texel = getOutputCoords().x;
      int position = texel / KEPT;
      int column = position % IN;
      int row = position / IN % IN;
      int image = position / (IN * IN);
      int filters = image / IMAGES * KERNEL * KERNEL * SUMMED * KEPT + texel % KEPT;
      vec4 sum = vec4(0.0);
      for (int ky = 0; ky < KERNEL; ky++) {
        int strided = row + PAD - ky;
        if (strided < 0 || strided % STRIDE != 0 || strided >= OUT * STRIDE) continue;
        for (int kx = 0; kx < KERNEL; kx++) {
          int stridedX = column + PAD - kx;
          if (stridedX < 0 || stridedX % STRIDE != 0 || stridedX >= OUT * STRIDE) continue;
          int pixel = ((image * OUT + strided / STRIDE) * OUT + stridedX / STRIDE) * SUMMED;
          int tap = filters + (ky * KERNEL + kx) * SUMMED * KEPT;
          ${weigh('dy', filters)}
        }
      }
      setOutput(sum);
    }`;
  const shape = [tasks, images, inSide, inSide, channels];
  return drawPacked({ dy: pack(dy, draw), w: packTurned(w, draw) }, shape, code, draw);
}

export function convFilterGradientWebgl(
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvGeometry,
  draw: Draw,
): TensorInfo {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  if (!fits(filters)) return draw(filterGradient(x, dy, geometry));
  const { kernel } = geometry;
  const code = `
    ${PACKED_AT}
    ${constants(geometry, { IMAGES: images, CHANNELS: channels, FILTERS: filters / 4 })}
    void main() {
      int texel = getOutputCoords().x;
      int filters = texel % FILTERS;
      int channel = texel / FILTERS % CHANNELS;
      int tap = texel / (FILTERS * CHANNELS) % (KERNEL * KERNEL);
      int task = texel / (FILTERS * CHANNELS * KERNEL * KERNEL);
      int ky = tap / KERNEL - PAD;
      int kx = tap % KERNEL - PAD;
      vec4 sum = vec4(0.0);
      for (int n = 0; n < IMAGES; n++) {
        int image = task * IMAGES + n;
        for (int outY = 0; outY < OUT; outY++) {
          int y = outY * STRIDE + ky;
          if (y < 0 || y >= IN) continue;
          vec4 row = vec4(0.0);
          for (int outX = 0; outX < OUT; outX++) {
            int column = outX * STRIDE + kx;
            if (column < 0 || column >= IN) continue;
            float value = packedAt(x, ((image * IN + y) * IN + column) * CHANNELS + channel);
            row += value * texelAt(dy, ((image * OUT + outY) * OUT + outX) * FILTERS + filters);
          }
          sum += row;
        }
      }
      setOutput(sum);
    }`;
  return drawPacked(
    { x: pack(x, draw), dy: pack(dy, draw) },
    [tasks, kernel, kernel, channels, filters],
    code,
    draw,
  );
}
