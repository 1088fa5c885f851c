/** Side of a prepared drawing, in pixels. */
export const SIDE = 28;
/** Pixels (and bytes) of a prepared drawing. */
export const PIXELS = SIDE * SIDE;

/** Which of Omniglot's two official halves a character comes from, or null where that is unknown. */
export type Half = 'background' | 'evaluation' | null;

/** One character: consecutive drawings of the data set. */
export interface Character {
  alphabet: string;
  name: string;
  half: Half;
  /** Index of its first drawing. */
  first: number;
  /** Number of its drawings, one per drawer. */
  drawings: number;
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

/** Indices into `characters` of the classes for meta-training and meta-test; they share none. */
export interface Split {
  train: number[];
  test: number[];
}

/** Characters of the whole Omniglot, and how many the reference trains on, in file order. */
const OMNIGLOT_CHARACTERS = 1623;
const REFERENCE_TRAIN = 1200;

/**
 * Splits the characters: by the official halves where both are known (964 / 659), else 1,200 / 423 in
 * file order for a whole Omniglot, else by the same share of the characters.
 */
export function splitCharacters(characters: readonly Character[]): Split {
  const indices = characters.map((_, i) => i);
  const inHalf = (half: Half) => indices.filter((i) => characters[i].half === half);
  const background = inHalf('background');
  const evaluation = inHalf('evaluation');
  if (
    background.length > 0 &&
    evaluation.length > 0 &&
    background.length + evaluation.length === indices.length
  ) {
    return { train: background, test: evaluation };
  }
  const cut = Math.round((indices.length * REFERENCE_TRAIN) / OMNIGLOT_CHARACTERS);
  return { train: indices.slice(0, cut), test: indices.slice(cut) };
}

/** `count` of the items, as far apart as can be; all of them where there are no more, or `count` is 0. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (count === 0 || count >= items.length) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}
