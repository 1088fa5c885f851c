import type { Catalogue } from '../catalogue.ts';
import { first } from './first.ts';
import { further } from './further.ts';

/** Every word of the page, in Chinese, a file per view. */
export const zh: Catalogue = { ...first, ...further };
