import { type Contents, drawingsOf, zipOf } from '../../unit/data/archives.ts';

export interface ArchiveSize {
  alphabets: number;
  /** Of each alphabet. */
  characters: number;
  /** Of each character. */
  drawings: number;
}

/** A zip laid out as `images_background.zip` is, of drawings made here, and further entries. */
export async function makeArchive(size: ArchiveSize, further: Contents = {}): Promise<Buffer> {
  const contents: Contents = { ...further };
  for (let alphabet = 1; alphabet <= size.alphabets; alphabet++) {
    for (let character = 1; character <= size.characters; character++) {
      Object.assign(
        contents,
        drawingsOf('images_background/', `Alphabet_${alphabet}`, character, size.drawings),
      );
    }
  }
  return Buffer.from(await zipOf(contents));
}
