/** An antialiasing filter: its weight at a distance, in output pixels, and how far it reaches. */
interface Filter {
  reach: number;
  weight(distance: number): number;
}

/** Keys' cubic convolution with a = -0.5, as in Pillow. */
function cubic(distance: number): number {
  const a = -0.5;
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
}

const FILTERS = {
  bicubic: { reach: 2, weight: cubic },
  lanczos: { reach: 3, weight: (x: number) => (-3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
} satisfies Record<string, Filter>;

export type FilterName = keyof typeof FILTERS;

/** What one output pixel takes: `weights[i]` of input pixel `first + i`, in units of 2^-22. */
export interface Taps {
  first: number;
  weights: Int32Array;
}

/** Bits after the point of the weights, as in Pillow: 32 less 8 for the pixel and 2 for overshoot. */
const FRACTION_BITS = 22;
/** One half, so that shifting rounds. */
export const HALF = 1 << (FRACTION_BITS - 1);

/**
 * The taps of every output pixel when `from` pixels become `to`, as Pillow's `precompute_coeffs` and
 * `normalize_coeffs_8bpc` have them (src/libImaging/Resample.c): for shrinking, the filter is stretched.
 */
export function tapsFor(from: number, to: number, name: FilterName): Taps[] {
  const filter = FILTERS[name];
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const reach = filter.reach * stretch;
  return Array.from({ length: to }, (_, out) => {
    const centre = (out + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - reach + 0.5), 0);
    const last = Math.min(Math.trunc(centre + reach + 0.5), from);
    const raw = Array.from({ length: last - first }, (_, i) =>
      filter.weight((i + first - centre + 0.5) * (1 / stretch)),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    const weights = raw.map((weight) => {
      const fixed = (weight / sum) * 2 ** FRACTION_BITS;
      return Math.trunc(fixed < 0 ? fixed - 0.5 : fixed + 0.5);
    });
    return { first, weights: Int32Array.from(weights) };
  });
}

/** A fixed-point sum, `HALF` already in it, as a pixel: shifted and clipped to 0..255. */
export function toPixel(sum: number): number {
  return Math.max(0, Math.min(255, sum >> FRACTION_BITS));
}
