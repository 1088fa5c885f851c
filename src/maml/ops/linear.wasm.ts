import type { Machine, Region } from './op.ts';
import { type Bound, eachTask } from './tasks.wasm.ts';

/*
 * The convolution of one pixel by one tap, which is a linear layer, and its gradients: matrix products of
 * x `[image, channel]`, w `[channel, filter]` and y `[image, filter]`, for any counts.
 */

const FLOAT = 4;

function sizesOf(x: Region, w: Region) {
  return { images: x.shape[1], channels: x.shape[4], filters: w.shape[4] };
}

export function linearWasm(x: Region, w: Region, y: Region, { kernels }: Machine): Bound {
  const { images, channels, filters } = sizesOf(x, w);
  return eachTask([x, w, y], (xAt, wAt, yAt) =>
    kernels.multiplyMatrices(xAt, channels * FLOAT, FLOAT, wAt, yAt, images, channels, filters),
  );
}

export function linearInputGradientWasm(dy: Region, w: Region, dx: Region, machine: Machine): Bound {
  const { images, channels, filters } = sizesOf(dx, w);
  const { multiplyMatrices, transpose } = machine.kernels;
  const turned = machine.scratch(channels * filters * FLOAT);
  return eachTask([dy, w, dx], (dyAt, wAt, dxAt) => {
    transpose(wAt, turned, channels, filters);
    multiplyMatrices(dyAt, filters * FLOAT, FLOAT, turned, dxAt, images, filters, channels);
  });
}

export function linearFilterGradientWasm(x: Region, dy: Region, dw: Region, { kernels }: Machine): Bound {
  const { images, channels, filters } = sizesOf(x, dw);
  return eachTask([x, dy, dw], (xAt, dyAt, dwAt) =>
    kernels.multiplyMatrices(xAt, FLOAT, channels * FLOAT, dyAt, dwAt, channels, images, filters),
  );
}
