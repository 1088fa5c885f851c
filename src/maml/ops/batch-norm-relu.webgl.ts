import type { Attributes, Pass, Texels } from './op.ts';
import { constants, eachLane, hasWholeTexels, perValue } from './per-value.webgl.ts';

type Tensors = Record<string, Texels>;

/** Pixels of all images that one invocation adds up; longer batches are added image by image first. */
const LONGEST_SUM = 512;

// Formulas are GLSL for one channel (T is float) or four at once (T is vec4), and return T. They know a pixel's values by
// the names of the batch's tensors, and what is the same for a whole channel by the names of `PerChannel`.

/** GLSL for values of a task's (`group`) channel, by the names that formulas use; `isWhole`: four channels. */
type PerChannel = Record<string, (isWhole: boolean) => string>;

/** A row of a table `[task, row, channel]`. */
const row =
  (table: string, index: number, rows: number) =>
  (isWhole: boolean): string =>
    isWhole
      ? `${table}(${table}Spot(group, ${index}, 0, channel), 0, 0)`
      : `${table}At((group * ${rows} + ${index}) * CHANNELS + channel)`;

/** The first pixel of a task's batch. */
const firstPixel =
  (name: string) =>
  (isWhole: boolean): string =>
    isWhole
      ? `${name}(${name}Spot(group, 0, 0, channel), 0, 0)`
      : `${name}At(group * IMAGES * PIXELS * CHANNELS + channel)`;

const STATISTICS: PerChannel = { m: row('statistics', 0, 2), r: row('statistics', 1, 2) };
const SCALE: PerChannel = { gamma: row('scale', 0, 2), beta: row('scale', 1, 2) };
/** A and B of the derivation. */
const GRADIENT_MEANS: PerChannel = {
  A: (isWhole) => `${row('dscale', 1, 2)(isWhole)} / COUNT`,
  B: (isWhole) => `${row('dscale', 0, 2)(isWhole)} / COUNT`,
};
/** U, P and Q. */
const TANGENT_MEANS: PerChannel = {
  U: (isWhole) => `${row('sums', 0, 3)(isWhole)} / COUNT`,
  P: (isWhole) => `${row('sums', 1, 3)(isWhole)} / COUNT`,
  Q: (isWhole) => `${row('sums', 2, 3)(isWhole)} / COUNT`,
};

const prelude = ({ shape: [, images, height, width, channels] }: Texels) => `
  #define T ${hasWholeTexels(channels) ? 'vec4' : 'float'}
  ${constants({ IMAGES: images, PIXELS: height * width, HEIGHT: height, WIDTH: width, CHANNELS: channels })}
  const int ACROSS = CHANNELS / 4;
  const float COUNT = float(IMAGES * PIXELS);
  float whereOn(float y, float value) { return y > 0.0 ? value : 0.0; }
  vec4 whereOn(vec4 y, vec4 value) { return mix(vec4(0.0), value, greaterThan(y, vec4(0.0))); }`;

/** GLSL: the channel's values as local variables. */
const declare = (perChannel: PerChannel, isWhole: boolean) =>
  Object.entries(perChannel)
    .map(([name, text]) => `T channel_${name} = ${text(isWhole)};`)
    .join('\n');

/** GLSL: a formula as a function of its names, so that none of them hides a tensor. */
function define(name: string, batch: Tensors, perChannel: PerChannel, formula: string): string {
  const parameters = [...Object.keys(batch), ...Object.keys(perChannel)].map((parameter) => `T ${parameter}`);
  return `T ${name}(${parameters.join(', ')}) { ${formula} }`;
}

/** GLSL: its call, with a pixel's values by `pixelValue`. */
function call(
  name: string,
  batch: Tensors,
  perChannel: PerChannel,
  pixelValue: (name: string) => string,
): string {
  const channels = Object.keys(perChannel).map((parameter) => `channel_${parameter}`);
  return `${name}(${[...Object.keys(batch).map(pixelValue), ...channels].join(', ')})`;
}

/** A pass for one value per value of the batch, by a formula. */
function perPixel(
  result: Texels,
  batch: Tensors,
  tables: Tensors,
  perChannel: PerChannel,
  formula: string,
): Pass {
  const reads = { ...batch, ...tables };
  const formulas = prelude(result) + define('formula', batch, perChannel, formula);
  if (!hasWholeTexels(result.shape[4])) {
    const code = `
      ${formulas}
      float value(int v) {
        int channel = remainder(v, CHANNELS);
        int group = quotient(v, IMAGES * PIXELS * CHANNELS);
        ${declare(perChannel, false)}
        return ${call('formula', batch, perChannel, (name) => `${name}At(v)`)};
      }`;
    return perValue(reads, result, code);
  }
  const code = (lanes: number) => `
    ${formulas}
    void compute(int group, int item, int row, int column) {
      int channel = remainder(column, ACROSS);
      ${declare(perChannel, true)}
      ${Object.keys(batch)
        .map((name) => `Spot at_${name} = ${name}Spot(group, item, row, column);`)
        .join('\n')}
      ${eachLane(lanes, (n) => `result${n} = ${call('formula', batch, perChannel, (name) => `${name}(at_${name}, 0, ${n})`)};`)}
    }`;
  return { reads, writes: { result }, code };
}

/** A pass for a table `[task, row, channel]`; `body` sets `row0`, `row1`, ... for `group` and `channel`. */
function perChannelPass(table: Texels, reads: Tensors, formulas: string, body: string): Pass {
  const [, rows, channels] = table.shape;
  const isWhole = hasWholeTexels(channels);
  const names = Array.from({ length: rows }, (_, k) => `row${k}`);
  const locals = names.map((name) => `T ${name} = T(0.0);`).join('\n');
  if (!isWhole) {
    const code = `
      ${formulas}
      float value(int v) {
        int channel = remainder(v, ${channels});
        int target = remainder(quotient(v, ${channels}), ${rows});
        int group = quotient(v, ${channels * rows});
        ${locals}
        ${body}
        ${names.map((name, k) => `if (target == ${k}) return ${name};`).join('\n')}
        return 0.0;
      }`;
    return perValue(reads, table, code);
  }
  const code = `
    ${formulas}
    void compute(int group, int item, int line, int channel) {
      ${locals}
      ${body}
      ${names.map((name, k) => `table${k} = ${name};`).join('\n')}
    }`;
  return { reads, writes: { table }, code: () => code };
}

/**
 * Passes that add up terms over each task's batch.
 *
 * @param table `[task, row, channel]`
 * @param terms expressions, a row each
 * @param finish GLSL that makes the table's rows of the sums `row0`, `row1`, ...
 */
function sumUp(
  table: Texels,
  batch: Tensors,
  tables: Tensors,
  perChannel: PerChannel,
  terms: string[],
  finish = '',
): Pass[] {
  const [like] = Object.values(batch);
  const [tasks, images, height, width, channels] = like.shape;
  const isWhole = hasWholeTexels(channels);
  const reads = { ...batch, ...tables };
  const formulas =
    prelude(like) +
    terms.map((term, k) => define(`term${k}`, batch, perChannel, `return ${term};`)).join('\n');
  const names = Object.keys(batch);
  const addPixel = terms
    .map((_, k) => `row${k} += ${call(`term${k}`, batch, perChannel, (name) => `value_${name}`)};`)
    .join('\n');
  const addImages = isWhole
    ? `
      for (int n = first; n <= last; n++) {
        for (int line = 0; line < HEIGHT; line++) {
          ${names.map((name) => `Spot at_${name} = ${name}Spot(group, n, line, channel);`).join('\n')}
          for (int pixel = 0; pixel < WIDTH; pixel++) {
            ${names.map((name) => `T value_${name} = ${name}(at_${name}, pixel * ACROSS, 0);`).join('\n')}
            ${addPixel}
          }
        }
      }`
    : `
      for (int n = first; n <= last; n++) {
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          int i = ((group * IMAGES + n) * PIXELS + pixel) * CHANNELS + channel;
          ${names.map((name) => `T value_${name} = ${name}At(i);`).join('\n')}
          ${addPixel}
        }
      }`;
  const locals = declare(perChannel, isWhole);
  if (images * height * width <= LONGEST_SUM) {
    const all = `${locals} const int first = 0; const int last = IMAGES - 1; ${addImages} ${finish}`;
    return [perChannelPass(table, reads, formulas, all)];
  }
  const parts: Texels = { shape: [tasks * images, terms.length, channels] };
  const one = `int first = remainder(group, IMAGES); int last = first; group = quotient(group, IMAGES); ${locals} ${addImages}`;
  const joinParts = terms
    .map((_, k) => {
      const part = isWhole
        ? `parts(partsSpot(group * IMAGES + n, ${k}, 0, channel), 0, 0)`
        : `partsAt(((group * IMAGES + n) * ${terms.length} + ${k}) * CHANNELS + channel)`;
      return `row${k} += ${part};`;
    })
    .join('\n');
  const join = `${locals} for (int n = 0; n < IMAGES; n++) { ${joinParts} } ${finish}`;
  return [
    perChannelPass(parts, reads, formulas, one),
    perChannelPass(table, { parts, ...reads }, formulas, join),
  ];
}

export function batchNormReluWebgl(
  { x, scale }: Tensors,
  [y, statistics]: Texels[],
  attributes: Attributes,
): Pass[] {
  const epsilon = (attributes.epsilon as number).toExponential();
  // Moments about a pixel of the batch rather than about zero: what cancels is then no larger than the spread.
  const shift = { shift: firstPixel('x') };
  const finish = `
    T offset = row0 / COUNT;
    row0 = channel_shift + offset;
    row1 = inversesqrt(max(row1 / COUNT - offset * offset, T(0.0)) + ${epsilon});`;
  return [
    ...sumUp(statistics, { x }, {}, shift, ['x - shift', '(x - shift) * (x - shift)'], finish),
    perPixel(
      y,
      { x },
      { scale, statistics },
      { ...STATISTICS, ...SCALE },
      'return max(x * (gamma * r) + (beta - m * (gamma * r)), T(0.0));',
    ),
  ];
}

export function batchNormReluGradientWebgl(
  { x, scale, dy, y, statistics }: Tensors,
  [dx, dscale]: Texels[],
): Pass[] {
  const batch = { x, dy, y };
  const terms = ['whereOn(y, dy * (x - m) * r)', 'whereOn(y, dy)'];
  const gamma = { gamma: SCALE.gamma };
  return [
    ...sumUp(dscale, batch, { statistics }, STATISTICS, terms),
    perPixel(
      dx,
      batch,
      { scale, statistics, dscale },
      { ...STATISTICS, ...gamma, ...GRADIENT_MEANS },
      'return gamma * r * (whereOn(y, dy) - A - (x - m) * r * B);',
    ),
  ];
}

export function batchNormReluTangentWebgl(
  { x, scale, dy, y, statistics, dscale, u, a }: Tensors,
  [toX, toScale, toDy]: Texels[],
): Pass[] {
  const [tasks, , channels] = scale.shape;
  const sums: Texels = { shape: [tasks, 3, channels] };
  const terms = ['u', 'u * (x - m) * r', 'whereOn(y, u * dy)'];
  const known: PerChannel = { ...STATISTICS, gamma: SCALE.gamma, ...TANGENT_MEANS };
  const means: PerChannel = { ...known, ...GRADIENT_MEANS };
  const rowA: PerChannel = { a: row('a', 0, 2) };
  const rowB: PerChannel = { b: row('a', 1, 2) };
  const tangent = `
    T h = (x - m) * r;
    T gammaR = gamma * r;
    T s = a - gammaR * P;
    T k = s * whereOn(y, dy) - gammaR * B * u;
    T meanK = s * A - gammaR * B * U;
    T meanKH = s * B - gammaR * B * P;
    return r * (k - meanK - h * meanKH) - gammaR * r * (Q - A * U - B * P) * h;`;
  return [
    ...sumUp(sums, { x, dy, y, u }, { statistics }, STATISTICS, terms),
    perPixel(toX, { x, dy, y, u }, { statistics, scale, sums, dscale, a }, { ...means, ...rowA }, tangent),
    perPixel(
      toDy,
      { x, y, u },
      { statistics, scale, sums, a },
      { ...known, ...rowA, ...rowB },
      'return whereOn(y, gamma * r * (u - U - (x - m) * r * P) + a * (x - m) * r + b);',
    ),
    perChannelPass(
      toScale,
      { statistics, sums, dscale },
      prelude(x),
      `${declare({ ...STATISTICS, ...TANGENT_MEANS, ...GRADIENT_MEANS }, hasWholeTexels(channels))}
       row0 = channel_r * COUNT * (channel_Q - channel_A * channel_U - channel_B * channel_P);`,
    ),
  ];
}
