import { type Character, type Dataset, PIXELS } from '../dataset.ts';
import { createRandom, type Random } from '../random.ts';
import { type Alphabet, inventAlphabet } from './alphabet.ts';
import { logNormal } from './chance.ts';
import { inventStrokes, type Stroke } from './character.ts';
import { inventDrawer, type Manner, mannerToday, placeOnCanvas } from './drawer.ts';
import { boxAround, mapPoints, type Point, type Polyline } from './geometry.ts';
import { inventName } from './names.ts';
import { inkLines } from './pen.ts';
import { isPlausible } from './plausible.ts';
import { steadyHand, trace } from './trace.ts';

export interface InventOptions {
  seed?: number;
  alphabets?: number;
  charactersPerAlphabet?: number;
  /** Drawings of every character. */
  drawers?: number;
}

/** What each stream of random numbers is for: the same character comes out whatever the other counts are. */
const FOR = { names: 1, alphabet: 2, drawer: 3, character: 4, drawing: 5 };

const TRIES = 20;
const SIZE_SPREAD = 0.15;
const LARGEST_SIDE = 0.92;

/** A character as it is meant. */
interface Prototype {
  strokes: Stroke[];
  /** The middle of its box, in its alphabet's letter box. */
  centre: Point;
  /** Canvas sides per letter box. */
  scale: number;
}

/**
 * Invents a data set in the likeness of Omniglot: alphabets with a lattice and a style of their own,
 * characters of a few strokes along the lattice, and drawers who redraw them with their own slant, size,
 * pen and wobble. Nothing of Omniglot is in it but statistics.
 *
 * The default, 46 alphabets of 21, lets `splitCharacters` cut between two alphabets: 34 for meta-training
 * (714 characters), 12 new ones for meta-test (252).
 *
 * The same options give the same bytes. Engines may differ in the last bit of `Math.sin`, `exp` and `log`;
 * grey levels are 2^44 times coarser, so that no difference has ever reached a byte.
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
  const names = inventNames(seed, alphabets);

  names.forEach((name, a) => {
    const alphabet = inventAlphabet(createRandom(seed, FOR.alphabet, a));
    const hands = Array.from({ length: drawers }, (_, d) =>
      inventDrawer(createRandom(seed, FOR.drawer, a, d)),
    );
    for (let c = 0; c < charactersPerAlphabet; c++) {
      const prototype = inventPrototype(alphabet, createRandom(seed, FOR.character, a, c));
      const first = characters.length * drawers;
      hands.forEach((drawer, d) => {
        const at = (first + d) * PIXELS;
        draw(
          alphabet,
          prototype,
          drawer,
          pixels.subarray(at, at + PIXELS),
          createRandom(seed, FOR.drawing, a, c, d),
        );
      });
      characters.push({ alphabet: name, name: characterName(c), half: null, first, drawings: drawers });
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

function inventPrototype(alphabet: Alphabet, random: Random): Prototype {
  let strokes: Stroke[];
  let lines: Polyline[];
  let tries = 0;
  do {
    strokes = inventStrokes(random, alphabet);
    lines = trace(strokes, alphabet.nodes, steadyHand);
  } while (++tries < TRIES && !isPlausible(random, lines));
  const { centre, width, height } = boxAround(lines);
  const side = Math.min(LARGEST_SIDE, alphabet.size * logNormal(random, SIZE_SPREAD));
  return { strokes, centre, scale: side / Math.max(width, height) };
}

/** Draws a character once, into `pixels`. */
function draw(
  alphabet: Alphabet,
  { strokes, centre, scale }: Prototype,
  drawer: Manner,
  pixels: Uint8Array,
  random: Random,
): void {
  const manner = mannerToday(random, drawer);
  const sized = mapPoints(trace(strokes, alphabet.nodes, random.normal), ({ x, y }) => ({
    x: (x - centre.x) * scale,
    y: (y - centre.y) * scale,
  }));
  inkLines(placeOnCanvas(random, sized, manner), Math.exp(manner.logPen), pixels);
}
