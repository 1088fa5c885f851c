import { type Contents, drawingsOf, zipOf } from '../../unit/data/archives.ts';

export interface ArchiveSize {
  alphabets: number;
  /** Of each alphabet. */
  characters: number;
  /** Of each character. */
  drawings: number;
}

/** A zip laid out as Omniglot's are, under a root of its own, of drawings made here, and further entries. */
export async function makeArchive(
  size: ArchiveSize,
  further: Contents = {},
  root = 'drawings',
): Promise<Buffer> {
  const contents: Contents = { ...further };
  for (let alphabet = 1; alphabet <= size.alphabets; alphabet++) {
    for (let character = 1; character <= size.characters; character++) {
      Object.assign(contents, drawingsOf(`${root}/`, `Alphabet_${alphabet}`, character, size.drawings));
    }
  }
  return Buffer.from(await zipOf(contents));
}
