/**
 * Draws docs/invented-alphabets.png: three of the invented alphabets, twenty characters of each across
 * and six drawers down.
 *
 *     npx tsx tests/bench/contact-sheet.ts [FILE]
 */
import { writeFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { inventAlphabets, PIXELS, SIDE } from '#data';

const ALPHABETS = [0, 1, 2];
const COLUMNS = 20;
const DRAWERS = 6;
/** Enlargement, and grey lines around drawings and above alphabets, in pixels of a drawing. */
const ZOOM = 2;
const GAP = 1;
const ALPHABET_GAP = 4;
const GREY = 210;

const cell = SIDE + GAP;
const blockHeight = DRAWERS * cell + ALPHABET_GAP;
const width = (COLUMNS * cell + GAP) * ZOOM;
const height = (ALPHABETS.length * blockHeight - ALPHABET_GAP + GAP) * ZOOM;

const { characters, pixels } = inventAlphabets();
const names = [...new Set(characters.map(({ alphabet }) => alphabet))];

const shown = ALPHABETS.map((a) => characters.filter(({ alphabet }) => alphabet === names[a]));

/** The grey of the sheet at a pixel, not yet enlarged. */
function greyAt(x: number, y: number): number {
  const block = Math.floor(y / blockHeight);
  const drawer = Math.floor((y % blockHeight) / cell);
  const column = Math.floor(x / cell);
  const inX = (x % cell) - GAP;
  const inY = ((y % blockHeight) % cell) - GAP;
  if (inX < 0 || inY < 0 || column >= COLUMNS || drawer >= DRAWERS) return GREY;
  return pixels[(shown[block][column].first + drawer) * PIXELS + inY * SIDE + inX];
}

const data = new Uint8Array(width * height);
for (let i = 0; i < data.length; i++) {
  data[i] = greyAt(Math.floor((i % width) / ZOOM), Math.floor(Math.floor(i / width) / ZOOM));
}
const file = process.argv[2] ?? 'docs/invented-alphabets.png';
writeFileSync(file, encode({ width, height, data, channels: 1, depth: 8 }));
console.log(`${file}: ${ALPHABETS.map((a) => names[a]).join(', ')}`);
