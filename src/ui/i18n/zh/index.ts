import type { Catalogue } from '../catalogue.ts';
import { first } from './zh.ts';
import { further } from './zh-further.ts';

/** Every word of the page, in Chinese, a file per view. */
export const zh: Catalogue = { ...first, ...further };
