import type { SessionState } from '../state.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Trail } from './trail.ts';

/** What is asked for, as the words say it too. */
export const ASKED = {
  /** Inner learning rates to try, with the one that stood there. */
  tries: 3,
  /** Inner steps to take. */
  steps: 8,
  /** How far above the random start the learnt one is to come. */
  gain: 0.1,
  /** Strides several times shorter than the usual ones, meta-trained with for so many iterations. */
  smallInnerLr: 0.03,
  shortStrides: 50,
  /** Of the whole gain, what the first step is to bring. */
  firstShare: 0.5,
  /** An inner learning rate so large that it may break. */
  largeInnerLr: 1,
  /** So near to chance, the last step has broken. */
  broken: 0.05,
  /** Meta-iterations of the first order. */
  firstOrder: 50,
  /** At most so many characters for meta-training. */
  fewCharacters: 10,
  /** Between meta-training and meta-test. */
  gap: 0.1,
} as const;

/** Meta-iterations that a mean needs before it tells anything. */
const ENOUGH = 10;

export interface Watched {
  done: boolean;
  figures: Figures;
}

type Watch = (state: SessionState, trail: Trail) => Watched;

function watch(isDone: (figures: Figures, state: SessionState, trail: Trail) => boolean): Watch {
  return (state, trail) => {
    const figures = figuresOf(state, trail);
    return { figures, done: isDone(figures, state, trail) };
  };
}

const lastOf = (values: number[] | null) => values?.at(-1) ?? null;

export const litBothSets = watch((_, __, { lit }) => lit.includes('support') && lit.includes('query'));

export const triedStrides = watch(({ tries }) => tries.length >= ASKED.tries);

/** The random start was measured with so many steps. */
export const tookMoreSteps = watch(({ tries }) => tries.some(({ random }) => random.length > ASKED.steps));

export const passedRandomStart = watch(
  ({ learnt, random }, { iteration, curve }, { began }) =>
    learnt !== null &&
    random !== null &&
    curve !== null &&
    curve.iteration >= began.iteration + ENOUGH &&
    iteration > began.iteration &&
    learnt >= random + ASKED.gain,
);

export const sawStepZero = watch((_, __, { singledOut }) => singledOut.includes(0));

/** With short strides too, the first step brings more than all others. */
export const firstStepLeads = watch(
  ({ firstShare, iterations }, { settings }) =>
    settings.innerLr <= ASKED.smallInnerLr &&
    iterations >= ASKED.shortStrides &&
    firstShare !== null &&
    firstShare >= ASKED.firstShare,
);

/** With long strides, the last step is no better than guessing, or the run has stopped for it. */
export const brokeByStride = watch(({ training, iterations, chance }, { settings, phase, notice }) => {
  if (phase === 'diverged') return notice?.kind === 'diverged' && notice.innerLr >= ASKED.largeInnerLr;
  const accuracy = lastOf(training);
  return (
    settings.innerLr >= ASKED.largeInnerLr &&
    iterations >= ENOUGH &&
    accuracy !== null &&
    accuracy <= chance + ASKED.broken
  );
});

export const comparedOrders = watch(
  ({ iterations }, { settings }) => settings.algorithm === 'fomaml' && iterations >= ASKED.firstOrder,
);

/** Symbols of the person's own were adapted to, and a query was answered. */
export const recognisedOwn = watch(({ own }) => own.adapted && own.certainty !== null);

/** On few characters, meta-training has left meta-test behind. */
export const overfitted = watch(({ training, metaTest }, { settings }) => {
  const { trainCharacters } = settings;
  const accuracy = lastOf(training);
  return (
    trainCharacters > 0 &&
    trainCharacters <= ASKED.fewCharacters &&
    accuracy !== null &&
    metaTest !== null &&
    accuracy - metaTest >= ASKED.gap
  );
});
