import type { ReactNode } from 'react';
import type { PagePart } from '#session';
import { Term, type TermTags, termTags } from '../glossary/Term.tsx';
import type { TermName } from '../glossary/terms.ts';
import type { Lit } from './useLit.ts';

/** Terms of the glossary that name a part of the page, as formulas' symbols do. */
const PARTS = {
  supportSet: 'support',
  querySet: 'query',
  alpha: 'alpha',
  theta: 'theta',
  crossEntropy: 'loss',
  randomStart: 'curve',
  stepZero: 'theta',
} as const satisfies Partial<Record<TermName, PagePart>>;

/**
 * The terms of the glossary for a text of the lesson: those that name a part of the page light it, too, while
 * they are pointed at or focused, and have found it once they are pressed.
 */
export function litTerms(lit: Lit): TermTags {
  const lighting = (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((name) => [
    name,
    (chunks: ReactNode) => (
      <Term
        name={name}
        onPointerEnter={() => lit.show(PARTS[name])}
        onPointerLeave={() => lit.show(null)}
        onFocus={() => lit.show(PARTS[name])}
        onBlur={() => lit.show(null)}
        onOpen={() => lit.find(PARTS[name])}
      >
        {chunks}
      </Term>
    ),
  ]);
  return { ...termTags, ...Object.fromEntries(lighting) };
}
