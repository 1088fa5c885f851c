import type { RunSettings } from '#maml';
import { presets } from '../presets.ts';
import type { LessonStep } from './steps.ts';

/** The settings that the lesson is written for: those that learn enough in a minute or two, in a few steps. */
type Fits = { readonly [Key in keyof RunSettings]?: (value: RunSettings[Key]) => boolean };

const between = (least: number, most: number) => (value: number) => value >= least && value <= most;

const fits: Fits = {
  algorithm: (name) => name === 'maml',
  filters: between(8, 32),
  ways: between(3, 5),
  shots: between(1, 5),
  queries: between(1, 5),
  metaBatch: between(2, 8),
  steps: between(3, 6),
  innerLr: between(0.03, 0.5),
  outerLr: between(0.0005, 0.01),
  trainCharacters: (count) => count === 0,
  evaluateEvery: between(1, 100),
  evaluateTasks: between(20, 200),
};

function misfits<Key extends keyof RunSettings>(key: Key, settings: RunSettings): boolean {
  return fits[key]?.(settings[key]) === false;
}

/**
 * What of the settings is to change before a step can be done; empty where they fit.
 *
 * @param strictly also what the step frees has to fit: the network is yet to learn something
 */
export function requiredChange(
  settings: RunSettings,
  step: LessonStep,
  strictly = false,
): Partial<RunSettings> {
  if (!step.fitted) return {};
  const freed = strictly ? [] : step.frees;
  const keys = Object.keys(fits) as (keyof RunSettings)[];
  const changed = keys.filter((key) => !freed.includes(key) && misfits(key, settings));
  const change = Object.fromEntries(changed.map((key) => [key, presets.watch[key]])) as Partial<RunSettings>;
  const steps = change.steps ?? settings.steps;
  // The figure shows the steps of meta-test, the lesson speaks of those of meta-training.
  const follows = freed.includes('evaluateSteps') || settings.evaluateSteps === steps;
  return follows ? change : { ...change, steps, evaluateSteps: steps };
}
