import { sizeOf } from '../../ops/op.ts';

/** A tensor seen as `[group, item, ...]`, each item as rows of texels. */
export interface Items {
  groups: number;
  perGroup: number;
  rows: number;
  /** Texels of a row. */
  columns: number;
}

/** Texels one after the other, row by row, in a texture whose width is a power of two. */
export interface FlatLayout {
  kind: 'flat';
  width: number;
  height: number;
}

/**
 * Items dealt out to the layers of an array texture: a block is the items that lie upon each other. Blocks
 * of one row of their items are neighbours in height, so that neighbouring fragments run the same loops.
 */
export interface DealtLayout {
  kind: 'dealt';
  width: number;
  height: number;
  lanes: number;
  items: Items;
  blocksPerGroup: number;
  /** log2 of the number of blocks side by side. */
  abreast: number;
  /** Blocks upon each other. */
  stacked: number;
}

/** Up to four values that travel with the program. */
export interface UniformLayout {
  kind: 'uniform';
}

export type Layout = FlatLayout | DealtLayout | UniformLayout;

/** Dealt textures grow in width rather than above this height. */
const TALL = 2048;

export function texelsOf(size: number): number {
  return Math.ceil(size / 4);
}

export function flatLayout(size: number): FlatLayout {
  const texels = texelsOf(size);
  const width = 2 ** Math.ceil(Math.log2(Math.sqrt(texels)));
  return { kind: 'flat', width, height: Math.ceil(texels / width) };
}

/** The shape as items, or null where it has none of whole texels. */
export function itemsOf(shape: readonly number[]): Items | null {
  const size = sizeOf(shape.slice(2));
  if (shape.length < 3 || size % 4 !== 0) return null;
  const [groups, perGroup, height] = shape;
  const rows = shape.length === 5 && (size / height) % 4 === 0 ? height : 1;
  return { groups, perGroup, rows, columns: size / 4 / rows };
}

/** Lanes that items of a group are dealt out to: as many as can be written, evenly filled. */
export function lanesFor(perGroup: number, limit: number): number {
  return Math.ceil(perGroup / Math.ceil(perGroup / limit));
}

/** @param limit how many layers can be written at once */
export function dealtLayout(items: Items, limit: number): DealtLayout {
  const lanes = lanesFor(items.perGroup, limit);
  const blocksPerGroup = Math.ceil(items.perGroup / lanes);
  const blocks = items.groups * blocksPerGroup;
  let abreast = 0;
  while (abreast < 12 && Math.ceil(blocks / 2 ** abreast) * items.rows > TALL) abreast++;
  const stacked = Math.ceil(blocks / 2 ** abreast);
  const width = items.columns * 2 ** abreast;
  const height = stacked * items.rows;
  return { kind: 'dealt', width, height, lanes, items, blocksPerGroup, abreast, stacked };
}

export function sameItems(a: Items, b: Items): boolean {
  return a.groups === b.groups && a.perGroup === b.perGroup && a.rows === b.rows && a.columns === b.columns;
}
