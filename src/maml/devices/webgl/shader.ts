import { type Pass, sizeOf, type Texels } from '../../ops/op.ts';
import { type DealtLayout, type FlatLayout, type Items, itemsOf, type Layout, sameItems } from './layout.ts';

/** A tensor read by a pass: where it lies, and how many texels from its storage's start. */
export interface Reading {
  layout: Layout;
  shape: number[];
  offset: number;
}

/** The uniform that holds, or samples, the tensor of this name. */
export const uniformOf = (name: string) => `texels_${name}`;

/** GLSL: a whole quotient by a constant; a shift where it can be one, for division is slow. */
function over(dividend: string, divisor: number): string {
  const shift = Math.log2(divisor);
  if (divisor === 1) return dividend;
  return Number.isInteger(shift) ? `(${dividend} >> ${shift})` : `(${dividend} / ${divisor})`;
}

/** GLSL: its remainder. */
function rest(dividend: string, divisor: number): string {
  if (divisor === 1) return '0';
  const isPower = Number.isInteger(Math.log2(divisor));
  return isPower ? `(${dividend} & ${divisor - 1})` : `(${dividend} - ${dividend} / ${divisor} * ${divisor})`;
}

/** GLSL: where a block's texel lies in a dealt texture. */
function dealtPlace({ items, abreast, stacked }: DealtLayout, row: string, column: string): string {
  const x = abreast === 0 ? column : `(block & ${2 ** abreast - 1}) * ${items.columns} + ${column}`;
  const y = abreast === 0 ? 'block' : `(block >> ${abreast})`;
  return `${x}, ${items.rows === 1 ? y : `${row} * ${stacked} + ${y}`}`;
}

/** GLSL: `x(i)`, any texel of the tensor. */
function readTexel(name: string, { layout, offset }: Reading): string {
  const sampler = uniformOf(name);
  const i = offset === 0 ? 'i' : `(i + ${offset})`;
  if (layout.kind === 'uniform') return `vec4 ${name}(int i) { return ${sampler}; }`;
  if (layout.kind === 'flat') {
    return `vec4 ${name}(int i) {
      return texelFetch(${sampler}, ivec2(${rest(i, layout.width)}, ${over(i, layout.width)}), 0);
    }`;
  }
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
    return texelFetch(${sampler}, ivec3(${dealtPlace(layout, 'row', 'column')}, ${rest('member', lanes)}), 0);
  }`;
}

/** GLSL: `xSpot(...)` and `x(spot, ...)`, the texel of an item. */
function readItem(name: string, { layout, offset }: Reading, items: Items): string {
  const sampler = uniformOf(name);
  const { perGroup, rows, columns } = items;
  const head = `ivec3 ${name}Spot(int group, int item, int row, int column)`;
  if (layout.kind === 'dealt' && offset === 0 && sameItems(layout.items, items)) {
    const { lanes, blocksPerGroup } = layout;
    return `
      ${head} {
        int block = group${blocksPerGroup === 1 ? '' : ` * ${blocksPerGroup} + ${over('item', lanes)}`};
        return ivec3(${dealtPlace(layout, 'row', 'column')}, ${blocksPerGroup === 1 ? 'item' : rest('item', lanes)});
      }
      vec4 ${name}(ivec3 spot, int step, int lane) {
        return texelFetch(${sampler}, ivec3(spot.x + step, spot.y, spot.z + lane), 0);
      }`;
  }
  const size = rows * columns;
  return `
    ${head} { return ivec3((group * ${perGroup} + item) * ${size} + row * ${columns} + column, 0, 0); }
    vec4 ${name}(ivec3 spot, int step, int lane) { return ${name}(spot.x + step + lane * ${size}); }`;
}

function declare(name: string, reading: Reading): string {
  const { kind } = reading.layout;
  const type = { flat: 'sampler2D', dealt: 'sampler2DArray', uniform: 'vec4' }[kind];
  const items = itemsOf(reading.shape);
  return `
    uniform ${type} ${uniformOf(name)};
    ${readTexel(name, reading)}
    float ${name}At(int i) { return ${name}(i >> 2)[i & 3]; }
    ${items === null ? '' : readItem(name, reading, items)}`;
}

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
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

/** The fragment shader of a pass. */
export function shaderOf(
  { code, writes }: Pass,
  readings: Record<string, Reading>,
  target: FlatLayout | DealtLayout,
): string {
  const reads = Object.entries(readings)
    .map(([name, reading]) => declare(name, reading))
    .join('\n');
  const names = Object.keys(writes);
  if (target.kind === 'flat') {
    const { declarations, copies } = results(names);
    return `${HEAD}${reads}\n${declarations}\n${code}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        compute(at.y * ${target.width} + at.x);
        ${copies}
      }`;
  }
  const { items, lanes, blocksPerGroup, abreast, stacked } = target;
  const { declarations, copies } = results(Array.from({ length: lanes }, (_, n) => `${names[0]}${n}`));
  return `${HEAD}${reads}\n${declarations}\n${(code as (lanes: number) => string)(lanes)}
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
