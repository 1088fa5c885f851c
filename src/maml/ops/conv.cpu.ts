import type { ConvGeometry } from './conv.ts';
import { type Block, sizeOf } from './op.ts';

/** Calls `visit` for every tap that falls inside the image, with the offsets (in pixels) it joins. */
function eachTap(
  { inSide, outSide, kernel, stride, pad }: ConvGeometry,
  visit: (tap: number, inPixel: number, outPixel: number) => void,
): void {
  for (let outY = 0; outY < outSide; outY++) {
    for (let outX = 0; outX < outSide; outX++) {
      for (let ky = 0; ky < kernel; ky++) {
        const y = outY * stride - pad + ky;
        if (y < 0 || y >= inSide) continue;
        for (let kx = 0; kx < kernel; kx++) {
          const x = outX * stride - pad + kx;
          if (x < 0 || x >= inSide) continue;
          visit(ky * kernel + kx, y * inSide + x, outY * outSide + outX);
        }
      }
    }
  }
}

/** Flat table of `[tap, inPixel, outPixel]` triples; every image of a layer shares it. */
const tables = new Map<string, Int32Array>();

function tapTable(geometry: ConvGeometry): Int32Array {
  const key = Object.values(geometry).join();
  let table = tables.get(key);
  if (!table) {
    const triples: number[] = [];
    eachTap(geometry, (...triple) => triples.push(...triple));
    table = Int32Array.from(triples);
    tables.set(key, table);
  }
  return table;
}

export function convCpu(x: Block, w: Block, geometry: ConvGeometry): Block[] {
  const [tasks, images, , , channels] = x.shape;
  const filters = w.shape[4];
  const { inSide, outSide, kernel } = geometry;
  const shape = [tasks, images, outSide, outSide, filters];
  const y = new Float32Array(sizeOf(shape));
  const taps = tapTable(geometry);
  const xv = x.values;
  const wv = w.values;
  for (let image = 0; image < tasks * images; image++) {
    const xImage = image * inSide * inSide * channels;
    const yImage = image * outSide * outSide * filters;
    const wTask = Math.floor(image / images) * kernel * kernel * channels * filters;
    for (let i = 0; i < taps.length; i += 3) {
      const xFirst = xImage + taps[i + 1] * channels;
      const yFirst = yImage + taps[i + 2] * filters;
      const wFirst = wTask + taps[i] * channels * filters;
      for (let c = 0; c < channels; c++) {
        const value = xv[xFirst + c];
        // Half of what follows a ReLU, and most of a drawing, is zero.
        if (value === 0) continue;
        const wRow = wFirst + c * filters;
        for (let f = 0; f < filters; f++) y[yFirst + f] += value * wv[wRow + f];
      }
    }
  }
  return [{ shape, values: y }];
}

export function convInputGradientCpu(dy: Block, w: Block, geometry: ConvGeometry): Block[] {
  const [tasks, images, , , filters] = dy.shape;
  const channels = w.shape[3];
  const { inSide, outSide, kernel } = geometry;
  const shape = [tasks, images, inSide, inSide, channels];
  const dx = new Float32Array(sizeOf(shape));
  const taps = tapTable(geometry);
  const dyv = dy.values;
  const wv = w.values;
  for (let image = 0; image < tasks * images; image++) {
    const xImage = image * inSide * inSide * channels;
    const yImage = image * outSide * outSide * filters;
    const wTask = Math.floor(image / images) * kernel * kernel * channels * filters;
    for (let i = 0; i < taps.length; i += 3) {
      const xFirst = xImage + taps[i + 1] * channels;
      const yFirst = yImage + taps[i + 2] * filters;
      const wFirst = wTask + taps[i] * channels * filters;
      for (let c = 0; c < channels; c++) {
        const wRow = wFirst + c * filters;
        let sum = 0;
        for (let f = 0; f < filters; f++) sum += dyv[yFirst + f] * wv[wRow + f];
        dx[xFirst + c] += sum;
      }
    }
  }
  return [{ shape, values: dx }];
}

export function convFilterGradientCpu(x: Block, dy: Block, geometry: ConvGeometry): Block[] {
  const [tasks, images, , , channels] = x.shape;
  const filters = dy.shape[4];
  const { inSide, outSide, kernel } = geometry;
  const shape = [tasks, kernel, kernel, channels, filters];
  const dw = new Float32Array(sizeOf(shape));
  const taps = tapTable(geometry);
  const xv = x.values;
  const dyv = dy.values;
  for (let image = 0; image < tasks * images; image++) {
    const xImage = image * inSide * inSide * channels;
    const yImage = image * outSide * outSide * filters;
    const wTask = Math.floor(image / images) * kernel * kernel * channels * filters;
    for (let i = 0; i < taps.length; i += 3) {
      const xFirst = xImage + taps[i + 1] * channels;
      const yFirst = yImage + taps[i + 2] * filters;
      const wFirst = wTask + taps[i] * channels * filters;
      for (let c = 0; c < channels; c++) {
        const value = xv[xFirst + c];
        if (value === 0) continue;
        const wRow = wFirst + c * filters;
        for (let f = 0; f < filters; f++) dw[wRow + f] += value * dyv[yFirst + f];
      }
    }
  }
  return [{ shape, values: dw }];
}
