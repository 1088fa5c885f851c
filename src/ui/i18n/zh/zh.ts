import type { First } from '../catalogue.ts';
import { charts } from './charts.ts';
import { draw } from './draw.ts';
import { exporting } from './export.ts';
import { filmstrip } from './filmstrip.ts';
import { glossary } from './glossary-name.ts';
import { parts } from './parts.ts';
import { train } from './train.ts';
import { weights } from './weights.ts';
import { welcome } from './welcome.ts';

/** What a first visit reads. */
export const first: First = {
  ...train,
  welcome,
  charts,
  ...draw,
  ...filmstrip,
  glossary,
  parts,
  weights,
  export: exporting,
};
