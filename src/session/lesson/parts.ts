/** The parts of the page that a formula's symbols name; the page's elements carry them as `data-part`. */
export const pageParts = [
  'theta',
  'alpha',
  'beta',
  'inner',
  'outer',
  'support',
  'query',
  'curve',
  'accuracy',
  'loss',
] as const;

export type PagePart = (typeof pageParts)[number];
