import type { LessonStepId, PagePart } from '#session';
import type { en } from '../i18n/en/index.ts';

/** What a symbol stands for, and the words in formulas. */
type SymbolName = keyof typeof en.lesson.symbols;
type FormulaWord = keyof typeof en.lesson.inFormula;

/** How a piece of a formula is written: as mathematics, or as a word. */
type Face = { tex: string } | { word: FormulaWord };

/** A piece of a formula; a symbol names a part of the page. */
export type Piece = Face & { symbol?: { name: SymbolName; part: PagePart } };

const symbol = (name: SymbolName, part: PagePart, face: Face): Piece => ({ ...face, symbol: { name, part } });

/** Every piece that formulas are made of, by the name that they are written down with. */
const PIECES = {
  theta: symbol('theta', 'theta', { tex: '\\theta' }),
  start: symbol('start', 'theta', { tex: '\\varphi_0' }),
  first: symbol('first', 'inner', { tex: '\\varphi_1' }),
  adapted: symbol('adapted', 'inner', { tex: '\\varphi_i' }),
  next: symbol('next', 'inner', { tex: '\\varphi_{i+1}' }),
  last: symbol('last', 'inner', { tex: '\\varphi_S' }),
  alpha: symbol('alpha', 'alpha', { tex: '\\alpha' }),
  beta: symbol('beta', 'beta', { tex: '\\beta' }),
  loss: symbol('loss', 'loss', { tex: 'L' }),
  support: symbol('support', 'support', { word: 'support' }),
  query: symbol('query', 'query', { word: 'query' }),
  accuracy: symbol('accuracy', 'accuracy', { word: 'accuracy' }),
  trained: symbol('trained', 'accuracy', { word: 'trained' }),
  fresh: symbol('fresh', 'accuracy', { word: 'fresh' }),
  adapt: symbol('adapt', 'inner', { word: 'adapt' }),
  task: { word: 'task' },
  repeat: { word: 'repeat' },
  forEach: { word: 'forEach' },
  for: { word: 'for' },
  gap: { word: 'gap' },
  inOrder: { tex: '\\;i=0,\\ldots,S-1' },
  ell: { tex: '\\ell' },
  random: { tex: '\\theta_{\\mathrm{random}}' },
  grad: { tex: '\\nabla' },
  metaGrad: { tex: '\\nabla_{\\!\\theta}' },
  sum: { tex: '\\textstyle\\sum' },
  jacobian: { tex: '\\left(\\tfrac{\\partial\\varphi_S}{\\partial\\theta}\\right)^{\\!\\mathsf{T}}' },
  so: { tex: '\\;\\Rightarrow\\;' },
  becomes: { tex: '{}\\leftarrow{}' },
  chance: { tex: '\\tfrac{1}{N}' },
  unknown: { tex: '{?}' },
  '=': { tex: '{}={}' },
  '-': { tex: '{}-{}' },
  '(': { tex: '(' },
  ')': { tex: ')' },
  ',': { tex: ',\\;' },
} as const satisfies Record<string, Piece>;

const INNER_STEP = 'next = adapted - alpha grad loss ( adapted , support )';

/** The formula of each step, as names of pieces. */
const FORMULAS: Record<LessonStepId, string> = {
  task: 'task = ( support , query )',
  scratch: 'start = random , alpha = unknown',
  inner: INNER_STEP,
  outer: 'theta becomes theta - beta metaGrad sum loss ( last , query )',
  zero: 'start = theta so accuracy = chance',
  first: 'first = theta - alpha grad loss ( theta , support )',
  break: INNER_STEP,
  order: 'metaGrad loss ( last ) = jacobian grad loss ( last )',
  overfit: 'gap = trained - fresh',
  draw: 'last = adapt ( theta , support )',
};

/** A line of the algorithm: how deep in its loops, what it does, and the name of its words. */
interface AlgorithmLine {
  depth: number;
  formula: string;
  words: keyof typeof en.closing.lines;
}

/** The whole algorithm, in the symbols of the lesson. */
export const ALGORITHM: readonly AlgorithmLine[] = [
  { depth: 0, formula: 'theta becomes random', words: 'begin' },
  { depth: 0, formula: 'repeat', words: 'repeat' },
  { depth: 1, formula: 'forEach task = ( support , query )', words: 'tasks' },
  { depth: 2, formula: 'start becomes theta', words: 'start' },
  { depth: 2, formula: 'for inOrder', words: 'steps' },
  { depth: 3, formula: INNER_STEP.replace('=', 'becomes'), words: 'descend' },
  { depth: 2, formula: 'ell becomes loss ( last , query )', words: 'judge' },
  { depth: 1, formula: 'theta becomes theta - beta metaGrad sum ell', words: 'move' },
];

/** A piece, with a key of its own among the pieces of its formula. */
export interface PlacedPiece {
  key: string;
  piece: Piece;
}

/** The pieces of a step's formula. */
export function formulaOf(step: LessonStepId): PlacedPiece[] {
  return piecesOf(FORMULAS[step]);
}

/** The pieces of a formula that is written down as their names. */
export function piecesOf(formula: string): PlacedPiece[] {
  return formula.split(' ').map((name, at) => {
    const found = Object.entries(PIECES).find(([known]) => known === name);
    if (found === undefined) throw new Error(`There is no piece "${name}".`);
    return { key: `${at} ${name}`, piece: found[1] };
  });
}
