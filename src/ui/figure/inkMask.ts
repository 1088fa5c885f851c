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
  const wide = new Float32Array(side * large);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < large; x++) {
      wide[y * large + x] = interpolate(x, side, (i) => 255 - pixels[y * side + i]);
    }
  }
  const mask = new Uint8ClampedArray(large * large);
  for (let y = 0; y < large; y++) {
    for (let x = 0; x < large; x++) {
      mask[y * large + x] = interpolate(y, side, (i) => wide[i * large + x]) / FULL_INK;
    }
  }
  return mask;
}

/** The value at large position `at` between four neighbours on a line of `side` values. */
function interpolate(at: number, side: number, valueAt: (index: number) => number): number {
  const centre = (at + 0.5) / MASK_SCALE - 0.5;
  const left = Math.floor(centre);
  const t = centre - left;
  const near = (offset: number) => valueAt(Math.min(side - 1, Math.max(0, left + offset)));
  const [a, b, c, d] = [near(-1), near(0), near(1), near(2)];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
