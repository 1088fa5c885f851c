import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/backend.ts';
import { EPSILON } from './batch-norm-epsilon.ts';
import { sizeOf } from './op.ts';

type Tensors = Record<string, TensorInfo>;

/** Runs `kernel` for each task, with every tensor's address at that task. */
function eachTask(
  tensors: Tensors,
  backend: WasmBackend,
  kernel: (at: Record<string, number>) => void,
): void {
  const { x } = tensors;
  const tasks = x.shape[0];
  const bytes: Record<string, number> = {};
  for (const [name, { shape }] of Object.entries(tensors)) {
    bytes[name] = (sizeOf(shape) / tasks) * 4;
  }
  const at = backend.addresses(tensors);
  for (let task = 0; task < tasks; task++) {
    kernel(at);
    for (const name of Object.keys(at)) at[name] += bytes[name];
  }
}

/** The kernels take four channels at a time; other counts are left to JavaScript. */
const fits = ({ x }: Tensors) => x.shape[4] % 4 === 0;

export function batchNormReluWasm({ x, gamma, beta }: Tensors, backend: WasmBackend): TensorInfo[] | null {
  if (!fits({ x })) return null;
  const [tasks, images, height, width, channels] = x.shape;
  const y = backend.create(x.shape);
  const statistics = backend.create([tasks, channels, 2]);
  eachTask({ x, gamma, beta, y, statistics }, backend, (at) =>
    backend.kernels.batchNormRelu(
      at.x,
      at.gamma,
      at.beta,
      at.y,
      at.statistics,
      images,
      height * width,
      channels,
      EPSILON,
    ),
  );
  return [y, statistics];
}

export function batchNormReluGradientWasm(
  { x, gamma, dy, y, statistics }: Tensors,
  backend: WasmBackend,
): TensorInfo[] | null {
  if (!fits({ x })) return null;
  const [, images, height, width, channels] = x.shape;
  const dx = backend.create(x.shape);
  const dgamma = backend.create(gamma.shape);
  const dbeta = backend.create(gamma.shape);
  eachTask({ x, gamma, dy, y, statistics, dx, dgamma, dbeta }, backend, (at) =>
    backend.kernels.batchNormReluGradient(
      at.x,
      at.gamma,
      at.dy,
      at.y,
      at.statistics,
      at.dx,
      at.dgamma,
      at.dbeta,
      images,
      height * width,
      channels,
    ),
  );
  return [dx, dgamma, dbeta];
}

export function batchNormReluTangentWasm(tensors: Tensors, backend: WasmBackend): TensorInfo[] | null {
  if (!fits(tensors)) return null;
  const { x, gamma } = tensors;
  const [, images, height, width, channels] = x.shape;
  const toX = backend.create(x.shape);
  const toGamma = backend.create(gamma.shape);
  const toDy = backend.create(x.shape);
  eachTask({ ...tensors, toX, toGamma, toDy }, backend, (at) =>
    backend.kernels.batchNormReluTangent(
      at.x,
      at.gamma,
      at.dy,
      at.y,
      at.statistics,
      at.dgamma,
      at.dbeta,
      at.u,
      at.a,
      at.b,
      at.toX,
      at.toGamma,
      at.toDy,
      images,
      height * width,
      channels,
    ),
  );
  return [toX, toGamma, toDy];
}
