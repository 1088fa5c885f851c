import type { en } from '../i18n/en/index.ts';

export type TermName = keyof typeof en.glossary.terms;

/** The terms of the glossary, from one task to meta-learning, and how formulas write them. */
export const TERMS: readonly { name: TermName; symbol?: string }[] = [
  { name: 'task' },
  { name: 'supportSet' },
  { name: 'querySet' },
  { name: 'nWay' },
  { name: 'theta', symbol: 'θ' },
  { name: 'randomStart' },
  { name: 'innerLoop' },
  { name: 'adaptationStep', symbol: 'i' },
  { name: 'adaptedWeights', symbol: 'φ' },
  { name: 'stepZero', symbol: 'φ₀ = θ' },
  { name: 'alpha', symbol: 'α' },
  { name: 'crossEntropy', symbol: 'L' },
  { name: 'gradient', symbol: '∇' },
  { name: 'adaptationCurve' },
  { name: 'chance', symbol: '1/N' },
  { name: 'outerLoop' },
  { name: 'metaIteration' },
  { name: 'metaBatch' },
  { name: 'beta', symbol: 'β' },
  { name: 'metaGradient' },
  { name: 'secondOrder' },
  { name: 'firstOrder' },
  { name: 'metaTraining' },
  { name: 'metaTest' },
  { name: 'interval' },
  { name: 'overfitting' },
  { name: 'divergence' },
  { name: 'batchNorm' },
];
