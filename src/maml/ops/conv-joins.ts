import type { ConvGeometry } from './conv.ts';

/**
 * Which pixels of a layer's input and output a kernel joins: pairs of `tap` and `pixel` per group, where
 * group g's pairs are `pairs[starts[g]]` up to `pairs[starts[g + 1]]`.
 */
export interface Joins {
  starts: Int32Array;
  pairs: Int32Array;
}

export interface ConvJoins {
  /** Per output pixel: taps and input pixels. */
  byOutput: Joins;
  /** Per input pixel: taps and output pixels. */
  byInput: Joins;
  /** Per tap: input pixels and output pixels. */
  byTap: Joins;
}

function toJoins(groups: number[][]): Joins {
  const starts = new Int32Array(groups.length + 1);
  groups.forEach((pairs, g) => {
    starts[g + 1] = starts[g] + pairs.length;
  });
  return { starts, pairs: Int32Array.from(groups.flat()) };
}

/** Lists the joins of a geometry; taps that fall outside the image join nothing. */
function findJoins({ inSide, outSide, kernel, stride, pad }: ConvGeometry): ConvJoins {
  const lists = (count: number) => Array.from({ length: count }, (): number[] => []);
  const byOutput = lists(outSide * outSide);
  const byInput = lists(inSide * inSide);
  const byTap = lists(kernel * kernel);
  for (let output = 0; output < outSide * outSide; output++) {
    for (let tap = 0; tap < kernel * kernel; tap++) {
      const y = Math.floor(output / outSide) * stride - pad + Math.floor(tap / kernel);
      const x = (output % outSide) * stride - pad + (tap % kernel);
      if (y < 0 || y >= inSide || x < 0 || x >= inSide) continue;
      const input = y * inSide + x;
      byOutput[output].push(tap, input);
      byInput[input].push(tap, output);
      byTap[tap].push(input, output);
    }
  }
  return { byOutput: toJoins(byOutput), byInput: toJoins(byInput), byTap: toJoins(byTap) };
}

const known = new WeakMap<ConvGeometry, ConvJoins>();

/** The joins of a geometry, listed once. */
export function joinsOf(geometry: ConvGeometry): ConvJoins {
  const joins = known.get(geometry) ?? findJoins(geometry);
  known.set(geometry, joins);
  return joins;
}
