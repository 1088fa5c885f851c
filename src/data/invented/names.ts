import type { Random } from '../random.ts';
import { pickOne } from './chance.ts';

const ONSETS = ['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'r', 's', 't', 'v', 'z', 'br', 'dr', 'th', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u'];
const LINKS = ['l', 'm', 'n', 'r', 'v', 'th', 'ld', 'nd', 'rm', 'rv', 'st', 'lm', 'nt', 'sk'];
const ENDINGS = ['an', 'ari', 'eth', 'ian', 'ic', 'ine', 'ish', 'on', 'ora', 'une'];
/** Share of names with a syllable more. */
const LONG = 0.3;

/** A name that can be said aloud, such as "Velmaric", and that is not among `taken`. */
export function inventName(random: Random, taken: ReadonlySet<string>): string {
  for (;;) {
    const syllables = random.next() < LONG ? 2 : 1;
    let name = pickOne(random, ONSETS);
    for (let i = 0; i < syllables; i++) name += pickOne(random, VOWELS) + pickOne(random, LINKS);
    name = name[0].toUpperCase() + name.slice(1) + pickOne(random, ENDINGS);
    if (!taken.has(name)) return name;
  }
}
