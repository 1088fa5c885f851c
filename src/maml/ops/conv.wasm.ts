import type { ConvGeometry } from './conv.ts';
import { type Joins, joinsOf } from './conv-joins.ts';
import type { Attributes, Machine, Region } from './op.ts';

type Bound = (() => void) | null;

// The kernels write four channels at a time; other counts are left to JavaScript.
const fits = (channels: number) => channels % 4 === 0;

/**
 * The pixels' pairs as `weighPixels` reads them: pixels of the same taps one after the other, and a mark
 * where two of them can share the weights.
 */
function rowsOf({ starts, pairs }: Joins): Int32Array {
  const pixels = Array.from({ length: starts.length - 1 }, (_, pixel) => {
    const taps = pairs.subarray(starts[pixel], starts[pixel + 1]).filter((_, i) => i % 2 === 0);
    return { pixel, taps: taps.join() };
  });
  pixels.sort((a, b) => (a.taps < b.taps ? -1 : a.taps > b.taps ? 1 : a.pixel - b.pixel));
  return Int32Array.from(
    pixels.flatMap(({ pixel, taps }, i) => [
      pixel,
      starts[pixel],
      starts[pixel + 1],
      pixels[i + 1]?.taps === taps ? 1 : 0,
    ]),
  );
}

/** Weighs every image of `source` with its task's weights `[tap][summed][kept]`, into `result`. */
function weigh(
  source: Region,
  weights: { address: number; bytes: number },
  result: Region,
  joins: Joins,
  machine: Machine,
): () => void {
  const [tasks, images, height, width, kept] = result.shape;
  const [, , inHeight, inWidth, summed] = source.shape;
  const rows = machine.table(rowsOf(joins));
  const pairs = machine.table(joins.pairs);
  const { weighPixels } = machine.kernels;
  return () => {
    for (let image = 0; image < tasks * images; image++) {
      weighPixels(
        source.address + image * 4 * inHeight * inWidth * summed,
        weights.address + Math.floor(image / images) * weights.bytes,
        result.address + image * 4 * height * width * kept,
        rows,
        pairs,
        height * width,
        summed,
        kept,
      );
    }
  };
}

export function convWasm(
  { x, w }: Record<string, Region>,
  [y]: Region[],
  attributes: Attributes,
  machine: Machine,
): Bound {
  const [, kernel, , channels, filters] = w.shape;
  if (!fits(filters)) return null;
  const weights = { address: w.address, bytes: 4 * kernel * kernel * channels * filters };
  return weigh(x, weights, y, joinsOf(attributes as ConvGeometry).byOutput, machine);
}

export function convInputGradientWasm(
  { dy, w }: Record<string, Region>,
  [dx]: Region[],
  attributes: Attributes,
  machine: Machine,
): Bound {
  const [tasks, kernel, , channels, filters] = w.shape;
  if (!fits(channels)) return null;
  const bytes = 4 * kernel * kernel * channels * filters;
  const turned = machine.scratch(tasks * bytes);
  const { turnFilters } = machine.kernels;
  const run = weigh(dy, { address: turned, bytes }, dx, joinsOf(attributes as ConvGeometry).byInput, machine);
  return () => {
    turnFilters(w.address, turned, tasks * kernel * kernel, channels, filters);
    run();
  };
}

export function convFilterGradientWasm(
  { x, dy }: Record<string, Region>,
  [dw]: Region[],
  attributes: Attributes,
  machine: Machine,
): Bound {
  const { kernel, inSide, outSide } = attributes as ConvGeometry;
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  if (!fits(filters)) return null;
  const { starts, pairs } = joinsOf(attributes as ConvGeometry).byTap;
  const groups = machine.table(starts);
  const joined = machine.table(pairs);
  const { addFilterGradient, fillZero } = machine.kernels;
  const bytes = 4 * kernel * kernel * channels * filters;
  return () => {
    fillZero(dw.address, tasks * bytes);
    for (let image = 0; image < tasks * images; image++) {
      addFilterGradient(
        x.address + image * 4 * inSide * inSide * channels,
        dy.address + image * 4 * outSide * outSide * filters,
        dw.address + Math.floor(image / images) * bytes,
        groups,
        joined,
        kernel * kernel,
        channels,
        filters,
      );
    }
  };
}
