import type { RunSettings } from '#maml';
import { settingKeys, settingOf } from './settings.ts';
import type { PresetName } from './state.ts';

/** The table's defaults, which are the preset `watch`. */
const watch = Object.fromEntries(
  settingKeys.map((key) => [key, settingOf(key).default]),
) as unknown as RunSettings;

const paper: RunSettings = {
  ...watch,
  network: 'strided',
  filters: 64,
  queries: 1,
  metaBatch: 32,
  steps: 1,
  innerLr: 0.4,
  outerLr: 0.001,
  iterations: 60_000,
  evaluateEvery: 500,
  evaluateTasks: 600,
  evaluateSteps: 1,
};

/**
 * The settings of the design's workloads, and the paper's code.
 * `watch`: five steps to look at, small enough for any machine. `quick`: learns most in a minute.
 * `paper`: like the paper's 5-way 1-shot; docs/paper.md says how it differs. `paper-code`: what MAML's own code does.
 * `seed`: the reference repository's notebooks, which have no validation.
 */
export const presets: Readonly<Record<PresetName, RunSettings>> = {
  watch,
  quick: { ...watch, network: 'strided', steps: 1, evaluateSteps: 1, evaluateEvery: 100, evaluateTasks: 100 },
  paper,
  'paper-code': {
    ...paper,
    network: 'strided-paper',
    // 0.4 of a loss that is summed over the five classes: here it is their mean.
    innerLr: 2,
    rotations: true,
    split: 'shuffled',
    // 100 of 1,200 characters.
    validationShare: 0.0833,
    evaluateSteps: 10,
    evaluateRotations: true,
  },
  seed: {
    ...watch,
    algorithm: 'fomaml',
    filters: 64,
    queries: 15,
    metaBatch: 32,
    outerLr: 0.001,
    validationShare: 0,
    ink: 'low',
    iterations: 60_000,
    evaluateEvery: 500,
    evaluateTasks: 100,
  },
};

/** In the order in which the page offers them. */
export const presetNames = Object.keys(presets) as PresetName[];

/** The page's preset, and the one that options are added to where none is named. */
export const DEFAULT_PRESET: PresetName = 'watch';

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(presets, name);
}

/** Inner steps of an evaluation where none are given: as many as `steps`, unless the preset has a number of its own. */
export function evaluateStepsBeside(preset: PresetName, steps: number): number {
  const { evaluateSteps, steps: own } = presets[preset];
  return evaluateSteps === own ? steps : evaluateSteps;
}

/** A preset says what is trained and how, not with which random numbers or on what machine. */
const presetKeys = settingKeys.filter((key) => key !== 'seed' && key !== 'backend');

/** The preset that differs in the fewest settings. */
export function nearestPreset(settings: RunSettings): { preset: PresetName; differences: number } {
  const counted = presetNames.map((preset) => ({
    preset,
    differences: presetKeys.filter((key) => settings[key] !== presets[preset][key]).length,
  }));
  return counted.reduce((best, each) => (each.differences < best.differences ? each : best));
}

/** The preset with exactly these settings, or null. */
export function matchingPreset(settings: RunSettings): PresetName | null {
  const nearest = nearestPreset(settings);
  return nearest.differences === 0 ? nearest.preset : null;
}

/** A preset's settings with the seed and the backend of those in use. */
export function presetSettings(preset: PresetName, { seed, backend }: RunSettings): RunSettings {
  return { ...presets[preset], seed, backend };
}
