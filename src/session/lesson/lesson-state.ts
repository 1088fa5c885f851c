import type { StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import type { Figures } from './figures.ts';
import type { PagePart } from './parts.ts';
import type { LessonStepId } from './steps.ts';
import type { Wait } from './watchers.ts';

export interface LessonState {
  /** Index of the step, from 0. */
  step: number;
  /** Steps done, in this visit or an earlier one. */
  done: readonly LessonStepId[];
  /** The meta-iteration that the run stood at when the step began. */
  began: number;
  /** What has to be before the step can be done. */
  lacks: 'settings' | 'training' | null;
  /** What the lesson's settings would change, where they are lacking. */
  required: Partial<RunSettings>;
  figures: Figures;
  /** What the step waits for; null: nothing more. */
  waitsFor: Wait | null;
  /** What the person said beforehand, and which of it came, by step; of this visit. */
  predicted: Partial<Record<LessonStepId, Foreseen>>;
  /** The iteration of the network that comes back with the next step; null: none was put aside. */
  givesBack: number | null;
  /** Meta-iterations of the person's own run, put aside until the lesson is left; null: none is. */
  ownRun: number | null;
}

/** A prediction and what came of it; null: what was not said, or is not known yet. */
export interface Foreseen {
  said: string | null;
  came: string | null;
}

export interface LessonActions {
  /** The lesson is on the page, at a step (from 0), or where the person was. */
  enter(step: number | null): void;
  /** Another view is shown: what was put aside comes back. */
  leave(): void;
  goTo(step: number): void;
  /** A setting that the step frees; what the step spoils is put aside first. */
  change(change: Partial<RunSettings>): void;
  /** Makes the settings such as the step needs; puts the person's run aside where that takes a new network. */
  prepare(): void;
  /** A new network with these settings; the person's run is put aside. */
  startAfresh(): void;
  /** Says beforehand what will happen, by one of the step's choices. */
  predict(choice: string): void;
  /** A symbol was used to light a part of the page. */
  light(part: PagePart): void;
  /** An inner step was singled out in the figure. */
  singleOut(step: number): void;
}

export interface Lesson {
  readonly store: StoreApi<LessonState>;
  readonly actions: LessonActions;
}
