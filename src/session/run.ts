import type { LearnerState, RunSettings } from '#maml';
import type { LoadedSet } from '#workers';
import type { Checkpoint } from './checkpoint.ts';
import { NOTHING } from './history.ts';
import { canonical } from './settings.ts';
import type { History, SessionState } from './state.ts';
import type { TrainedOn } from './trained-on.ts';

/** A run as a value: all that it takes to go on with it, apart from its data set and from any page. */
export interface Run {
  settings: RunSettings;
  state: LearnerState;
  /** Seconds spent in meta-iterations. */
  seconds: number;
  history: History;
  /** What it had learnt from when it was opened; absent: nobody tells, or nothing. */
  trainedOn?: TrainedOn;
}

/** A data set in use. */
export interface DataInUse {
  /** As it was read. */
  read: LoadedSet;
  /** As it is trained on: with the classes that were added to it. */
  shown: LoadedSet;
}

/** A run of this page as it stood at a moment, to come back to. Its drawings are those that it learnt from. */
export interface KeptRun extends Run {
  data: DataInUse;
  /** What the page showed of it. */
  shown: Pick<SessionState, 'preview' | 'curve'>;
  wasTraining: boolean;
}

/**
 * The run that a checkpoint makes: weights and settings, without numbers. A cosine schedule that has come to its
 * end would train no further: a tenth of its rate, kept constant, is about where it last learnt well.
 */
export function runFrom({ settings, state, trainedOn }: Checkpoint, backend: RunSettings['backend']): Run {
  const isOver = settings.outerSchedule === 'cosine' && state.iteration >= settings.iterations;
  const taken: RunSettings = isOver
    ? { ...settings, outerSchedule: 'constant', outerLr: canonical(settings.outerLr / 10) }
    : settings;
  return { settings: { ...taken, backend }, state, trainedOn, ...NOTHING };
}
