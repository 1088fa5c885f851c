import * as v from 'valibot';
import { type LessonStepId, lessonStepIds } from './steps.ts';

/** How far a person has come. */
export interface Progress {
  /** Index of the step, from 0. */
  step: number;
  done: readonly LessonStepId[];
}

export interface ProgressStore {
  /** Nothing done yet, where nothing is stored, or nothing that can be read. */
  read(): Progress;
  write(progress: Progress): void;
}

const KEY = 'maml-playground.lesson';
const NONE: Progress = { step: 0, done: [] };

const schema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(lessonStepIds.length - 1)),
  done: v.array(v.picklist(lessonStepIds)),
});

/** Progress in the browser's storage, which may be missing, full or forbidden: then it lasts a visit. */
export function createProgressStore(storage: () => Pick<Storage, 'getItem' | 'setItem'>): ProgressStore {
  return {
    read() {
      try {
        return v.parse(schema, JSON.parse(storage().getItem(KEY) ?? ''));
      } catch {
        return NONE;
      }
    },
    write({ step, done }) {
      try {
        storage().setItem(KEY, JSON.stringify({ step, done }));
      } catch {
        // The lesson goes on; only the next visit begins at its first step.
      }
    },
  };
}
