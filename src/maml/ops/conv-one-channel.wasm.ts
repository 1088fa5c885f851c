import type { ConvGeometry } from './conv.ts';
import type { Machine, Region } from './op.ts';
import { type Bound, eachTask } from './tasks.wasm.ts';

const FLOAT = 4;
const KERNEL = 3;

/** Whether these kernels serve: a 3x3 convolution of one channel. */
export const isOneChannel = (x: Region, { kernel }: ConvGeometry) => x.shape[4] === 1 && kernel === KERNEL;

/** What both kernels are told about a geometry, and their room. */
function layoutOf({ inSide, outSide, stride, pad }: ConvGeometry, filters: number, machine: Machine) {
  const paddedSide = Math.max(inSide + pad, (outSide - 1) * stride + KERNEL);
  const scratch = machine.scratch(FLOAT * (paddedSide ** 2 + 8 + 2 * (outSide ** 2 + 1)));
  return { paddedSide, layout: [inSide, outSide, paddedSide, stride, pad, filters, scratch] };
}

export function convOneChannelWasm(
  x: Region,
  w: Region,
  y: Region,
  geometry: ConvGeometry,
  machine: Machine,
): Bound {
  const { paddedSide, layout } = layoutOf(geometry, w.shape[4], machine);
  const taps = Int32Array.from({ length: KERNEL ** 2 }, (_, tap) => {
    return FLOAT * (Math.floor(tap / KERNEL) * paddedSide + (tap % KERNEL));
  });
  const table = machine.table(taps);
  const { convolveOneChannel } = machine.kernels;
  const images = x.shape[1];
  return eachTask([x, w, y], (xAt, wAt, yAt) => convolveOneChannel(xAt, wAt, yAt, table, images, ...layout));
}

export function convFilterGradientOneChannelWasm(
  x: Region,
  dy: Region,
  dw: Region,
  geometry: ConvGeometry,
  machine: Machine,
): Bound {
  const { layout } = layoutOf(geometry, dw.shape[4], machine);
  const { filterGradientOneChannel } = machine.kernels;
  const images = x.shape[1];
  return eachTask([x, dy, dw], (xAt, dyAt, dwAt) =>
    filterGradientOneChannel(xAt, dyAt, dwAt, images, ...layout),
  );
}
