import type { Random } from '../random.ts';
import { pickOne } from './chance.ts';

const ONSETS = [
  'b',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'z',
  'br',
  'dr',
  'th',
  'tr',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'o'];
const LINKS = ['l', 'm', 'n', 'r', 's', 'v', 'd', 't', 'ld', 'nd', 'rm', 'rv', 'st', 'lm', 'nt'];
const ENDINGS = ['an', 'ari', 'eth', 'ian', 'ic', 'ine', 'ish', 'on', 'ora', 'une'];

/** A name that can be said aloud, such as "Velmaric", and that is not among `taken`. */
export function inventName(random: Random, taken: ReadonlySet<string>): string {
  for (;;) {
    const middle = random.next() < 0.4 ? pickOne(random, VOWELS) + pickOne(random, LINKS) : '';
    const name =
      pickOne(random, ONSETS) +
      pickOne(random, VOWELS) +
      pickOne(random, LINKS) +
      middle +
      pickOne(random, ENDINGS);
    const capitalised = name[0].toUpperCase() + name.slice(1);
    if (!taken.has(capitalised)) return capitalised;
  }
}
