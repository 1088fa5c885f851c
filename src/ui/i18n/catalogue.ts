import { once } from '../parts/once.ts';
import type { en } from './en/index.ts';

/** The same keys as English with any text: the type of every further language. */
export type Catalogue = Translated<typeof en>;

/** Messages of a file, with any text. */
export type Translated<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translated<Messages[Key]>;
};

/** What messages are checked against: English to the letter, since its texts tell each message's arguments. */
type Messages = typeof en;

/** The languages of the page, each loaded when it is chosen. A further one is one more line here. */
const sources = {
  en: once(() => import('./en/index.ts').then(({ en }): Messages => en)),
  zh: once(() => import('./zh/index.ts').then(({ zh }) => zh as Messages)),
};

export type Locale = keyof typeof sources;

/** A language's words; the same promise whenever it is asked for, see `once`. */
export function catalogue(locale: Locale): Promise<Messages> {
  return sources[locale]();
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
