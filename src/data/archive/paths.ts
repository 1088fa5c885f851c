import type { Half } from '../dataset.ts';

/** Where in a data set a drawing belongs, by its path. */
export interface Place {
  half: Half;
  alphabet: string;
  character: string;
  /** Sorts characters: background, evaluation, then other folders by name; inside them by name. */
  characterKey: string;
  /** The drawing's own file name, such as `0001_01.png`. */
  drawing: string;
}

const IMAGE = /\.(png|jpe?g|gif|bmp|webp|tiff?)$/i;
const CHARACTER = /^character\d+$/i;
const OFFICIAL_ROOT = /^images_(background|evaluation)/;

/** Folders and files that systems leave behind, and Omniglot's pen strokes. */
function isClutter(part: string): boolean {
  return part.startsWith('.') || part === '__MACOSX' || part.startsWith('strokes_');
}

/** Paths are only names here: nothing is written to a disk, so `..` and a leading slash mean nothing. */
function partsOf(path: string): string[] {
  return path
    .normalize('NFC')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Reads `<root>/<Alphabet>/characterNN/<drawing>` under any folders.
 *
 * Other image types count as drawings, so that they are reported as unreadable rather than passed over.
 *
 * @returns null where the path is no drawing's.
 */
export function placeOf(path: string): Place | null {
  const parts = partsOf(path);
  const [drawing, character, alphabet, root = ''] = parts.reverse();
  if (alphabet === undefined || !CHARACTER.test(character) || !IMAGE.test(drawing)) return null;
  if (parts.some(isClutter)) return null;
  const official = OFFICIAL_ROOT.exec(root)?.[1];
  const half = official === 'background' || official === 'evaluation' ? official : null;
  // The null character sorts before every other, so that names sort as folders do.
  const characterKey = [half ?? `other\0${root}`, alphabet, character].join('\0');
  return { half, alphabet, character, characterKey, drawing };
}

/** Whether the path is an archive's that may hold drawings. */
export function isArchivePath(path: string): boolean {
  return /\.zip$/i.test(path) && !partsOf(path).some(isClutter);
}
