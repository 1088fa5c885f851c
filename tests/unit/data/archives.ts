import JSZip from 'jszip';
import type { NamedFile } from '../../../src/data/archive/files.ts';
import { strokePng } from './pictures.ts';

export type Contents = Record<string, Uint8Array | string>;

/** A zip archive with entries in the order of `contents`. */
export async function zipOf(contents: Contents, compression: 'STORE' | 'DEFLATE' = 'DEFLATE') {
  const zip = new JSZip();
  for (const [path, data] of Object.entries(contents)) zip.file(path, data, { createFolders: false });
  return zip.generateAsync({ type: 'uint8array', compression });
}

/** The archive with a byte of an entry changed, as a bad disk or a bad line does; the entry must be stored as it is. */
export function withDamage(
  zip: Uint8Array,
  entry: Uint8Array,
  at = Math.floor(entry.length / 2),
): Uint8Array {
  const copy = Buffer.from(zip);
  const found = copy.indexOf(entry);
  if (found < 0) throw new Error('The archive does not hold the entry as it is.');
  copy[found + at] ^= 0xff;
  return new Uint8Array(copy);
}

export function named(path: string, bytes: Uint8Array): NamedFile {
  return { path, file: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
}

/** The files of a dropped folder. */
export function folderOf(contents: Record<string, Uint8Array>): NamedFile[] {
  return Object.entries(contents).map(([path, bytes]) => named(path, bytes));
}

/** A character's drawings under `folder`, each different: `folder/<Alphabet>/character01/0001_01.png`, ... */
export function drawingsOf(folder: string, alphabet: string, character: number, count = 2) {
  const contents: Record<string, Uint8Array> = {};
  for (let i = 1; i <= count; i++) {
    const number = String(character).padStart(2, '0');
    const file = `00${number}_${String(i).padStart(2, '0')}.png`;
    contents[`${folder}${alphabet}/character${number}/${file}`] = strokePng(character * 31 + i * 5);
  }
  return contents;
}

/** Two alphabets of Omniglot's background half and one of its evaluation half, under `root`. */
export const background = (root = '') => ({
  ...drawingsOf(`${root}images_background/`, 'Greek', 1),
  ...drawingsOf(`${root}images_background/`, 'Greek', 2),
  ...drawingsOf(`${root}images_background/`, 'Latin', 1, 3),
});
export const evaluation = (root = '') => ({
  ...drawingsOf(`${root}images_evaluation/`, 'Angelic', 1),
  ...drawingsOf(`${root}images_evaluation/`, 'Angelic', 2),
});
