import type { Half } from '../dataset.ts';
import { halfByNumber } from './omniglot-alphabets.ts';

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
/** A folder or archive of Omniglot, also as a browser names one that it saves for the second time. */
const OFFICIAL = /^images_(background|evaluation)(_small[12])?( ?\(\d+\))?(\.zip)?$/i;

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

/** The half that the nearest of the folders and archives around an alphabet names; `around` begins with the nearest. */
function halfByRoot(around: readonly string[]): Half {
  for (const part of around) {
    const half = OFFICIAL.exec(part)?.[1].toLowerCase();
    if (half === 'background' || half === 'evaluation') return half;
  }
  return null;
}

/**
 * Reads `<root>/<Alphabet>/characterNN/<drawing>` under any folders.
 *
 * Which half a drawing is of is told by a folder or archive around it, and where none is named as Omniglot's are, by
 * `halfByNumber`. Other image types count as drawings, so that they are reported as unreadable rather than passed over.
 *
 * @param archive the path of the archive that it is in, with those around that
 * @returns null where the path is no drawing's.
 */
export function placeOf(path: string, archive = ''): Place | null {
  const parts = partsOf(path);
  const [drawing, character, alphabet, ...folders] = parts.reverse();
  if (alphabet === undefined || !CHARACTER.test(character) || !IMAGE.test(drawing)) return null;
  if (parts.some(isClutter)) return null;
  const half =
    halfByRoot([...folders, ...partsOf(archive).reverse()]) ?? halfByNumber(alphabet, character, drawing);
  // The null character sorts before every other, so that names sort as folders do.
  const characterKey = [half ?? `other\0${folders[0] ?? ''}`, alphabet, character].join('\0');
  return { half, alphabet, character, characterKey, drawing };
}

/** Whether the path is an archive's that may hold drawings. */
export function isArchivePath(path: string): boolean {
  return /\.zip$/i.test(path) && !partsOf(path).some(isClutter);
}
