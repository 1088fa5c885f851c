import { encode } from 'fast-png';
import JSZip from 'jszip';
import { createRandom } from '#data';

/** Side of Omniglot's own drawings. */
const SIDE = 105;

/** A drawing of one random stroke, black on white, as Omniglot's are; the same seed, the same drawing. */
export function drawPng(seed: number): Uint8Array {
  const random = createRandom(seed);
  const data = new Uint8Array(SIDE * SIDE).fill(255);
  let [x, y] = [random.uniform(25, 80), random.uniform(25, 80)];
  let direction = random.uniform(0, 2 * Math.PI);
  for (let step = 0; step < 160; step++) {
    direction += random.normal(0.25);
    x = Math.min(SIDE - 3, Math.max(2, x + Math.cos(direction)));
    y = Math.min(SIDE - 3, Math.max(2, y + Math.sin(direction)));
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) data[Math.round(y + dy) * SIDE + Math.round(x + dx)] = 0;
    }
  }
  return encode({ width: SIDE, height: SIDE, data, channels: 1, depth: 8 });
}

export interface ArchiveSize {
  alphabets: number;
  characters: number;
  drawings: number;
}

/** A zip laid out as `images_background.zip` is, of drawings made here. */
export async function makeArchive({ alphabets, characters, drawings }: ArchiveSize): Promise<Buffer> {
  const zip = new JSZip();
  for (let alphabet = 0; alphabet < alphabets; alphabet++) {
    for (let character = 1; character <= characters; character++) {
      for (let drawer = 1; drawer <= drawings; drawer++) {
        const number = String(alphabet * characters + character).padStart(4, '0');
        const name = `character${String(character).padStart(2, '0')}/${number}_${String(drawer).padStart(2, '0')}.png`;
        // A drawer's version of a character is its stroke with a slightly different seed.
        zip.file(
          `images_background/Alphabet_${alphabet + 1}/${name}`,
          drawPng(Number(number) * 100 + drawer),
        );
      }
    }
  }
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
