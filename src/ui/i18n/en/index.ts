import { charts } from './charts.ts';
import { closing } from './closing.ts';
import { draw } from './draw.ts';
import { exporting } from './export.ts';
import { filmstrip } from './filmstrip.ts';
import { glossary } from './glossary.ts';
import { lesson } from './lesson.ts';
import { parts } from './parts.ts';
import { sheet } from './sheet.ts';
import { train } from './train.ts';
import { weights } from './weights.ts';
import { welcome } from './welcome.ts';

/**
 * Every word of the page, in English (ICU message syntax), a file per view. A further language is one more
 * folder of the type `Catalogue`, so that a missing message does not compile.
 */
export const en = {
  ...train,
  welcome,
  charts,
  ...draw,
  ...filmstrip,
  lesson,
  closing,
  sheet,
  glossary,
  parts,
  weights,
  export: exporting,
} as const;
