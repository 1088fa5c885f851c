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

export function convWasm(x: TensorInfo, w: TensorInfo, geometry: ConvGeometry, backend: WasmBackend) {
  const [tasks, images] = x.shape;
  const [, kernel, , channels, filters] = w.shape;
  if (!fits(filters)) return null;
  const { inSide, outSide } = geometry;
  const { starts, pairs } = joinAddresses(backend, geometry).byOutput;
  const result = backend.create([tasks, images, outSide, outSide, filters]);
  const at = backend.addresses({ x, w, result });
  const bytes = { x: inSide * inSide * channels * 4, y: outSide * outSide * filters * 4 };
  const taskBytes = kernel * kernel * channels * filters * 4;
  for (let image = 0; image < tasks * images; image++) {
    backend.kernels.weighPixels(
      at.x + image * bytes.x,
      at.w + Math.floor(image / images) * taskBytes,
      at.result + image * bytes.y,
      starts,
      pairs,
      outSide * outSide,
      channels,
      filters,
    );
  }
  return [result];
}

export function convInputGradientWasm(
  dy: TensorInfo,
  w: TensorInfo,
  geometry: ConvGeometry,
  backend: WasmBackend,
) {
  const [tasks, images] = dy.shape;
  const [, kernel, , channels, filters] = w.shape;
  if (!fits(channels)) return null;
  const { inSide, outSide } = geometry;
  const { starts, pairs } = joinAddresses(backend, geometry).byInput;
  const result = backend.create([tasks, images, inSide, inSide, channels]);
  const turned = backend.create(w.shape);
  const at = backend.addresses({ dy, w, result, turned });
  const bytes = { x: inSide * inSide * channels * 4, y: outSide * outSide * filters * 4 };
  const taskBytes = kernel * kernel * channels * filters * 4;
  backend.kernels.turnFilters(at.w, at.turned, tasks * kernel * kernel, channels, filters);
  for (let image = 0; image < tasks * images; image++) {
    backend.kernels.weighPixels(
      at.dy + image * bytes.y,
      at.turned + Math.floor(image / images) * taskBytes,
      at.result + image * bytes.x,
      starts,
      pairs,
      inSide * inSide,
      filters,
      channels,
    );
  }
  backend.disposeIntermediateTensorInfo(turned);
  return [result];
}

export function convFilterGradientWasm(
  x: TensorInfo,
  dy: TensorInfo,
  geometry: ConvGeometry,
  backend: WasmBackend,
) {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  if (!fits(filters)) return null;
  const { inSide, outSide, kernel } = geometry;
  const { starts, pairs } = joinAddresses(backend, geometry).byTap;
  const result = backend.zeros([tasks, kernel, kernel, channels, filters]);
  const at = backend.addresses({ x, dy, result });
  const bytes = { x: inSide * inSide * channels * 4, y: outSide * outSide * filters * 4 };
  const taskBytes = kernel * kernel * channels * filters * 4;
  for (let image = 0; image < tasks * images; image++) {
    backend.kernels.addFilterGradient(
      at.x + image * bytes.x,
      at.dy + image * bytes.y,
      at.result + Math.floor(image / images) * taskBytes,
      starts,
      pairs,
      kernel * kernel,
      channels,
      filters,
    );
  }
  return [result];
}
