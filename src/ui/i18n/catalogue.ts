import { en } from './en/index.ts';

/** The same keys as English with any text: the type of every further language. */
export type Catalogue = Translated<typeof en>;

type Translated<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translated<Messages[Key]>;
};

/** The languages of the page. A further one is one more folder and one more line here. */
export const catalogues = { en } satisfies Record<string, Catalogue>;

export type Locale = keyof typeof catalogues;

// Messages are checked at their use: a missing key or argument does not compile.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}
