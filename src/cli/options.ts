import type { ParseArgsConfig } from 'node:util';
import type { RunSettings } from '#maml';
import {
  type OptionRecord,
  optionName,
  parseOptions,
  presetNames,
  type SettingKey,
  settingOf,
} from '#session';
import { UsageError } from './program.ts';

/** What `parseArgs` of node:util needs to know about these settings. */
export function settingOptions(keys: readonly SettingKey[]): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    keys.map((key) => [
      optionName(key),
      { type: settingOf(key).kind === 'flag' ? 'boolean' : 'string' } as const,
    ]),
  );
}

/** The presets by name, for help. */
export const PRESETS = presetNames.join(', ');

/**
 * The settings that options ask for.
 *
 * @throws UsageError where one is wrong
 */
export function settingsFrom(options: OptionRecord): RunSettings {
  const { settings, errors } = parseOptions(options);
  if (errors.length > 0) throw new UsageError(errors[0].message);
  return settings;
}
