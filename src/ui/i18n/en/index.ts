import { first } from './en.ts';
import { further } from './en-further.ts';

/**
 * Every word of the page, in English (ICU message syntax), a file per view. A further language is one more
 * folder of the type `Catalogue`, so that a missing message does not compile.
 */
export const en = { ...first, ...further } as const;
