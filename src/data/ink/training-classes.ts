import { type Character, type Dataset, PIXELS } from '../dataset.ts';

/** The drawings of one class, each 28x28, grey, paper 255. */
export type ClassDrawings = readonly Uint8Array[];

/**
 * A data set with further classes before its own, which `splitCharacters` leaves in meta-training.
 *
 * @param alphabet what the further classes are called together
 */
export function withTrainingClasses(
  dataset: Dataset,
  alphabet: string,
  classes: readonly ClassDrawings[],
): Dataset {
  const added = classes.flat();
  const characters: Character[] = [];
  let first = 0;
  for (const [i, { length: drawings }] of classes.entries()) {
    const name = `character${String(i + 1).padStart(2, '0')}`;
    characters.push({ alphabet, name, half: null, first, drawings, added: true });
    first += drawings;
  }
  const pixels = new Uint8Array(added.length * PIXELS + dataset.pixels.length);
  for (const [i, drawing] of added.entries()) pixels.set(drawing, i * PIXELS);
  pixels.set(dataset.pixels, added.length * PIXELS);
  const moved = dataset.characters.map((character) => ({ ...character, first: character.first + first }));
  return { ...dataset, name: `${dataset.name} + ${alphabet}`, characters: [...characters, ...moved], pixels };
}
