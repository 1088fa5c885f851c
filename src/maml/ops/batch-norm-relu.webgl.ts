import type { TensorInfo } from '@tensorflow/tfjs-core';
import { EPSILON } from './batch-norm-epsilon.ts';
import type { Draw, Program } from './op.ts';

const glsl = (value: number) => value.toExponential();

/** GLSL: the batch's sizes. */
function prelude(x: TensorInfo): string {
  const [, images, height, width, channels] = x.shape;
  return `
    const int IMAGES = ${images};
    const int PIXELS = ${height * width};
    const int CHANNELS = ${channels};
    const float COUNT = ${glsl(images * height * width)};
  `;
}

/** A program that computes one value per value of the batch; `body` sets `result`, knowing i and channel. */
function elementwise(x: TensorInfo, reads: Record<string, TensorInfo>, body: string): Program {
  return {
    shape: x.shape,
    reads,
    code: `
      ${prelude(x)}
      const int WIDTH = ${x.shape[3]};
      void main() {
        ivec5 o = getOutputCoords();
        int channel = o.x * CHANNELS + o.u;
        int i = (((o.x * IMAGES + o.y) * PIXELS) + o.z * WIDTH + o.w) * CHANNELS + o.u;
        float result;
        ${body}
        setOutput(result);
      }`,
  };
}

/**
 * Sums over a batch in two draws, first the pixels of each image, then the images, so that no shader
 * runs through a whole batch. `term` gives the summand of column k from i and channel.
 *
 * @returns `[task, channel, columns]`
 */
function sums(
  x: TensorInfo,
  reads: Record<string, TensorInfo>,
  columns: number,
  term: string,
  draw: Draw,
): TensorInfo {
  const [tasks, images, , , channels] = x.shape;
  const perImage = draw({
    shape: [tasks, images, channels, columns],
    reads,
    code: `
      ${prelude(x)}
      void main() {
        ivec4 o = getOutputCoords();
        int channel = o.x * CHANNELS + o.z;
        int k = o.w;
        int i = (o.x * IMAGES + o.y) * PIXELS * CHANNELS + o.z;
        float sum = 0.0;
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          ${term}
          i += CHANNELS;
        }
        setOutput(sum);
      }`,
  });
  return draw({
    shape: [tasks, channels, columns],
    reads: { perImage },
    code: `
      void main() {
        ivec3 o = getOutputCoords();
        float sum = 0.0;
        for (int n = 0; n < ${images}; n++) {
          sum += at(perImage, ((o.x * ${images} + n) * ${channels} + o.y) * ${columns} + o.z);
        }
        setOutput(sum);
      }`,
  });
}

/** One column of `[task, channel, columns]`, as `[task, channel]`, by an expression of at(table, first + k). */
function column(table: TensorInfo, reads: Record<string, TensorInfo>, expression: string): Program {
  const [tasks, channels, columns] = table.shape;
  return {
    shape: [tasks, channels],
    reads: { table, ...reads },
    code: `
      void main() {
        ivec2 o = getOutputCoords();
        int channel = o.x * ${channels} + o.y;
        int first = channel * ${columns};
        setOutput(${expression});
      }`,
  };
}

const H = 'float h = (at(x, i) - at(statistics, channel * 2)) * at(statistics, channel * 2 + 1);';

export function batchNormReluWebgl(
  x: TensorInfo,
  gamma: TensorInfo,
  beta: TensorInfo,
  draw: Draw,
): TensorInfo[] {
  const [tasks, images, , , channels] = x.shape;
  // Mean and centred square sum of each image, then Chan's rule to join them: no cancellation.
  const moments = draw({
    shape: [tasks, images, channels, 2],
    reads: { x },
    code: `
      ${prelude(x)}
      void main() {
        ivec4 o = getOutputCoords();
        int first = (o.x * IMAGES + o.y) * PIXELS * CHANNELS + o.z;
        float mean = 0.0;
        for (int pixel = 0; pixel < PIXELS; pixel++) mean += at(x, first + pixel * CHANNELS);
        mean /= float(PIXELS);
        float squares = 0.0;
        if (o.w == 1) {
          for (int pixel = 0; pixel < PIXELS; pixel++) {
            float d = at(x, first + pixel * CHANNELS) - mean;
            squares += d * d;
          }
        }
        setOutput(o.w == 0 ? mean : squares);
      }`,
  });
  const statistics = draw({
    shape: [tasks, channels, 2],
    reads: { moments },
    code: `
      ${prelude(x)}
      int moment(int task, int image, int channel) { return ((task * IMAGES + image) * CHANNELS + channel) * 2; }
      void main() {
        ivec3 o = getOutputCoords();
        float mean = 0.0;
        for (int n = 0; n < IMAGES; n++) mean += at(moments, moment(o.x, n, o.y));
        mean /= float(IMAGES);
        float squares = 0.0;
        if (o.z == 1) {
          for (int n = 0; n < IMAGES; n++) {
            int k = moment(o.x, n, o.y);
            float d = at(moments, k) - mean;
            squares += at(moments, k + 1) + float(PIXELS) * d * d;
          }
        }
        setOutput(o.z == 0 ? mean : inversesqrt(squares / COUNT + ${glsl(EPSILON)}));
      }`,
  });
  const y = draw(
    elementwise(
      x,
      { x, gamma, beta, statistics },
      `${H}
       result = max(at(gamma, channel) * h + at(beta, channel), 0.0);`,
    ),
  );
  return [y, statistics];
}

export function batchNormReluGradientWebgl(
  x: TensorInfo,
  gamma: TensorInfo,
  dy: TensorInfo,
  y: TensorInfo,
  statistics: TensorInfo,
  draw: Draw,
): TensorInfo[] {
  const table = sums(
    x,
    { x, dy, y, statistics },
    2,
    `if (at(y, i) > 0.0) {
       ${H}
       sum += at(dy, i) * (k == 0 ? 1.0 : h);
     }`,
    draw,
  );
  const dx = draw(
    elementwise(
      x,
      { x, gamma, dy, y, statistics, table },
      `${H}
       float g = at(y, i) > 0.0 ? at(dy, i) : 0.0;
       float meanG = at(table, channel * 2) / COUNT;
       float meanGH = at(table, channel * 2 + 1) / COUNT;
       result = at(gamma, channel) * at(statistics, channel * 2 + 1) * (g - meanG - h * meanGH);`,
    ),
  );
  const dgamma = draw(column(table, {}, 'at(table, first + 1)'));
  const dbeta = draw(column(table, {}, 'at(table, first)'));
  return [dx, dgamma, dbeta];
}

export function batchNormReluTangentWebgl(tensors: Record<string, TensorInfo>, draw: Draw): TensorInfo[] {
  const { x, gamma, dy, y, statistics, dgamma, dbeta, u, a, b } = tensors;
  const table = sums(
    x,
    { x, dy, y, u, statistics },
    3,
    `float value = at(u, i);
     if (k == 1) { ${H} value *= h; }
     if (k == 2) value = at(y, i) > 0.0 ? value * at(dy, i) : 0.0;
     sum += value;`,
    draw,
  );
  // The means A, B, U, P and the rest Q - A U - B P of the derivation, from one table.
  const means = `
    float A = at(dbeta, channel) / COUNT;
    float B = at(dgamma, channel) / COUNT;
    float U = at(table, channel * 3) / COUNT;
    float P = at(table, channel * 3 + 1) / COUNT;
    float rest = at(table, channel * 3 + 2) / COUNT - A * U - B * P;
    float r = at(statistics, channel * 2 + 1);
  `;
  const toX = draw(
    elementwise(
      x,
      { x, gamma, dy, y, statistics, dgamma, dbeta, u, a, table },
      `${H}
       ${means}
       float gammaR = at(gamma, channel) * r;
       float g = at(y, i) > 0.0 ? at(dy, i) : 0.0;
       float s = at(a, channel) - gammaR * P;
       float k = s * g - gammaR * B * at(u, i);
       float meanK = s * A - gammaR * B * U;
       float meanKH = s * B - gammaR * B * P;
       result = r * (k - meanK - h * meanKH) - gammaR * r * rest * h;`,
    ),
  );
  const toDy = draw(
    elementwise(
      x,
      { x, gamma, y, statistics, u, a, b, table },
      `${H}
       float U = at(table, channel * 3) / COUNT;
       float P = at(table, channel * 3 + 1) / COUNT;
       float gammaR = at(gamma, channel) * at(statistics, channel * 2 + 1);
       result = at(y, i) > 0.0 ? gammaR * (at(u, i) - U - h * P) + at(a, channel) * h + at(b, channel) : 0.0;`,
    ),
  );
  const count = glsl((x.shape[1] * x.shape[2] * x.shape[3]) as number);
  const toGamma = draw({
    shape: gamma.shape,
    reads: { statistics, dgamma, dbeta, table },
    code: `
      const float COUNT = ${count};
      void main() {
        ivec2 o = getOutputCoords();
        int channel = o.x * ${x.shape[4]} + o.y;
        ${means}
        setOutput(r * COUNT * rest);
      }`,
  });
  return [toX, toGamma, toDy];
}
