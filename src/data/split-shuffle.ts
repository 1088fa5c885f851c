import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Character } from './dataset.ts';

/**
 * Characters in an order that chance could have made and that their names alone decide, so that any program finds it
 * again: by the SHA-256 of ALPHABET/NAME. (The paper's code shuffles what the disk lists, in an order of the disk's own.)
 *
 * @param indices into `characters`
 */
export function shuffledByName(
  characters: readonly Pick<Character, 'alphabet' | 'name'>[],
  indices: readonly number[],
): number[] {
  const hashOf = (i: number) =>
    bytesToHex(sha256(utf8ToBytes(`${characters[i].alphabet}/${characters[i].name}`)));
  const hashed = indices.map((index) => ({ index, hash: hashOf(index) }));
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0)).map(({ index }) => index);
}
