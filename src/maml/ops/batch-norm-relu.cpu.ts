import { EPSILON } from './batch-norm-epsilon.ts';
import { type Block, sizeOf } from './op.ts';

/** How a `[task, image, height, width, channel]` batch is laid out for normalisation. */
function layout(shape: number[]) {
  const [tasks, , , , channels] = shape;
  return { tasks, channels, count: sizeOf(shape) / tasks / channels };
}

export function batchNormReluCpu(x: Block, gamma: Block, beta: Block): Block[] {
  const { tasks, channels, count } = layout(x.shape);
  const xv = x.values;
  const y = new Float32Array(xv.length);
  const statistics = new Float32Array(tasks * channels * 2);
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
    const scale = new Float32Array(channels);
    const shift = new Float32Array(channels);
    for (let c = 0; c < channels; c++) {
      const at = task * channels + c;
      const r = 1 / Math.sqrt(variance[c] / count + EPSILON);
      statistics[at * 2] = mean[c];
      statistics[at * 2 + 1] = r;
      scale[c] = gamma.values[at] * r;
      shift[c] = beta.values[at] - mean[c] * gamma.values[at] * r;
    }
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const value = xv[i + c] * scale[c] + shift[c];
        y[i + c] = Math.max(value, 0);
      }
    }
  }
  return [
    { shape: x.shape, values: y },
    { shape: [tasks, channels, 2], values: statistics },
  ];
}

export function batchNormReluGradientCpu(
  x: Block,
  gamma: Block,
  dy: Block,
  y: Block,
  statistics: Block,
): Block[] {
  const { tasks, channels, count } = layout(x.shape);
  const [xv, dyv, yv, stats] = [x.values, dy.values, y.values, statistics.values];
  const dx = new Float32Array(xv.length);
  const dgamma = new Float32Array(tasks * channels);
  const dbeta = new Float32Array(tasks * channels);
  const sumG = new Float64Array(channels);
  const sumGH = new Float64Array(channels);
  for (let task = 0; task < tasks; task++) {
    const first = task * count * channels;
    const last = first + count * channels;
    const at = task * channels;
    sumG.fill(0);
    sumGH.fill(0);
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        if (yv[i + c] <= 0) continue;
        const g = dyv[i + c];
        sumG[c] += g;
        sumGH[c] += g * (xv[i + c] - stats[(at + c) * 2]) * stats[(at + c) * 2 + 1];
      }
    }
    for (let c = 0; c < channels; c++) {
      dgamma[at + c] = sumGH[c];
      dbeta[at + c] = sumG[c];
    }
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const r = stats[(at + c) * 2 + 1];
        const g = yv[i + c] > 0 ? dyv[i + c] : 0;
        const h = (xv[i + c] - stats[(at + c) * 2]) * r;
        dx[i + c] = gamma.values[at + c] * r * (g - sumG[c] / count - (h * sumGH[c]) / count);
      }
    }
  }
  const perChannel = [tasks, channels];
  return [
    { shape: x.shape, values: dx },
    { shape: perChannel, values: dgamma },
    { shape: perChannel, values: dbeta },
  ];
}

export function batchNormReluTangentCpu(tensors: Record<string, Block>): Block[] {
  const { x, gamma, dy, y, statistics, dgamma, dbeta, u, a, b } = tensors;
  const { tasks, channels, count } = layout(x.shape);
  const [xv, dyv, yv, uv, stats] = [x.values, dy.values, y.values, u.values, statistics.values];
  const toX = new Float32Array(xv.length);
  const toGamma = new Float32Array(tasks * channels);
  const toDy = new Float32Array(xv.length);
  const sumU = new Float64Array(channels);
  const sumUH = new Float64Array(channels);
  const sumUG = new Float64Array(channels);
  for (let task = 0; task < tasks; task++) {
    const first = task * count * channels;
    const last = first + count * channels;
    const at = task * channels;
    sumU.fill(0);
    sumUH.fill(0);
    sumUG.fill(0);
    for (let i = first; i < last; i += channels) {
      for (let c = 0; c < channels; c++) {
        const value = uv[i + c];
        sumU[c] += value;
        sumUH[c] += value * (xv[i + c] - stats[(at + c) * 2]) * stats[(at + c) * 2 + 1];
        if (yv[i + c] > 0) sumUG[c] += value * dyv[i + c];
      }
    }
    for (let c = 0; c < channels; c++) {
      const m = stats[(at + c) * 2];
      const r = stats[(at + c) * 2 + 1];
      const gammaR = gamma.values[at + c] * r;
      const A = dbeta.values[at + c] / count;
      const B = dgamma.values[at + c] / count;
      const U = sumU[c] / count;
      const P = sumUH[c] / count;
      const rest = sumUG[c] / count - A * U - B * P;
      const s = a.values[at + c] - gammaR * P;
      const meanK = s * A - gammaR * B * U;
      const meanKH = s * B - gammaR * B * P;
      toGamma[at + c] = r * count * rest;
      for (let i = first + c; i < last; i += channels) {
        const active = yv[i] > 0;
        const g = active ? dyv[i] : 0;
        const h = (xv[i] - m) * r;
        toX[i] = r * (s * g - gammaR * B * uv[i] - meanK - h * meanKH) - gammaR * r * rest * h;
        toDy[i] = active ? gammaR * (uv[i] - U - h * P) + a.values[at + c] * h + b.values[at + c] : 0;
      }
    }
  }
  return [
    { shape: x.shape, values: toX },
    { shape: [tasks, channels], values: toGamma },
    { shape: x.shape, values: toDy },
  ];
}
