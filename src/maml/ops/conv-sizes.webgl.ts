import type { ConvGeometry } from './conv-geometry.ts';
import { constants } from './per-value.webgl.ts';

/**
 * GLSL: a convolution's sizes, and `reach(k)`, the outputs whose tap k lies within the input: from the first
 * one to before the last.
 */
export function sizesOf(
  { inSide, outSide, kernel, stride, pad }: ConvGeometry,
  images: number,
  channels: number,
  filters: number,
): string {
  const sizes = constants({
    IN: inSide,
    OUT: outSide,
    KERNEL: kernel,
    STRIDE: stride,
    PAD: pad,
    IMAGES: images,
    CHANNELS: channels,
    FILTERS: filters,
  });
  return `
    ${sizes}
    ivec2 reach(int k) {
      return ivec2(max(0, (PAD - k + STRIDE - 1) / STRIDE), min(OUT - 1, (IN - 1 + PAD - k) / STRIDE) + 1);
    }`;
}

/** Channels of a pixel's patch: each row of taps is padded to a texel. */
export const PATCH_ROW = 4;

/** Whether a row of taps fits into one texel, as it does for drawings, which have one channel. */
export function hasSmallTaps({ kernel }: ConvGeometry, channels: number): boolean {
  return kernel * channels <= PATCH_ROW;
}
