/** Side of a prepared drawing, in pixels. */
export const SIDE = 28;
/** Pixels (and bytes) of a prepared drawing. */
export const PIXELS = SIDE * SIDE;

/** Which of Omniglot's two official halves a character comes from, or null where that is unknown. */
export type Half = 'background' | 'evaluation' | null;

/** The parts of a data set: for meta-training, validation and meta-test. No class is in two of them. */
export type Part = 'train' | 'validation' | 'test';

/** One character: consecutive drawings of the data set. */
export interface Character {
  alphabet: string;
  name: string;
  half: Half;
  /** Index of its first drawing. */
  first: number;
  /** Number of its drawings, one per drawer. */
  drawings: number;
  /** A person has drawn it for meta-training: no split puts it anywhere else. */
  added?: true;
}

/** Drawings ready for use, as bytes: grey, paper 255, ink 0 (the reference's polarity), row-major 28x28. */
export interface Dataset {
  /** A name to show: the archive's file name, or the generator's. */
  name: string;
  source: 'invented' | 'archive';
  characters: Character[];
  /** `[drawing][28 * 28]`. */
  pixels: Uint8Array;
}

/** Number of drawings in a data set. */
export function drawingCount(dataset: Dataset): number {
  return dataset.pixels.length / PIXELS;
}

/** `count` of the items, as far apart as can be; all of them where there are no more, or `count` is 0. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (count === 0 || count >= items.length) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/** Characters grouped by their alphabet, in their order; Omniglot's Latin and a Latin of one's own are two. */
export function byAlphabet(characters: readonly Character[], indices: readonly number[]): number[][] {
  const alphabets = new Map<string, number[]>();
  for (const i of indices) {
    const key = `${characters[i].half}/${characters[i].alphabet}`;
    const known = alphabets.get(key);
    if (known) known.push(i);
    else alphabets.set(key, [i]);
  }
  return [...alphabets.values()];
}
