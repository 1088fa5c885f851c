import type { Catalogue } from '../catalogue.ts';
import { en } from '../en/index.ts';

/** Every word of the page, in Chinese, a file per view. */
export const zh: Catalogue = { ...en };
