import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Character, Part } from './dataset.ts';

/** Hexadecimal digits of a digest: enough to tell splits apart, few enough to compare by eye. */
const DIGITS = 16;

/**
 * A digest of the class lists: SHA-256 over a line `PART ALPHABET/NAME` for each class of `train`, then `validation`,
 * then `test`. By a library, since `crypto.subtle` is missing where a page comes over plain http.
 */
export function digestOf(
  characters: readonly Pick<Character, 'alphabet' | 'name'>[],
  parts: Readonly<Record<Part, readonly number[]>>,
): string {
  const lines = (['train', 'validation', 'test'] as const).flatMap((part) =>
    parts[part].map((i) => `${part} ${characters[i].alphabet}/${characters[i].name}\n`),
  );
  return bytesToHex(sha256(utf8ToBytes(lines.join('')))).slice(0, DIGITS);
}
