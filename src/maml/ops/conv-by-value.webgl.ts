import type { Pass, Texels } from './op.ts';
import { perValue } from './per-value.webgl.ts';

// The convolutions value by value, for counts of channels or filters that do not fill whole texels. The code
// knows the constants of `conv-sizes.webgl.ts`.

export function convByValue(reads: Record<string, Texels>, y: Texels, prelude: string): Pass {
  const code = `
    ${prelude}
    float value(int v) {
      int pixel = quotient(v, FILTERS);
      int line = quotient(pixel, OUT);
      int image = quotient(line, OUT);
      int outX = pixel - line * OUT;
      int outY = line - image * OUT;
      int weights = quotient(image, IMAGES) * KERNEL * KERNEL * CHANNELS * FILTERS + v - pixel * FILTERS;
      float sum = 0.0;
      for (int ky = 0; ky < KERNEL; ky++) {
        int inY = outY * STRIDE - PAD + ky;
        if (inY < 0 || inY >= IN) continue;
        for (int kx = 0; kx < KERNEL; kx++) {
          int inX = outX * STRIDE - PAD + kx;
          if (inX < 0 || inX >= IN) continue;
          int from = ((image * IN + inY) * IN + inX) * CHANNELS;
          int tap = weights + (ky * KERNEL + kx) * CHANNELS * FILTERS;
          for (int c = 0; c < CHANNELS; c++) sum += xAt(from + c) * wAt(tap + c * FILTERS);
        }
      }
      return sum;
    }`;
  return perValue(reads, y, code);
}

export function inputGradientByValue(reads: Record<string, Texels>, dx: Texels, prelude: string): Pass {
  const code = `
    ${prelude}
    float value(int v) {
      int pixel = quotient(v, CHANNELS);
      int line = quotient(pixel, IN);
      int image = quotient(line, IN);
      int inX = pixel - line * IN;
      int inY = line - image * IN;
      int weights = quotient(image, IMAGES) * KERNEL * KERNEL * CHANNELS + v - pixel * CHANNELS;
      float sum = 0.0;
      for (int ky = remainder(inY + PAD, STRIDE); ky < KERNEL; ky += STRIDE) {
        int outY = quotient(inY + PAD - ky + STRIDE, STRIDE) - 1;
        if (outY < 0 || outY >= OUT) continue;
        for (int kx = remainder(inX + PAD, STRIDE); kx < KERNEL; kx += STRIDE) {
          int outX = quotient(inX + PAD - kx + STRIDE, STRIDE) - 1;
          if (outX < 0 || outX >= OUT) continue;
          int from = ((image * OUT + outY) * OUT + outX) * FILTERS;
          int tap = (weights + (ky * KERNEL + kx) * CHANNELS) * FILTERS;
          for (int f = 0; f < FILTERS; f++) sum += dyAt(from + f) * wAt(tap + f);
        }
      }
      return sum;
    }`;
  return perValue(reads, dx, code);
}

export function filterGradientByValue(reads: Record<string, Texels>, dw: Texels, prelude: string): Pass {
  const code = `
    ${prelude}
    float value(int v) {
      int row = quotient(v, FILTERS);
      int tap = quotient(row, CHANNELS);
      int line = quotient(tap, KERNEL);
      int task = quotient(line, KERNEL);
      int kx = tap - line * KERNEL;
      int ky = line - task * KERNEL;
      ivec2 xs = reach(kx);
      ivec2 ys = reach(ky);
      float sum = 0.0;
      for (int n = task * IMAGES; n < (task + 1) * IMAGES; n++) {
        for (int outY = ys.x; outY < ys.y; outY++) {
          int from = ((n * IN + outY * STRIDE - PAD + ky) * IN - PAD + kx) * CHANNELS + row - tap * CHANNELS;
          int result = (n * OUT + outY) * OUT * FILTERS + v - row * FILTERS;
          for (int outX = xs.x; outX < xs.y; outX++) {
            sum += xAt(from + outX * STRIDE * CHANNELS) * dyAt(result + outX * FILTERS);
          }
        }
      }
      return sum;
    }`;
  return perValue(reads, dw, code);
}
