import type { Pass, Texels } from './op.ts';
import { constants, eachLane, hasWholeTexels, perValue } from './per-value.webgl.ts';

type Tensors = Record<string, Texels>;

const sizes = ({ shape: [, , height, width, channels] }: Texels) =>
  constants({ HEIGHT: height, WIDTH: width, HALF: height >> 1, HALF_WIDTH: width >> 1, CHANNELS: channels });

// Of the four values of a window, row by row, a to d: which one is the largest, the first of equal ones.
const ARG_MAX = `
  vec4 argMax(vec4 a, vec4 b, vec4 c, vec4 d) {
    vec4 place = vec4(greaterThan(b, a));
    vec4 most = max(a, b);
    place = mix(place, vec4(2.0), greaterThan(c, most));
    most = max(most, c);
    return mix(place, vec4(3.0), greaterThan(d, most));
  }
  float argMax(float a, float b, float c, float d) { return argMax(vec4(a), vec4(b), vec4(c), vec4(d)).x; }`;

/** Where a pixel's texels and channel lie, in columns of texels. */
const COLUMNS = `
  const int ACROSS = CHANNELS / 4;
  int pixelOf(int column) { return quotient(column, ACROSS); }`;

/** GLSL: the arguments of a window's four values of x. */
const windowAt = (lane: number) =>
  ['upper, 0', 'upper, ACROSS', 'lower, 0', 'lower, ACROSS']
    .map((place) => `x(${place}, ${lane})`)
    .join(', ');

const VALUE_WINDOW = `
  float place(int corner) {
    int below = corner + WIDTH * CHANNELS;
    return argMax(xAt(corner), xAt(corner + CHANNELS), xAt(below), xAt(below + CHANNELS));
  }`;

/** Gathers the values of the tensor named `from`, which may be x itself. */
function gather(reads: Tensors, from: string, y: Texels): Pass {
  const { x } = reads;
  if (!hasWholeTexels(x.shape[4])) {
    const code = `
      ${sizes(x)} ${ARG_MAX} ${VALUE_WINDOW}
      float value(int v) {
        int pixel = quotient(v, CHANNELS);
        int row = quotient(pixel, HALF_WIDTH);
        int column = pixel - row * HALF_WIDTH;
        int image = quotient(row, HALF);
        int first = (image * HEIGHT + 2 * (row - image * HALF)) * WIDTH + 2 * column;
        int corner = first * CHANNELS + v - pixel * CHANNELS;
        int place = int(place(corner));
        return ${from}At(corner + ((place >> 1) * WIDTH + (place & 1)) * CHANNELS);
      }`;
    return perValue(reads, y, code);
  }
  const code = (lanes: number) => `
    ${sizes(x)} ${ARG_MAX} ${COLUMNS}
    vec4 pick(vec4 place, vec4 a, vec4 b, vec4 c, vec4 d) {
      return mix(mix(a, b, equal(place, vec4(1.0))), mix(c, d, equal(place, vec4(3.0))), greaterThan(place, vec4(1.5)));
    }
    void compute(int group, int item, int row, int column) {
      int corner = column + pixelOf(column) * ACROSS;
      Spot upper = xSpot(group, item, 2 * row, corner);
      Spot lower = xSpot(group, item, 2 * row + 1, corner);
      Spot upperFrom = ${from}Spot(group, item, 2 * row, corner);
      Spot lowerFrom = ${from}Spot(group, item, 2 * row + 1, corner);
      ${eachLane(
        lanes,
        (n) => `y${n} = pick(argMax(${windowAt(n)}),
          ${from}(upperFrom, 0, ${n}), ${from}(upperFrom, ACROSS, ${n}),
          ${from}(lowerFrom, 0, ${n}), ${from}(lowerFrom, ACROSS, ${n}));`,
      )}
    }`;
  return { reads, writes: { y }, code };
}

export function maxPoolWebgl({ x }: Tensors, [y]: Texels[]): Pass[] {
  if (!hasWholeTexels(x.shape[4])) return [gather({ x }, 'x', y)];
  const code = (lanes: number) => `
    ${sizes(x)} ${COLUMNS}
    vec4 most(vec4 a, vec4 b, vec4 c, vec4 d) { return max(max(a, b), max(c, d)); }
    void compute(int group, int item, int row, int column) {
      int corner = column + pixelOf(column) * ACROSS;
      Spot upper = xSpot(group, item, 2 * row, corner);
      Spot lower = xSpot(group, item, 2 * row + 1, corner);
      ${eachLane(lanes, (n) => `y${n} = most(${windowAt(n)});`)}
    }`;
  return [{ reads: { x }, writes: { y }, code }];
}

export function maxPoolGatherWebgl({ u, x }: Tensors, [y]: Texels[]): Pass[] {
  return [gather({ u, x }, 'u', y)];
}

export function maxPoolScatterWebgl({ dy, x }: Tensors, [dx]: Texels[]): Pass[] {
  const reads = { dy, x };
  if (!hasWholeTexels(x.shape[4])) {
    const code = `
      ${sizes(x)} ${ARG_MAX} ${VALUE_WINDOW}
      float value(int v) {
        int pixel = quotient(v, CHANNELS);
        int channel = v - pixel * CHANNELS;
        int row = quotient(pixel, WIDTH);
        int column = pixel - row * WIDTH;
        int image = quotient(row, HEIGHT);
        int y = row - image * HEIGHT;
        if (y >= 2 * HALF || column >= 2 * HALF_WIDTH) return 0.0;
        int corner = ((row - (y & 1)) * WIDTH + column - (column & 1)) * CHANNELS + channel;
        if (int(place(corner)) != 2 * (y & 1) + (column & 1)) return 0.0;
        return dyAt(((image * HALF + (y >> 1)) * HALF_WIDTH + (column >> 1)) * CHANNELS + channel);
      }`;
    return [perValue(reads, dx, code)];
  }
  const code = (lanes: number) => `
    ${sizes(x)} ${ARG_MAX} ${COLUMNS}
    void compute(int group, int item, int row, int column) {
      int pixel = pixelOf(column);
      int right = pixel & 1;
      bool isInside = row < 2 * HALF && pixel < 2 * HALF_WIDTH;
      vec4 here = vec4(isInside ? float(2 * (row & 1) + right) : -1.0);
      int corner = column - right * ACROSS;
      Spot upper = xSpot(group, item, row - (row & 1), corner);
      Spot lower = xSpot(group, item, row - (row & 1) + 1, corner);
      Spot window = dySpot(group, item, row >> 1, corner - (pixel >> 1) * ACROSS);
      ${eachLane(
        lanes,
        (n) => `dx${n} = mix(vec4(0.0), dy(window, 0, ${n}), equal(argMax(${windowAt(n)}), here));`,
      )}
    }`;
  return [{ reads, writes: { dx }, code }];
}
