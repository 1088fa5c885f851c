import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/backend.ts';
import type { ConvGeometry } from './conv.ts';
import { type ConvJoins, type Joins, joinsOf } from './conv-joins.ts';

// The kernels write four channels at a time; other counts are left to JavaScript.
const fits = (channels: number) => channels % 4 === 0;

type Addresses = { [Group in keyof ConvJoins]: { starts: number; pairs: number } };

/** The joins of each geometry, copied into a backend's memory once. */
const copied = new WeakMap<WasmBackend, Map<ConvJoins, Addresses>>();

function joinAddresses(backend: WasmBackend, geometry: ConvGeometry): Addresses {
  const joins = joinsOf(geometry);
  const known = copied.get(backend) ?? new Map<ConvJoins, Addresses>();
  copied.set(backend, known);
  const copy = ({ starts, pairs }: Joins) => ({
    starts: backend.heap.store(starts),
    pairs: backend.heap.store(pairs),
  });
  const addresses = known.get(joins) ?? {
    byOutput: copy(joins.byOutput),
    byInput: copy(joins.byInput),
    byTap: copy(joins.byTap),
  };
  known.set(joins, addresses);
  return addresses;
}

/** Bytes of one image of a tensor `[task, image, ...]`, or of one task of `[task, ...]`. */
const bytesOf = (shape: number[]) => shape.reduce((product, n) => product * n, 4);

/** Weighs every image of `source` with its task's weights `[tap][summed][kept]`, into `result`. */
function weigh(
  backend: WasmBackend,
  { source, weights, result }: Record<'source' | 'weights' | 'result', TensorInfo>,
  { starts, pairs }: Addresses[keyof Addresses],
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
      starts,
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
  weigh(backend, { source: x, weights: w, result }, joinAddresses(backend, geometry).byOutput);
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
  weigh(backend, { source: dy, weights: turned, result }, joinAddresses(backend, geometry).byInput);
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
  const { starts, pairs } = joinAddresses(backend, geometry).byTap;
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
      starts,
      pairs,
      kernel * kernel,
      channels,
      filters,
    );
  }
  return [result];
}
