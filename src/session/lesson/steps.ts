import type { RunSettings } from '#maml';
import type { SessionState } from '../state.ts';
import type { Trail } from './trail.ts';
import {
  brokeByStride,
  comparedOrders,
  firstStepLeads,
  litBothSets,
  overfitted,
  passedRandomStart,
  recognisedOwn,
  sawStepZero,
  tookMoreSteps,
  triedStrides,
  type Watched,
} from './watchers.ts';

/** A step of the lesson, as data: the words for it are the interface's. */
export interface LessonStep {
  id: LessonStepId;
  /** What the step lets a person change. */
  frees: readonly (keyof RunSettings)[];
  /** Whether all other settings are to be such as the lesson is written for. */
  fitted: boolean;
  /** Whether it takes a network that has learnt something. */
  trained: boolean;
  /** Whether the network is given back as it was before: the step spoils it. */
  givesBack: boolean;
  /** What it waits for, and how far that is, by what has happened since it began. */
  watch(state: SessionState, trail: Trail): Watched;
}

export const lessonStepIds = [
  'task',
  'scratch',
  'inner',
  'outer',
  'zero',
  'first',
  'break',
  'order',
  'overfit',
  'draw',
] as const;

export type LessonStepId = (typeof lessonStepIds)[number];

type Row = Omit<LessonStep, 'id'>;

type Terms = Omit<Row, 'watch'>;

const onAny: Terms = { frees: [], fitted: false, trained: false, givesBack: false };
const onFitted: Terms = { ...onAny, fitted: true };
const onTrained: Terms = { ...onFitted, trained: true };
const onBorrowed: Terms = { ...onTrained, givesBack: true };

const rows: Record<LessonStepId, Row> = {
  task: { ...onAny, watch: litBothSets },
  scratch: { ...onFitted, frees: ['innerLr'], watch: triedStrides },
  inner: { ...onFitted, frees: ['steps', 'evaluateSteps'], watch: tookMoreSteps },
  outer: { ...onFitted, watch: passedRandomStart },
  zero: { ...onTrained, watch: sawStepZero },
  first: { ...onTrained, frees: ['innerLr'], watch: firstStepLeads },
  break: { ...onBorrowed, frees: ['innerLr'], watch: brokeByStride },
  order: { ...onTrained, frees: ['algorithm'], watch: comparedOrders },
  overfit: { ...onBorrowed, frees: ['trainCharacters'], watch: overfitted },
  draw: { ...onAny, watch: recognisedOwn },
};

/** The lesson, in its order. */
export const lessonSteps: readonly LessonStep[] = lessonStepIds.map((id) => ({ id, ...rows[id] }));
