import type { ConvGeometry } from './conv.ts';
import { type Joins, joinsOf } from './conv-joins.ts';

const BYTES = 4;

/** Values a source pixel, a result pixel and a tap of the weights take. */
interface Sizes {
  source: number;
  result: number;
  weights: number;
}

/**
 * The pixels of a result by the taps they have, as `convolve` reads them. Pixels of the same taps find their
 * sources at the same distances.
 */
export function classesOf({ starts, pairs }: Joins, { source, result, weights }: Sizes): Int32Array {
  const classes = new Map<string, { taps: number[]; pixels: number[] }>();
  for (let pixel = 0; pixel + 1 < starts.length; pixel++) {
    const own = pairs.subarray(starts[pixel], starts[pixel + 1]);
    const first = own[1] ?? 0;
    const taps = Array.from(own, (value, i) =>
      i % 2 === 0 ? value * weights * BYTES : (value - first) * source * BYTES,
    );
    const known = classes.get(taps.join()) ?? { taps, pixels: [] };
    classes.set(taps.join(), known);
    known.pixels.push(first * source * BYTES, pixel * result * BYTES);
  }
  const END = -1;
  return Int32Array.from([
    ...[...classes.values()].flatMap(({ taps, pixels }) => [
      taps.length / 2,
      pixels.length / 2,
      ...taps,
      ...pixels,
    ]),
    END,
  ]);
}

/** The pairs of input and output pixel by tap, as `filterGradient` reads them. */
export function pairsOf(geometry: ConvGeometry, channels: number, filters: number): Int32Array {
  const { starts, pairs } = joinsOf(geometry).byTap;
  const offsets = pairs.map((pixel, i) => pixel * (i % 2 === 0 ? channels : filters) * BYTES);
  return Int32Array.from(
    Array.from({ length: starts.length - 1 }, (_, tap) => {
      const own = offsets.subarray(starts[tap], starts[tap + 1]);
      return [own.length / 2, ...own];
    }).flat(),
  );
}
