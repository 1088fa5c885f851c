import { once } from '../parts/once.ts';
import type { first } from './en/en.ts';
import type { further } from './en/en-further.ts';
import type { en } from './en/index.ts';

/** The same keys as English with any text: the type of every further language. */
export type Catalogue = Translated<typeof en>;
export type First = Translated<typeof first>;
export type Further = Translated<typeof further>;

/** Messages of a file, with any text. */
export type Translated<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translated<Messages[Key]>;
};

/** What messages are checked against: English to the letter, since its texts tell each message's arguments. */
type Messages = typeof en;
type FirstMessages = typeof first;
type FurtherMessages = typeof further;

/** The languages of the page, each loaded when it is chosen. A further one is one more line here and below. */
const sources = {
  en: once(() => import('./en/en.ts').then(({ first }) => first)),
  zh: once(() => import('./zh/zh.ts').then(({ first }) => first as FirstMessages)),
};

/** What lesson and glossary say, which a first visit need not wait for. */
const furtherSources = {
  en: once(() => import('./en/en-further.ts').then(({ further }) => further)),
  zh: once(() => import('./zh/zh-further.ts').then(({ further }) => further as FurtherMessages)),
};

export type Locale = keyof typeof sources;

/** A language's words but for those of `furtherWords`; the same promise whenever it is asked for, see `once`. */
export function catalogue(locale: Locale): Promise<FirstMessages> {
  return sources[locale]();
}

/** A language's words of lesson and glossary. */
export function furtherWords(locale: Locale): Promise<FurtherMessages> {
  return furtherSources[locale]();
}

export function isLocale(name: string): name is Locale {
  return Object.hasOwn(sources, name);
}

/** The first of a browser's languages that the page has, whatever its region ("zh-TW" is "zh"), else English. */
export function preferredLocale(languages: readonly string[]): Locale {
  return languages.map((language) => language.toLowerCase().split('-')[0]).find(isLocale) ?? 'en';
}

// Messages are checked at their use: a missing key or argument does not compile.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
