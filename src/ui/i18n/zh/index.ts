import type { Catalogue } from '../catalogue.ts';
import { en } from '../en/index.ts';
import { draw } from './draw.ts';
import { glossary } from './glossary.ts';
import { lesson } from './lesson.ts';

/** Every word of the page, in Chinese, a file per view. */
export const zh: Catalogue = { ...en, ...draw, lesson, glossary };
