import { type Character, type Dataset, PIXELS } from '../dataset.ts';
import { createRandom } from '../random.ts';
import { inventAlphabet } from './alphabet.ts';
import { drawCharacter } from './drawer.ts';
import { inventDrawer } from './manner.ts';
import { inventName } from './names.ts';
import { inventPrototype } from './prototype.ts';

export interface InventOptions {
  seed?: number;
  alphabets?: number;
  charactersPerAlphabet?: number;
  /** Drawings of every character. */
  drawers?: number;
}

/** What each stream of random numbers is for: the same character comes out whatever the other counts are. */
const FOR = { names: 1, alphabet: 2, drawer: 3, character: 4, drawing: 5 };

/**
 * Invents a data set in the likeness of Omniglot: alphabets with a lattice and a style of their own,
 * characters of a few strokes along the lattice, and drawers who redraw them with their own slant, size,
 * pen and wobble. Nothing of Omniglot is in it but statistics.
 *
 * The default, 46 alphabets of 21, lets `splitCharacters` cut between two alphabets: 34 for meta-training
 * (714 characters, three alphabets of which are validation by default), 12 new ones for meta-test (252).
 *
 * The same options give the same bytes. Engines may differ in the last bit of `Math.sin`, `exp` and `log`;
 * grey levels are 2^44 times coarser, so that in practice no such difference reaches a byte.
 *
 * @param onProgress called after each alphabet with the characters done and in all
 */
export function inventAlphabets(
  { seed = 1, alphabets = 46, charactersPerAlphabet = 21, drawers = 20 }: InventOptions = {},
  onProgress?: (done: number, total: number) => void,
): Dataset {
  const total = alphabets * charactersPerAlphabet;
  const characters: Character[] = [];
  const pixels = new Uint8Array(total * drawers * PIXELS);

  inventNames(seed, alphabets).forEach((alphabetName, a) => {
    const alphabet = inventAlphabet(createRandom(seed, FOR.alphabet, a));
    const hands = Array.from({ length: drawers }, (_, d) =>
      inventDrawer(createRandom(seed, FOR.drawer, a, d)),
    );
    const silhouettes: Uint8Array[] = [];
    for (let c = 0; c < charactersPerAlphabet; c++) {
      const prototype = inventPrototype(createRandom(seed, FOR.character, a, c), alphabet, silhouettes);
      const first = characters.length * drawers;
      hands.forEach((drawer, d) => {
        const at = (first + d) * PIXELS;
        const random = createRandom(seed, FOR.drawing, a, c, d);
        drawCharacter(random, prototype, drawer, pixels.subarray(at, at + PIXELS));
      });
      characters.push({
        alphabet: alphabetName,
        name: characterName(c),
        half: null,
        first,
        drawings: drawers,
      });
    }
    onProgress?.(characters.length, total);
  });
  return { name: 'Invented alphabets', source: 'invented', characters, pixels };
}

function inventNames(seed: number, count: number): string[] {
  const random = createRandom(seed, FOR.names);
  const names = new Set<string>();
  while (names.size < count) names.add(inventName(random, names));
  return [...names];
}

/** Numbered from 1, as Omniglot's are. */
function characterName(index: number): string {
  return `character${String(index + 1).padStart(2, '0')}`;
}
