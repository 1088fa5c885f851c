import type { RunSettings } from '#maml';
import {
  DEFAULT_PRESET,
  evaluateStepsBeside,
  isPresetName,
  matchingPreset,
  presetNames,
  presets,
} from './presets.ts';
import { allowedValues, parseSetting, settingKey, settingOf, withSetting } from './settings.ts';
import type { PresetName } from './state.ts';

/** Options by name, as an address or a command line gives them. `undefined`: not given. */
export type OptionRecord = Readonly<Record<string, unknown>>;

export interface OptionError {
  option: string;
  value: string;
  /** What would be right, in words. */
  allowed: string;
  /** One line: option, value and what is allowed. */
  message: string;
}

export interface ParsedOptions {
  settings: RunSettings;
  /** The preset that all settings agree with, or null. */
  preset: PresetName | null;
  /** The data set asked for, as given; undefined where none is named. */
  data: string | undefined;
  /** Options left out because they are unknown or wrong; empty where all is well. */
  errors: OptionError[];
}

function optionError(option: string, value: unknown, allowed: string): OptionError {
  const text = String(value);
  return { option, value: text, allowed, message: `--${option} ${text}: expected ${allowed}.` };
}

/**
 * Settings from options under their names (`meta-batch`, `inner-lr`, ...), beside `preset`, which they
 * override, and `data`. `evaluate-steps` follows `steps` where neither it nor a preset with its own is given.
 * Wrong and unknown options are reported and otherwise as if they were not there.
 */
export function parseOptions(options: OptionRecord): ParsedOptions {
  const { preset, data, ...rest } = options;
  const errors: OptionError[] = [];
  let base: PresetName = DEFAULT_PRESET;
  if (preset !== undefined) {
    if (isPresetName(String(preset))) base = String(preset) as PresetName;
    else errors.push(optionError('preset', preset, `one of ${presetNames.join(', ')}`));
  }

  let settings = presets[base];
  let evaluateStepsGiven = false;
  for (const [option, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const key = settingKey(option);
    if (key === undefined) {
      errors.push({
        option,
        value: String(value),
        allowed: '',
        message: `--${option}: there is no such option.`,
      });
      continue;
    }
    const parsed = parseSetting(key, value);
    if (parsed === undefined) {
      errors.push(optionError(option, value, allowedValues(settingOf(key))));
      continue;
    }
    settings = withSetting(settings, key, parsed);
    if (key === 'evaluateSteps') evaluateStepsGiven = true;
  }
  if (!evaluateStepsGiven)
    settings = { ...settings, evaluateSteps: evaluateStepsBeside(base, settings.steps) };
  return {
    settings,
    preset: matchingPreset(settings),
    data: data === undefined ? undefined : String(data),
    errors,
  };
}
