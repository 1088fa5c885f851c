/** How many mask pixels a drawing's pixel becomes on each side. */
export const MASK_SCALE = 3;

/** Ink beyond this share of full black is drawn at full strength: thin strokes stay legible when small. */
const FULL_INK = 0.62;

/**
 * A drawing as ink only, enlarged threefold by Catmull-Rom interpolation (Keys' cubic convolution with
 * a = -1/2), so that it stays smooth at any size the page shows it.
 *
 * @param pixels `[side * side]`, grey, paper 255, ink 0.
 * @returns Opacity of the ink, `[3 * side * 3 * side]`, 0 to 255.
 */
export function inkMask(pixels: Uint8Array): Uint8ClampedArray {
  const side = Math.sqrt(pixels.length);
  const large = side * MASK_SCALE;
  const taps = Array.from({ length: large }, (_, at) => tapsAt(at, side));
  const wide = new Float32Array(side * large);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < large; x++) {
      const { indices, weights } = taps[x];
      let ink = 0;
      for (let k = 0; k < 4; k++) ink += weights[k] * (255 - pixels[y * side + indices[k]]);
      wide[y * large + x] = ink;
    }
  }
  const mask = new Uint8ClampedArray(large * large);
  for (let y = 0; y < large; y++) {
    const { indices, weights } = taps[y];
    for (let x = 0; x < large; x++) {
      let ink = 0;
      for (let k = 0; k < 4; k++) ink += weights[k] * wide[indices[k] * large + x];
      mask[y * large + x] = ink / FULL_INK;
    }
  }
  return mask;
}

/** The four pixels of a line of `side` that large pixel `at` is made of, and their weights. */
function tapsAt(at: number, side: number): { indices: number[]; weights: number[] } {
  const centre = (at + 0.5) / MASK_SCALE - 0.5;
  const left = Math.floor(centre);
  const t = centre - left;
  return {
    indices: [-1, 0, 1, 2].map((offset) => Math.min(side - 1, Math.max(0, left + offset))),
    weights: [
      0.5 * t * (-1 + t * (2 - t)),
      0.5 * (2 + t * t * (-5 + 3 * t)),
      0.5 * t * (1 + t * (4 - 3 * t)),
      0.5 * t * t * (t - 1),
    ],
  };
}
