import { ASKED } from './asked.ts';
import type { Figures } from './figures.ts';
import type { LessonStepId } from './steps.ts';
import { last } from './trail.ts';

/** What a person may say beforehand, and which of it came. */
export interface Prediction<Choice extends string = string> {
  choices: readonly Choice[];
  /** By what was measured; null while that does not tell. */
  came(figures: Figures): Choice | null;
}

const among = <const Choice extends string>(
  choices: readonly Choice[],
  came: Prediction<Choice>['came'],
): Prediction<Choice> => ({ choices, came });

/** Differences in accuracy below this are no difference. */
const SAME = 0.05;
/** Likewise in loss. */
const SAME_LOSS = 0.1;

/** The steps that ask what will happen, and how the figures decide. */
export const predictions = {
  /** How much the random start gets right with the best of the strides tried. */
  scratch: among(['low', 'middle', 'high'], ({ tries, best }) => {
    if (best === null || tries.length < ASKED.tries) return null;
    const accuracy = last(best.random);
    return accuracy < 0.5 ? 'low' : accuracy < 0.75 ? 'middle' : 'high';
  }),
  /** How far the random start gets with more inner steps. */
  inner: among(['less', 'same', 'more'], ({ further }) =>
    further === null ? null : compare(further.after - further.before, SAME),
  ),
  /** How the loss of step 0 stands to that of guessing. */
  zero: among(['less', 'same', 'more'], ({ loss, chance }) =>
    loss === null ? null : compare(loss[0] + Math.log(chance), SAME_LOSS),
  ),
  /** How much the first inner step brings with short strides. */
  first: among(['less', 'more'], ({ firstShare, innerLr, iterations }) => {
    if (firstShare === null || innerLr > ASKED.smallInnerLr || iterations < ASKED.shortStrides) return null;
    return firstShare < ASKED.firstShare ? 'less' : 'more';
  }),
  /** What becomes of new characters while meta-training has few. */
  overfit: among(['less', 'same', 'more'], ({ metaTest, before, gap }) => {
    if (metaTest === null || before.metaTest === null || gap === null || gap < ASKED.gap) return null;
    return compare(metaTest - before.metaTest, SAME);
  }),
} satisfies Partial<Record<LessonStepId, Prediction>>;

export type PredictedId = keyof typeof predictions;

/** The prediction that a step asks for, where it does. */
export function predictionOf(step: LessonStepId): Prediction | null {
  return isPredicted(step) ? predictions[step] : null;
}

export function isPredicted(step: LessonStepId): step is PredictedId {
  return Object.hasOwn(predictions, step);
}

function compare(difference: number, same: number): 'less' | 'same' | 'more' {
  return difference >= same ? 'more' : difference <= -same ? 'less' : 'same';
}
