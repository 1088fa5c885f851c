import type { ConvGeometry } from './conv.ts';
import type { Machine, Region } from './op.ts';
import { type Bound, bytesOf, eachTask } from './tasks.wasm.ts';

/** Values of a transformed tile of four by four pixels. */
const TILE = 16;

/** Tiles of a group of images. */
const GROUP = 50;

const tilesOf = (side: number) => Math.ceil(side / 2);

/** Whether Winograd's way serves, and pays: its products are fewer, but tiles must be transformed. */
export function isWinograd(
  { inSide, outSide, kernel, stride, pad }: ConvGeometry,
  channels: number,
): boolean {
  const serves = kernel === 3 && stride === 1 && pad === 1 && inSide === outSide;
  const products = TILE * tilesOf(outSide) ** 2;
  const directly = (kernel * outSide - 2 * pad) ** 2;
  return serves && directly / products > (channels < 32 ? 1.9 : 1.3);
}

/** Images whose tiles are multiplied together: a few dozen tiles, which stay in the second cache. */
const groupOf = (side: number) => Math.max(1, Math.floor(GROUP / tilesOf(side) ** 2));

/** Room for a padded image, the planes of its tiles and of their products, and a list of tiles. */
function scratchOf(side: number, channels: number, filters: number): number {
  const tiles = groupOf(side) * tilesOf(side) ** 2;
  const padded = (2 * tilesOf(side) + 2) ** 2 * channels;
  return 16 + bytesOf([padded + TILE * tiles * (channels + filters) + 2 * tiles]);
}

/** A convolution of `summed` into `kept` channels, whose filters `prepare` transforms into a place. */
function bindWinograd(
  [source, w, result]: [source: Region, w: Region, result: Region],
  machine: Machine,
  prepare: (wAt: number, filters: number, rest: number) => void,
): Bound {
  const [, images, side, , kept] = result.shape;
  const summed = source.shape[4];
  const plane = bytesOf([summed, kept]);
  const filters = machine.scratch(TILE * plane + Math.max(9 * plane, scratchOf(side, summed, kept)));
  const rest = filters + TILE * plane;
  const { winograd } = machine.kernels;
  return eachTask([source, w, result], (sourceAt, wAt, resultAt) => {
    prepare(wAt, filters, rest);
    winograd(
      sourceAt,
      filters,
      resultAt,
      images,
      groupOf(side),
      side,
      bytesOf([summed]),
      bytesOf([kept]),
      rest,
    );
  });
}

export function convWinogradWasm(x: Region, w: Region, y: Region, machine: Machine): Bound {
  const { transformFilters } = machine.kernels;
  const plane = bytesOf(w.shape.slice(3));
  return bindWinograd([x, w, y], machine, (wAt, filters) => transformFilters(wAt, filters, plane, 0));
}

/** The input gradient is the convolution with the filters turned by half a turn, channels for filters. */
export function convInputGradientWinogradWasm(dy: Region, w: Region, dx: Region, machine: Machine): Bound {
  const { transformFilters, turnFilters } = machine.kernels;
  const [, kernel, , channels, filterCount] = w.shape;
  const plane = bytesOf(w.shape.slice(3));
  return bindWinograd([dy, w, dx], machine, (wAt, filters, rest) => {
    turnFilters(wAt, rest, kernel ** 2, channels, filterCount);
    transformFilters(rest, filters, plane, 1);
  });
}

export function convFilterGradientWinogradWasm(x: Region, dy: Region, dw: Region, machine: Machine): Bound {
  const [, images, side, , channels] = x.shape;
  const filters = dy.shape[4];
  const plane = bytesOf([channels, filters]);
  const gradient = machine.scratch(TILE * plane + scratchOf(side, channels, filters));
  const rest = gradient + TILE * plane;
  const { winogradFilterGradient, gatherFilterGradient } = machine.kernels;
  return eachTask([x, dy, dw], (xAt, dyAt, dwAt) => {
    winogradFilterGradient(
      xAt,
      dyAt,
      gradient,
      images,
      groupOf(side),
      side,
      bytesOf([channels]),
      bytesOf([filters]),
      rest,
    );
    gatherFilterGradient(gradient, dwAt, plane);
  });
}
