import type { Catalogue } from '../catalogue.ts';
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

/** Every word of the page, in Chinese, a file per view. */
export const zh: Catalogue = {
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
};
