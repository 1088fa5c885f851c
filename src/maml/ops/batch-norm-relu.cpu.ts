import { type Attributes, type Block, sizeOf } from './op.ts';

type Tensors = Record<string, Block>;

/** How a `[task, image, height, width, channel]` batch is laid out for normalisation. */
function layout(shape: number[]) {
  const [tasks, , , , channels] = shape;
  return { tasks, channels, count: sizeOf(shape) / tasks / channels };
}

export function batchNormReluCpu(
  { x, scale }: Tensors,
  [out, statistics]: Block[],
  attributes: Attributes,
): void {
  const epsilon = attributes.epsilon as number;
  const { tasks, channels, count } = layout(x.shape);
  const xv = x.values;
  const y = out.values;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let task = 0; task < tasks; task++) {
    const first = task * count * channels;
    const last = first + count * channels;
    mean.fill(0);
    variance.fill(0);
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) mean[c] += xv[i + c];
    }
    for (let c = 0; c < channels; c++) mean[c] /= count;
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const d = xv[i + c] - mean[c];
        variance[c] += d * d;
      }
    }
    const gain = new Float32Array(channels);
    const shift = new Float32Array(channels);
    for (let c = 0; c < channels; c++) {
      const upper = task * 2 * channels + c;
      const lower = upper + channels;
      const r = 1 / Math.sqrt(variance[c] / count + epsilon);
      statistics.values[upper] = mean[c];
      statistics.values[lower] = r;
      gain[c] = scale.values[upper] * r;
      shift[c] = scale.values[lower] - mean[c] * gain[c];
    }
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const value = xv[i + c] * gain[c] + shift[c];
        y[i + c] = Math.max(value, 0);
      }
    }
  }
}

export function batchNormReluGradientCpu(
  { x, scale, dy, y, statistics }: Tensors,
  [out, dscale]: Block[],
): void {
  const { tasks, channels, count } = layout(x.shape);
  const [xv, dyv, yv, stats] = [x.values, dy.values, y.values, statistics.values];
  const dx = out.values;
  const sumG = new Float64Array(channels);
  const sumGH = new Float64Array(channels);
  for (let task = 0; task < tasks; task++) {
    const first = task * count * channels;
    const last = first + count * channels;
    const upper = task * 2 * channels;
    const lower = upper + channels;
    sumG.fill(0);
    sumGH.fill(0);
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        if (yv[i + c] <= 0) continue;
        const g = dyv[i + c];
        sumG[c] += g;
        sumGH[c] += g * (xv[i + c] - stats[upper + c]) * stats[lower + c];
      }
    }
    for (let c = 0; c < channels; c++) {
      dscale.values[upper + c] = sumGH[c];
      dscale.values[lower + c] = sumG[c];
    }
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const r = stats[lower + c];
        const g = yv[i + c] > 0 ? dyv[i + c] : 0;
        const h = (xv[i + c] - stats[upper + c]) * r;
        dx[i + c] = scale.values[upper + c] * r * (g - sumG[c] / count - (h * sumGH[c]) / count);
      }
    }
  }
}

export function batchNormReluTangentCpu(tensors: Tensors, outputs: Block[]): void {
  const { x, scale, dy, y, statistics, dscale, u, a } = tensors;
  const { tasks, channels, count } = layout(x.shape);
  const [xv, dyv, yv, uv, stats] = [x.values, dy.values, y.values, u.values, statistics.values];
  const [toX, toScale, toDy] = outputs.map(({ values }) => values);
  const sumU = new Float64Array(channels);
  const sumUH = new Float64Array(channels);
  const sumUG = new Float64Array(channels);
  for (let task = 0; task < tasks; task++) {
    const first = task * count * channels;
    const last = first + count * channels;
    const upper = task * 2 * channels;
    const lower = upper + channels;
    sumU.fill(0);
    sumUH.fill(0);
    sumUG.fill(0);
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const value = uv[i + c];
        sumU[c] += value;
        sumUH[c] += value * (xv[i + c] - stats[upper + c]) * stats[lower + c];
        if (yv[i + c] > 0) sumUG[c] += value * dyv[i + c];
      }
    }
    for (let c = 0; c < channels; c++) {
      const m = stats[upper + c];
      const r = stats[lower + c];
      const gammaR = scale.values[upper + c] * r;
      const A = dscale.values[lower + c] / count;
      const B = dscale.values[upper + c] / count;
      const U = sumU[c] / count;
      const P = sumUH[c] / count;
      const rest = sumUG[c] / count - A * U - B * P;
      const s = a.values[upper + c] - gammaR * P;
      const meanK = s * A - gammaR * B * U;
      const meanKH = s * B - gammaR * B * P;
      toScale[upper + c] = r * count * rest;
      // ReLU's mask aside, beta has no part in the first derivative.
      toScale[lower + c] = 0;
      for (let i = first + c; i < last; i += channels) {
        const active = yv[i] > 0;
        const g = active ? dyv[i] : 0;
        const h = (xv[i] - m) * r;
        toX[i] = r * (s * g - gammaR * B * uv[i] - meanK - h * meanKH) - gammaR * r * rest * h;
        toDy[i] = active ? gammaR * (uv[i] - U - h * P) + a.values[upper + c] * h + a.values[lower + c] : 0;
      }
    }
  }
}
