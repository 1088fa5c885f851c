import { type FilterName, HALF, type Taps, tapsFor, toPixel } from './weights.ts';

/** A grey image, row-major, 0 black to 255 white. */
export interface GreyImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** One pass over lines of pixels that lie `step` apart in a line; lines `stride` apart. */
function resample(
  source: Uint8Array,
  taps: readonly Taps[],
  lines: number,
  from: { step: number; stride: number },
  to: { step: number; stride: number },
): Uint8Array {
  const target = new Uint8Array(lines * taps.length);
  for (let line = 0; line < lines; line++) {
    taps.forEach(({ first, weights }, out) => {
      let sum = HALF;
      let at = line * from.stride + first * from.step;
      for (const weight of weights) {
        sum += weight * source[at];
        at += from.step;
      }
      target[line * to.stride + out * to.step] = toPixel(sum);
    });
  }
  return target;
}

/**
 * Resizes with antialiasing, byte for byte as Pillow resizes images of mode `L`: rows first, rounded and
 * clipped to bytes, then columns.
 */
export function resizeGrey(image: GreyImage, width: number, height: number, filter: FilterName): Uint8Array {
  let { pixels } = image;
  if (image.width !== width) {
    const taps = tapsFor(image.width, width, filter);
    pixels = resample(
      pixels,
      taps,
      image.height,
      { step: 1, stride: image.width },
      { step: 1, stride: width },
    );
  }
  if (image.height !== height) {
    const taps = tapsFor(image.height, height, filter);
    const columns = { step: width, stride: 1 };
    pixels = resample(pixels, taps, width, columns, columns);
  }
  return pixels;
}
