import { access, constants } from 'node:fs/promises';
import type { ParseArgsConfig } from 'node:util';
import type { RunSettings } from '#maml';
import {
  allowedValues,
  type OptionRecord,
  optionName,
  parseOptions,
  presetNames,
  type SettingKey,
  settingKeys,
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

/** A line of help per setting: its option and what it may be. */
export function describeSettings(keys: readonly SettingKey[] = settingKeys): string {
  return keys
    .map((key) => {
      const setting = settingOf(key);
      const allowed = setting.kind === 'flag' ? '' : allowedValues(setting);
      return `  --${optionName(key)}`.padEnd(22) + allowed;
    })
    .map((line) => line.trimEnd())
    .join('\n');
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

/**
 * The archives that `--data` names, which can all be read; none for the invented alphabets.
 *
 * @throws UsageError where the option is missing or a file cannot be read
 */
export async function archivesFrom(data: string | undefined): Promise<string[]> {
  if (!data) throw new UsageError('--data is missing: a zip, several with commas between, or invented.');
  if (data === 'invented') return [];
  const files = data.split(',').map((file) => file.trim());
  await Promise.all(files.map((file) => assertReadable('data', file)));
  return files;
}

/** @throws UsageError where this process cannot read the file */
export async function assertReadable(option: string, file: string): Promise<void> {
  await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--${option} ${file}: cannot be read (${error.code})`);
  });
}
