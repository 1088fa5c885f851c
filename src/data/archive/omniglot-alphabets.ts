import type { Half } from '../dataset.ts';

/** The last of the 964 characters of the background half; those of the evaluation half are numbered on from it. */
const LAST_OF_BACKGROUND = 964;

/** Omniglot's alphabets: the number of each one's first character, and how many it has. */
const ALPHABETS: Readonly<Record<string, readonly [first: number, characters: number]>> = {
  Alphabet_of_the_Magi: [709, 20],
  'Anglo-Saxon_Futhorc': [296, 29],
  Arcadian: [1, 26],
  Armenian: [27, 41],
  'Asomtavruli_(Georgian)': [68, 40],
  Balinese: [108, 24],
  Bengali: [132, 46],
  'Blackfoot_(Canadian_Aboriginal_Syllabics)': [178, 14],
  Braille: [192, 26],
  'Burmese_(Myanmar)': [770, 34],
  Cyrillic: [218, 33],
  Early_Aramaic: [251, 22],
  Futurama: [325, 26],
  Grantha: [351, 43],
  Greek: [394, 24],
  Gujarati: [418, 48],
  Hebrew: [466, 22],
  'Inuktitut_(Canadian_Aboriginal_Syllabics)': [540, 16],
  'Japanese_(hiragana)': [488, 52],
  'Japanese_(katakana)': [596, 47],
  Korean: [643, 40],
  Latin: [683, 26],
  'Malay_(Jawi_-_Arabic)': [556, 40],
  'Mkhedruli_(Georgian)': [729, 41],
  N_Ko: [804, 33],
  'Ojibwe_(Canadian_Aboriginal_Syllabics)': [837, 14],
  Sanskrit: [851, 42],
  'Syriac_(Estrangelo)': [273, 23],
  Tagalog: [893, 17],
  Tifinagh: [910, 55],
  Angelic: [965, 20],
  Atemayar_Qelisayer: [985, 26],
  Atlantean: [1011, 26],
  'Aurek-Besh': [1037, 26],
  Avesta: [1063, 26],
  Ge_ez: [1089, 26],
  Glagolitic: [1115, 45],
  Gurmukhi: [1160, 45],
  Kannada: [1205, 41],
  Keble: [1246, 26],
  Malayalam: [1272, 47],
  Manipuri: [1319, 40],
  Mongolian: [1359, 30],
  'Old_Church_Slavonic_(Cyrillic)': [1389, 45],
  Oriya: [1434, 46],
  Sylheti: [1503, 28],
  'Syriac_(Serto)': [1480, 23],
  Tengwar: [1531, 25],
  Tibetan: [1556, 42],
  ULOG: [1598, 26],
};

/**
 * The half of a drawing under whatever root, told by its alphabet's name and its number in all of Omniglot together
 * (`Latin/character07/0689_01.png`). A name alone would not do: a Latin or Greek of one's own is likely, and one whose
 * files are numbered by chance as Omniglot's are is not.
 */
export function halfByNumber(alphabet: string, character: string, drawing: string): Half {
  const known = Object.hasOwn(ALPHABETS, alphabet) ? ALPHABETS[alphabet] : undefined;
  const number = Number(/^(\d{4})_\d{2}\.png$/i.exec(drawing)?.[1]);
  const index = Number(/\d+$/.exec(character)?.[0]);
  if (known === undefined || index > known[1] || number !== known[0] + index - 1) return null;
  return number <= LAST_OF_BACKGROUND ? 'background' : 'evaluation';
}
