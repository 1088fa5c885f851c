import { closing } from './closing.ts';
import { terms } from './glossary.ts';
import { lesson } from './lesson.ts';
import { sheet } from './sheet.ts';

/** What is read when it is asked for. */
export const further = { lesson, closing, sheet, terms } as const;
