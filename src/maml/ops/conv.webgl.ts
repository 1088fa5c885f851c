import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './conv.ts';
import type { Program } from './op.ts';

const constants = ({ inSide, outSide, kernel, stride, pad }: ConvGeometry, sizes: Record<string, number>) =>
  Object.entries({ IN: inSide, OUT: outSide, KERNEL: kernel, STRIDE: stride, PAD: pad, ...sizes })
    .map(([name, value]) => `const int ${name} = ${value};`)
    .join('\n');

export function convWebgl(x: TensorInfo, w: TensorInfo, geometry: ConvGeometry): Program {
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

export function convInputGradientWebgl(dy: TensorInfo, w: TensorInfo, geometry: ConvGeometry): Program {
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

export function convFilterGradientWebgl(x: TensorInfo, dy: TensorInfo, geometry: ConvGeometry): Program {
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
