import type { ConvGeometry } from './conv.ts';
import { classesOf, pairsOf } from './conv-classes.ts';
import { joinsOf } from './conv-joins.ts';
import {
  convFilterGradientOneChannelWasm,
  convOneChannelWasm,
  isOneChannel,
} from './conv-one-channel.wasm.ts';
import { linearFilterGradientWasm, linearInputGradientWasm, linearWasm } from './linear.wasm.ts';
import type { Attributes, Machine, Region } from './op.ts';
import { type Bound, bytesOf, eachTask } from './tasks.wasm.ts';
import {
  convFilterGradientWinogradWasm,
  convInputGradientWinogradWasm,
  convWinogradWasm,
  isWinograd,
} from './winograd.wasm.ts';

type Regions = Record<string, Region>;

// The kernels write four channels at a time; other counts are left to JavaScript.
const fits = (channels: number) => channels % 4 === 0;

const isLinear = ({ inSide, outSide, kernel }: ConvGeometry) => inSide * outSide * kernel === 1;

const bytesOfImage = ({ shape }: Region) => bytesOf(shape.slice(2));

export function convWasm({ x, w }: Regions, [y]: Region[], attributes: Attributes, machine: Machine): Bound {
  const geometry = attributes as ConvGeometry;
  const [, images, , , channels] = x.shape;
  const filters = w.shape[4];
  if (isLinear(geometry)) return linearWasm(x, w, y, machine);
  if (!fits(filters)) return null;
  if (isOneChannel(x, geometry)) return convOneChannelWasm(x, w, y, geometry, machine);
  if (fits(channels) && isWinograd(geometry, channels)) return convWinogradWasm(x, w, y, machine);
  const sizes = { source: channels, result: filters, weights: channels * filters };
  const classes = machine.table(classesOf(joinsOf(geometry).byOutput, sizes));
  const layout = [classes, images, bytesOfImage(x), bytesOfImage(y), channels, filters];
  const { convolve } = machine.kernels;
  return eachTask([x, w, y], (xAt, wAt, yAt) => convolve(xAt, wAt, yAt, ...layout));
}

export function convInputGradientWasm(
  { dy, w }: Regions,
  [dx]: Region[],
  attributes: Attributes,
  machine: Machine,
): Bound {
  const geometry = attributes as ConvGeometry;
  const [, images, , , channels] = dx.shape;
  const filters = dy.shape[4];
  if (isLinear(geometry)) return linearInputGradientWasm(dy, w, dx, machine);
  if (!fits(channels) || !fits(filters)) return null;
  if (isWinograd(geometry, channels)) return convInputGradientWinogradWasm(dy, w, dx, machine);
  const sizes = { source: filters, result: channels, weights: channels * filters };
  const classes = machine.table(classesOf(joinsOf(geometry).byInput, sizes));
  const layout = [classes, images, bytesOfImage(dy), bytesOfImage(dx), filters, channels];
  const turned = machine.scratch(bytesOf(w.shape.slice(1)));
  const { convolve, turnFilters } = machine.kernels;
  return eachTask([dy, w, dx], (dyAt, wAt, dxAt) => {
    turnFilters(wAt, turned, geometry.kernel ** 2, channels, filters);
    convolve(dyAt, turned, dxAt, ...layout);
  });
}

/** Bytes of the list of pairs that `filterGradient` works on at a time: its CHUNK. */
const LIST = 8 * 48;

export function convFilterGradientWasm(
  { x, dy }: Regions,
  [dw]: Region[],
  attributes: Attributes,
  machine: Machine,
): Bound {
  const geometry = attributes as ConvGeometry;
  const [, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  if (isLinear(geometry)) return linearFilterGradientWasm(x, dy, dw, machine);
  if (!fits(filters)) return null;
  if (isOneChannel(x, geometry)) return convFilterGradientOneChannelWasm(x, dy, dw, geometry, machine);
  if (fits(channels) && isWinograd(geometry, channels)) {
    return convFilterGradientWinogradWasm(x, dy, dw, machine);
  }
  const pairs = machine.table(pairsOf(geometry, channels, filters));
  const list = machine.scratch(LIST);
  const sizes = [bytesOfImage(x), bytesOfImage(dy), channels, filters];
  const layout = [pairs, geometry.kernel ** 2, images, ...sizes, list];
  const { filterGradient } = machine.kernels;
  return eachTask([x, dy, dw], (xAt, dyAt, dwAt) => filterGradient(xAt, dyAt, dwAt, ...layout));
}
