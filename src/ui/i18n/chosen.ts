import { isLocale, type Locale } from './catalogue.ts';

const KEY = 'maml-playground.language';

/** The language that a person chose at an earlier visit; null where none was, or where nothing can be kept. */
export function chosenLocale(): Locale | null {
  try {
    const kept = window.localStorage.getItem(KEY);
    return kept !== null && isLocale(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a person's choice for later visits. */
export function keepLocale(locale: Locale): void {
  try {
    window.localStorage.setItem(KEY, locale);
  } catch {
    // The browser keeps nothing: the choice lasts as long as the address.
  }
}
