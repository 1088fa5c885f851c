import type { Further } from '../catalogue.ts';
import { closing } from './closing.ts';
import { terms } from './glossary.ts';
import { lesson } from './lesson.ts';
import { sheet } from './sheet.ts';

/** What is read when it is asked for. */
export const further: Further = { lesson, closing, sheet, terms };
