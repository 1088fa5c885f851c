import { drawingToPng, loadPart, openZip } from '#data';
import { lists } from '../listing.ts';
import { decodeSet, encodeSet } from './file.ts';
import { type DrawingSet, drawingsInUse } from './set.ts';

/** Beside the pictures: readers of archives pass it over, and only it holds the lines. */
const LINES = 'drawings.json';
/** The name in a zip's list, where what follows it is binary. */
const LINES_PATH = /^(?:[^/]+\/)?drawings\.json/;
const MIB = 2 ** 20;
/** A full set of long lines is below 10 MB. */
const LARGEST = 64 * MIB;

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** A name that every system takes for a folder's. */
function folderName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return safe === '' ? 'drawings' : safe;
}

/**
 * A set as an archive in Omniglot's layout, `NAME/characterNN/NNNN_DD.png` with 105x105 pixels of 1 bit, and its
 * lines in `NAME/drawings.json`. Symbols without drawings have no pictures.
 *
 * @param name what the set is called
 */
export async function encodeZip(set: DrawingSet, name: string): Promise<{ name: string; bytes: Uint8Array }> {
  const { default: JSZip } = await loadPart(() => import('jszip'));
  const folder = folderName(name);
  const zip = new JSZip();
  zip.file(`${folder}/${LINES}`, encodeSet({ ...set, name }));
  for (const [i, symbol] of set.symbols.entries()) {
    const character = twoDigits(i + 1);
    for (const [k, drawing] of drawingsInUse(set, symbol).entries()) {
      const file = `00${character}_${twoDigits(k + 1)}.png`;
      zip.file(`${folder}/character${character}/${file}`, drawingToPng(drawing));
    }
  }
  const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  return { name: `${folder}.zip`, bytes };
}

/** Whether a file is an archive that `encodeZip` made, by what it lists. */
export function isDrawingsZip(file: Blob): Promise<boolean> {
  return lists(file, LINES_PATH);
}

/** The set in an archive that `encodeZip` made; null where it holds none, or a damaged one. */
export async function decodeZip(file: Blob): Promise<DrawingSet | null> {
  if (file.size > LARGEST) return null;
  try {
    const entries = await openZip(new Uint8Array(await file.arrayBuffer()), LINES);
    const lines = entries.find(({ path }) => path === LINES || path.endsWith(`/${LINES}`));
    if (lines === undefined || lines.size > LARGEST) return null;
    return decodeSet(new TextDecoder().decode(await lines.read()));
  } catch {
    // Damaged, or no archive at all.
    return null;
  }
}
