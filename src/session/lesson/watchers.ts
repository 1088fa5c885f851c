import { FEWEST_SYMBOLS } from '../drawings/set.ts';
import { isGoing, type SessionState } from '../state.ts';
import { ASKED } from './asked.ts';
import { type Figures, figuresOf } from './figures.ts';
import { last, type Trail } from './trail.ts';

/** What a step can wait for; the interface has words for each. */
export type Wait =
  | 'start'
  | 'bothSets'
  | 'support'
  | 'query'
  | 'measuring'
  | 'tries'
  | 'moreSteps'
  | 'measuringSteps'
  | 'gain'
  | 'figures'
  | 'disc'
  | 'shortStride'
  | 'shortStrides'
  | 'lead'
  | 'longStride'
  | 'longStrides'
  | 'broken'
  | 'firstOrder'
  | 'firstOrders'
  | 'fewCharacters'
  | 'evaluation'
  | 'gap'
  | 'symbols'
  | 'adapt'
  | 'ownQuery';

/** What the waits of a step are judged by. */
interface Seen {
  figures: Figures;
  state: SessionState;
  trail: Trail;
}

interface Condition {
  wait: Wait;
  isOver(seen: Seen): boolean;
  /** Only training ends it, so that a run at rest has to be started first. */
  byTraining: boolean;
}

export interface Watched {
  figures: Figures;
  /** The first thing that is still to come; null: the step is done. */
  waitsFor: Wait | null;
}

type Watch = (state: SessionState, trail: Trail) => Watched;

const until = (wait: Wait, isOver: Condition['isOver']): Condition => ({ wait, isOver, byTraining: false });
const trainedUntil = (wait: Wait, isOver: Condition['isOver']): Condition => ({
  wait,
  isOver,
  byTraining: true,
});

/**
 * A step that is done once none of its waits is left. They are in their order: a later one counts for nothing
 * before those in front of it are over.
 *
 * @param isDone what makes the step done whatever it waits for
 */
function watch(conditions: readonly Condition[], isDone: (seen: Seen) => boolean = () => false): Watch {
  return (state, trail) => {
    const figures = figuresOf(state, trail);
    const seen = { figures, state, trail };
    const open = isDone(seen) ? undefined : conditions.find(({ isOver }) => !isOver(seen));
    if (open === undefined) return { figures, waitsFor: null };
    return { figures, waitsFor: open.byTraining && !isGoing(state.phase) ? 'start' : open.wait };
  };
}

/** Meta-iterations that a mean needs before it tells anything. */
const ENOUGH = 10;

const isLit = (part: Trail['lit'][number]) => (seen: Seen) => seen.trail.lit.includes(part);
/** Meta-iterations with the settings as they are. */
const trainedFor = (least: number) => (seen: Seen) => seen.figures.iterations >= least;

export const litBothSets = watch([
  until('bothSets', (seen) => isLit('support')(seen) || isLit('query')(seen)),
  until('support', isLit('support')),
  until('query', isLit('query')),
]);

export const triedStrides = watch([
  until('measuring', ({ state, figures }) =>
    figures.tries.some(({ innerLr }) => innerLr === state.settings.innerLr),
  ),
  until('tries', ({ figures }) => figures.tries.length >= ASKED.tries),
]);

/** The random start was measured with so many inner steps. */
export const tookMoreSteps = watch(
  [
    until('moreSteps', ({ state }) => state.settings.evaluateSteps >= ASKED.steps),
    until('measuringSteps', ({ trail }) => trail.furthest.length > ASKED.steps),
  ],
  ({ trail }) => trail.furthest.length > ASKED.steps,
);

export const passedRandomStart = watch([
  trainedUntil(
    'gain',
    ({ figures: { learnt, random }, state: { iteration, curve }, trail: { began } }) =>
      learnt !== null &&
      random !== null &&
      curve !== null &&
      curve.iteration >= began.iteration + ENOUGH &&
      iteration > began.iteration &&
      learnt >= random + ASKED.gain,
  ),
]);

export const sawStepZero = watch([
  trainedUntil('figures', ({ figures }) => figures.training !== null),
  until('disc', ({ trail }) => trail.singledOut.includes(0)),
]);

/** With short strides too, the first inner step brings more than all others. */
export const firstStepLeads = watch([
  until('shortStride', ({ state }) => state.settings.innerLr <= ASKED.smallInnerLr),
  trainedUntil('shortStrides', trainedFor(ASKED.shortStrides)),
  trainedUntil('lead', ({ figures }) => (figures.firstShare ?? 0) >= ASKED.firstShare),
]);

/** With long strides, the last inner step is no better than guessing, or the run has stopped for it. */
export const brokeByStride = watch(
  [
    until('longStride', ({ state }) => state.settings.innerLr >= ASKED.largeInnerLr),
    trainedUntil('longStrides', trainedFor(ENOUGH)),
    trainedUntil('broken', ({ figures: { training, chance } }) => {
      return training !== null && last(training) <= chance + ASKED.broken;
    }),
  ],
  ({ state: { phase, notice } }) =>
    phase === 'diverged' && notice?.kind === 'diverged' && notice.innerLr >= ASKED.largeInnerLr,
);

export const comparedOrders = watch([
  until('firstOrder', ({ state }) => state.settings.algorithm === 'fomaml'),
  trainedUntil('firstOrders', trainedFor(ASKED.firstOrder)),
]);

/** On few characters, meta-training has left meta-test behind. */
export const overfitted = watch([
  until('fewCharacters', ({ state: { settings } }) => {
    return settings.trainCharacters > 0 && settings.trainCharacters <= ASKED.fewCharacters;
  }),
  trainedUntil('evaluation', ({ figures }) => figures.training !== null && figures.metaTest !== null),
  trainedUntil('gap', ({ figures }) => (figures.gap ?? 0) >= ASKED.gap),
]);

/** Symbols of the person's own were adapted to, and a query was answered. */
export const recognisedOwn = watch([
  until('symbols', ({ figures: { own } }) => own.adapted || own.symbols >= FEWEST_SYMBOLS),
  until('adapt', ({ figures: { own } }) => own.adapted),
  until('ownQuery', ({ figures: { own } }) => own.certainty !== null),
]);
