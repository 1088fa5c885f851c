import type { ParameterSpec } from '../networks/network.ts';

// What can be told of an algorithm without a tensor: pages, programs and files go by it.

export interface AlgorithmFacts {
  /** What meta-training learns beside the network's arrays, in groups as theirs; `learned.` begins their names. */
  learns(network: ParameterSpec[][]): ParameterSpec[][];
  /** What alpha is: the stride of every inner step, or where learnt rates begin. */
  alpha: 'stride' | 'start';
  /** The inner steps from which on it learns to adapt: with fewer it is joint training on all tasks. */
  leastSteps: number;
}

const nothing = () => [];

/** A learnt rate for each value of each array. */
const rateOfEach = (network: ParameterSpec[][]): ParameterSpec[][] =>
  network.map((group) =>
    group.map(({ name, shape }) => ({ name: `${RATE}/${name}`, shape, start: 'alpha' })),
  );

/** What the arrays of learnt rates are named after the network's. */
export const RATE = 'learned.rate';

export const algorithmFacts = {
  maml: { learns: nothing, alpha: 'stride', leastSteps: 1 },
  fomaml: { learns: nothing, alpha: 'stride', leastSteps: 1 },
  anil: { learns: nothing, alpha: 'stride', leastSteps: 1 },
  // One step of every task is one step on all of them (section 5.1 of its paper).
  reptile: { learns: nothing, alpha: 'stride', leastSteps: 2 },
  'meta-sgd': { learns: rateOfEach, alpha: 'start', leastSteps: 1 },
} as const satisfies Record<string, AlgorithmFacts>;

export type AlgorithmName = keyof typeof algorithmFacts;

/** Every algorithm by name. */
export const algorithmNames = Object.keys(algorithmFacts) as AlgorithmName[];
