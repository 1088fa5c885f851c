import { type DealtCode, type Pass, sizeOf, type Texels } from '../../ops/op.ts';
import {
  type DealtLayout,
  type FlatLayout,
  type Items,
  itemsOf,
  type Layout,
  lanesFor,
  sameItems,
} from './layout.ts';

/** A tensor read by a pass: where it lies, and how many texels from its storage's start. */
export interface Reading {
  layout: Layout;
  shape: number[];
  offset: number;
}

/** The uniform that holds, or samples, the tensor of this name. */
export const uniformOf = (name: string) => `texels_${name}`;

/** GLSL: a whole quotient by a constant; a shift where it can be one. */
function over(dividend: string, divisor: number): string {
  const shift = Math.log2(divisor);
  if (divisor === 1) return dividend;
  return Number.isInteger(shift) ? `(${dividend} >> ${shift})` : `quotient(${dividend}, ${divisor})`;
}

/** GLSL: its remainder. */
function rest(dividend: string, divisor: number): string {
  if (divisor === 1) return '0';
  const isPower = Number.isInteger(Math.log2(divisor));
  return isPower ? `(${dividend} & ${divisor - 1})` : `remainder(${dividend}, ${divisor})`;
}

/**
 * How a texel is fetched: by whole numbers, or as a sample at coordinates in 0..1, which a processor that
 * imitates a graphics card does in half the time.
 */
export type Fetching = 'texel' | 'sample';

/** Texels up to here have numbers whose halves are exact in float32. */
const EXACT = 2 ** 22;

/** GLSL: the factor that turns a coordinate in texels into one in 0..1. */
const per = (texels: number) => (1 / texels).toExponential();

/** GLSL: `x(i)` of a flat texture. */
function readFlat(name: string, i: string, { width, height }: FlatLayout, fetching: Fetching): string {
  const sampler = uniformOf(name);
  if (fetching === 'texel' || width * height > EXACT) {
    const place = `ivec2(${rest(i, width)}, ${over(i, width)})`;
    return `vec4 ${name}(int i) { return texelFetch(${sampler}, ${place}, 0); }`;
  }
  return `vec4 ${name}(int i) {
    float rows = (float(${i}) + 0.5) * ${per(width)};
    float row = floor(rows);
    return texture(${sampler}, vec2(rows - row, (row + 0.5) * ${per(height)}));
  }`;
}

/** GLSL: the `Spot` of a block's texel in a dealt texture. */
function dealtSpot(layout: DealtLayout, lane: string, fetching: Fetching): string {
  const { items, abreast, stacked, width, height } = layout;
  const x = abreast === 0 ? 'column' : `((block & ${2 ** abreast - 1}) * ${items.columns} + column)`;
  const blockRow = abreast === 0 ? 'block' : `(block >> ${abreast})`;
  const y = items.rows === 1 ? blockRow : `(row * ${stacked} + ${blockRow})`;
  if (fetching === 'texel') return `ivec3(${x}, ${y}, ${lane})`;
  return `vec3((float(${x}) + 0.5) * ${per(width)}, (float(${y}) + 0.5) * ${per(height)}, float(${lane}))`;
}

/** GLSL: the texel of a dealt texture at a `Spot`, and so many columns and lanes on. */
function dealtTexel(name: string, { width }: DealtLayout, fetching: Fetching): string {
  const sampler = uniformOf(name);
  return fetching === 'texel'
    ? `texelFetch(${sampler}, ivec3(spot.x + step, spot.y, spot.z + lane), 0)`
    : `texture(${sampler}, vec3(spot.x + float(step) * ${per(width)}, spot.y, spot.z + float(lane)))`;
}

/** GLSL: `x(i)`, any texel of the tensor. */
function readTexel(name: string, { layout, offset }: Reading, fetching: Fetching): string {
  if (layout.kind === 'uniform') return `vec4 ${name}(int i) { return ${uniformOf(name)}; }`;
  const i = offset === 0 ? 'i' : `(i + ${offset})`;
  if (layout.kind === 'flat') return readFlat(name, i, layout, fetching);
  const { items, lanes, blocksPerGroup } = layout;
  const { perGroup, rows, columns } = items;
  return `vec4 ${name}(int i) {
    int texel = ${i};
    int item = ${over('texel', rows * columns)};
    int within = texel - item * ${rows * columns};
    int row = ${over('within', columns)};
    int column = within - row * ${columns};
    int group = ${over('item', perGroup)};
    int member = item - group * ${perGroup};
    int block = group * ${blocksPerGroup} + ${over('member', lanes)};
    int step = 0;
    int lane = 0;
    Spot spot = ${dealtSpot(layout, rest('member', lanes), fetching)};
    return ${dealtTexel(name, layout, fetching)};
  }`;
}

/** GLSL: `xSpot(...)` and `x(spot, ...)`, the texel of an item. */
function readItem(name: string, { layout, offset }: Reading, items: Items, fetching: Fetching): string {
  const { perGroup, rows, columns } = items;
  const head = `Spot ${name}Spot(int group, int item, int row, int column)`;
  if (layout.kind === 'dealt' && offset === 0 && sameItems(layout.items, items)) {
    const { lanes, blocksPerGroup } = layout;
    const isOne = blocksPerGroup === 1;
    return `
      ${head} {
        int block = ${isOne ? 'group' : `group * ${blocksPerGroup} + ${over('item', lanes)}`};
        return ${dealtSpot(layout, isOne ? 'item' : rest('item', lanes), fetching)};
      }
      vec4 ${name}(Spot spot, int step, int lane) { return ${dealtTexel(name, layout, fetching)}; }`;
  }
  const size = rows * columns;
  return `
    ${head} { return Spot((group * ${perGroup} + item) * ${size} + row * ${columns} + column, 0, 0); }
    vec4 ${name}(Spot spot, int step, int lane) { return ${name}(int(spot.x) + step + lane * ${size}); }`;
}

function declare(name: string, reading: Reading, fetching: Fetching): string {
  const { kind } = reading.layout;
  const type = { flat: 'sampler2D', dealt: 'sampler2DArray', uniform: 'vec4' }[kind];
  const items = itemsOf(reading.shape);
  return `
    uniform ${type} ${uniformOf(name)};
    ${readTexel(name, reading, fetching)}
    float ${name}At(int i) { return ${name}(i >> 2)[i & 3]; }
    ${items === null ? '' : readItem(name, reading, items, fetching)}`;
}

const head = (fetching: Fetching) => `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
#define Spot ${fetching === 'texel' ? 'ivec3' : 'vec3'}
// Whole division of numbers from 0 on. Some cards, and processors that imitate one, have none of their own.
int quotient(int a, int b) {
  int q = int(float(a) / float(b));
  int left = a - q * b;
  return left < 0 ? q - 1 : left >= b ? q + 1 : q;
}
int remainder(int a, int b) { return a - quotient(a, b) * b; }
`;

/** Outputs, the variables that `compute` sets, and what copies them. */
function results(variables: string[]) {
  return {
    declarations: variables
      .map((name, i) => `layout(location = ${i}) out vec4 written${i}; vec4 ${name};`)
      .join('\n'),
    copies: variables.map((name, i) => `written${i} = ${name};`).join(' '),
  };
}

/** Whether a pass deals out items to lanes. */
export const isDealt = (pass: Pass) => typeof pass.code === 'function';

/**
 * The fragment shader of a pass.
 *
 * @param layers how many can be written at once
 */
export function shaderOf(
  { code, writes }: Pass,
  readings: Record<string, Reading>,
  target: FlatLayout | DealtLayout,
  fetching: Fetching,
  layers: number,
): string {
  const reads = Object.entries(readings)
    .map(([name, reading]) => declare(name, reading, fetching))
    .join('\n');
  const names = Object.keys(writes);
  if (target.kind === 'flat') {
    const { declarations, copies } = results(names);
    return `${head(fetching)}${reads}\n${declarations}\n${code}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        compute(at.y * ${target.width} + at.x);
        ${copies}
      }`;
  }
  const { items, lanes, blocksPerGroup, abreast, stacked } = target;
  const { declarations, copies } = results(Array.from({ length: lanes }, (_, n) => `${names[0]}${n}`));
  return `${head(fetching)}${reads}\n${declarations}\n${(code as DealtCode)(lanes, (perGroup) => lanesFor(perGroup, layers))}
    void main() {
      ivec2 at = ivec2(gl_FragCoord.xy);
      int row = ${items.rows === 1 ? '0' : over('at.y', stacked)};
      int beside = ${abreast === 0 ? '0' : over('at.x', items.columns)};
      int block = (at.y - row * ${stacked}) * ${2 ** abreast} + beside;
      int group = ${over('block', blocksPerGroup)};
      compute(group, (block - group * ${blocksPerGroup}) * ${lanes}, row, at.x - beside * ${items.columns});
      ${copies}
    }`;
}

/** The view of a whole tensor. */
export function readingOf({ shape }: Texels, layout: Layout, offset: number): Reading {
  if (offset % 4 !== 0) throw new Error('A view must start at a texel.');
  return { layout, shape, offset: offset / 4 };
}

/** Copies a tensor, whatever its layout, as it is. */
export function copyPass(x: Texels): Pass {
  return {
    reads: { x },
    writes: { y: { shape: [sizeOf(x.shape)] } },
    code: 'void compute(int i) { y = x(i); }',
  };
}
