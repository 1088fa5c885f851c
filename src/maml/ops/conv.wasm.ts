import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/backend.ts';
import type { ConvGeometry } from './conv.ts';
import { type Joins, joinsOf } from './conv-joins.ts';
import { sizeOf } from './op.ts';

// The kernels write four channels at a time; other counts are left to JavaScript.
const fits = (channels: number) => channels % 4 === 0;

/** Where a geometry's joins lie in a backend's memory: groups as rows, or as starts, and their pairs. */
interface JoinAddress {
  groups: number;
  pairs: number;
}

/** The joins of each geometry, copied into a backend's memory once. */
const copied = new WeakMap<WasmBackend, Map<Joins, JoinAddress>>();

function addressOf(joins: Joins, backend: WasmBackend, groupsOf: (joins: Joins) => Int32Array): JoinAddress {
  const known = copied.get(backend) ?? new Map<Joins, JoinAddress>();
  copied.set(backend, known);
  const { heap } = backend;
  const address = known.get(joins) ?? {
    groups: heap.store(groupsOf(joins)),
    pairs: heap.store(joins.pairs),
  };
  known.set(joins, address);
  return address;
}

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

/** Bytes of one image of a tensor `[task, image, ...]`, or of one task of `[task, ...]`. */
const bytesOf = (shape: number[]) => 4 * sizeOf(shape);

/** Weighs every image of `source` with its task's weights `[tap][summed][kept]`, into `result`. */
function weigh(
  backend: WasmBackend,
  { source, weights, result }: Record<'source' | 'weights' | 'result', TensorInfo>,
  { groups, pairs }: JoinAddress,
): void {
  const [tasks, images, height, width, kept] = result.shape;
  const summed = source.shape[4];
  const at = backend.addresses({ source, weights, result });
  const bytes = {
    source: bytesOf(source.shape.slice(2)),
    weights: bytesOf(weights.shape.slice(1)),
    result: bytesOf(result.shape.slice(2)),
  };
  for (let image = 0; image < tasks * images; image++) {
    backend.kernels.weighPixels(
      at.source + image * bytes.source,
      at.weights + Math.floor(image / images) * bytes.weights,
      at.result + image * bytes.result,
      groups,
      pairs,
      height * width,
      summed,
      kept,
    );
  }
}

export function convWasm(
  x: TensorInfo,
  w: TensorInfo,
  geometry: ConvGeometry,
  backend: WasmBackend,
): TensorInfo[] | null {
  const [tasks, images] = x.shape;
  const filters = w.shape[4];
  if (!fits(filters)) return null;
  const result = backend.create([tasks, images, geometry.outSide, geometry.outSide, filters]);
  weigh(backend, { source: x, weights: w, result }, addressOf(joinsOf(geometry).byOutput, backend, rowsOf));
  return [result];
}

export function convInputGradientWasm(
  dy: TensorInfo,
  w: TensorInfo,
  geometry: ConvGeometry,
  backend: WasmBackend,
): TensorInfo[] | null {
  const [tasks, images] = dy.shape;
  const [, kernel, , channels, filters] = w.shape;
  if (!fits(channels)) return null;
  const turned = backend.create([tasks, kernel, kernel, filters, channels]);
  const at = backend.addresses({ w, turned });
  backend.kernels.turnFilters(at.w, at.turned, tasks * kernel * kernel, channels, filters);
  const result = backend.create([tasks, images, geometry.inSide, geometry.inSide, channels]);
  weigh(
    backend,
    { source: dy, weights: turned, result },
    addressOf(joinsOf(geometry).byInput, backend, rowsOf),
  );
  backend.disposeIntermediateTensorInfo(turned);
  return [result];
}

export function convFilterGradientWasm(
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvGeometry,
  backend: WasmBackend,
): TensorInfo[] | null {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  if (!fits(filters)) return null;
  const { kernel } = geometry;
  const { groups, pairs } = addressOf(joinsOf(geometry).byTap, backend, ({ starts }) => starts);
  const result = backend.zeros([tasks, kernel, kernel, channels, filters]);
  const at = backend.addresses({ x, dy, result });
  const bytes = {
    x: bytesOf(x.shape.slice(2)),
    dy: bytesOf(dy.shape.slice(2)),
    result: bytesOf(result.shape.slice(1)),
  };
  for (let image = 0; image < tasks * images; image++) {
    backend.kernels.addFilterGradient(
      at.x + image * bytes.x,
      at.dy + image * bytes.dy,
      at.result + Math.floor(image / images) * bytes.result,
      groups,
      pairs,
      kernel * kernel,
      channels,
      filters,
    );
  }
  return [result];
}
