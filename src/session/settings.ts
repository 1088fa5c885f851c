import * as v from 'valibot';
import { algorithmFacts, algorithmNames, learntGroups } from '#facts';
import type { RunSettings } from '#maml';

/**
 * When a change takes hold: from the next meta-iteration; with a new network (the run starts anew, so the
 * page asks first); or on a new backend, to which the run's state is carried over.
 */
export type TakesHold = 'next-iteration' | 'new-network' | 'new-backend';

interface Common<Value> {
  default: Value;
  takesHold: TakesHold;
}
export interface ChoiceSetting<Value extends string = string> extends Common<Value> {
  kind: 'choice';
  choices: readonly Value[];
}
export interface NumberSetting extends Common<number> {
  kind: 'integer' | 'number';
  min: number;
  max: number;
}
export interface FlagSetting extends Common<boolean> {
  kind: 'flag';
}
export type Setting = ChoiceSetting | NumberSetting | FlagSetting;

type SettingFor<Value> = [Value] extends [boolean]
  ? FlagSetting
  : [Value] extends [number]
    ? NumberSetting
    : [Value] extends [string]
      ? ChoiceSetting<Value>
      : never;

const choice = <Value extends string>(
  choices: readonly Value[],
  initial: Value,
  takesHold: TakesHold = 'next-iteration',
): ChoiceSetting<Value> => ({ kind: 'choice', choices, default: initial, takesHold });

const integer = (
  min: number,
  max: number,
  initial: number,
  takesHold: TakesHold = 'next-iteration',
): NumberSetting => ({ kind: 'integer', min, max, default: initial, takesHold });

const number = (
  min: number,
  max: number,
  initial: number,
  takesHold: TakesHold = 'next-iteration',
): NumberSetting => ({ kind: 'number', min, max, default: initial, takesHold });

/**
 * Every setting of a run. The address bar, the command line's options, `run.json`, a checkpoint's
 * metadata and every check of a value follow from this table; a setting is one line here.
 * The defaults are the preset `watch`.
 */
export const settingsTable = {
  algorithm: choice(algorithmNames, 'maml'),
  network: choice(['strided', 'strided-paper', 'pooled', 'pooled-blog'], 'pooled', 'new-network'),
  filters: integer(8, 64, 16, 'new-network'),
  ways: integer(2, 20, 5, 'new-network'),
  shots: integer(1, 10, 1),
  queries: integer(1, 19, 5),
  metaBatch: integer(1, 64, 4),
  steps: integer(1, 10, 5),
  innerLr: number(0.001, 10, 0.1),
  outerLr: number(0.00001, 0.1, 0.002),
  outerSchedule: choice(['constant', 'cosine'], 'constant'),
  iterations: integer(1, 1_000_000, 10_000),
  rotations: { kind: 'flag', default: false, takesHold: 'next-iteration' },
  trainCharacters: integer(0, 10_000, 0),
  // A class that was learnt from is no test any more: another split is another run.
  split: choice(['official', 'file-order', 'shuffled'], 'official', 'new-network'),
  validationShare: number(0, 0.5, 0.1, 'new-network'),
  tasksWithin: choice(['all', 'alphabet'], 'all'),
  // Weights learnt with ink 1 know nothing of drawings whose ink is 0.
  ink: choice(['high', 'low'], 'high', 'new-network'),
  // The seed fixes the random start, not only the episodes.
  seed: integer(0, 4_294_967_295, 1, 'new-network'),
  backend: choice(['auto', 'webgl', 'wasm', 'cpu'], 'auto', 'new-backend'),
  evaluateEvery: integer(0, 1_000_000, 50),
  evaluateTasks: integer(0, 10_000, 60),
  evaluateSteps: integer(1, 20, 5),
  evaluateRotations: { kind: 'flag', default: false, takesHold: 'next-iteration' },
} as const satisfies { [Key in keyof RunSettings]: SettingFor<RunSettings[Key]> };

export type SettingKey = keyof RunSettings;

/** Every key of `RunSettings`, in the table's order. */
export const settingKeys = Object.keys(settingsTable) as SettingKey[];

/** The table's row of a setting. */
export function settingOf(key: SettingKey): Setting {
  return settingsTable[key];
}

/** A setting's name in the address, on the command line and in files: `metaBatch` is `meta-batch`. */
export function optionName(key: SettingKey): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const keysByOption = new Map(settingKeys.map((key) => [optionName(key), key]));

/** The setting of an option name, or undefined where there is none of that name. */
export function settingKey(option: string): SettingKey | undefined {
  return keysByOption.get(option);
}

/** What a setting may be, in words: `a whole number from 1 to 10`, `strided, strided-paper, pooled or pooled-blog`. */
export function allowedValues(setting: Setting): string {
  switch (setting.kind) {
    case 'choice':
      return `${setting.choices.slice(0, -1).join(', ')} or ${setting.choices.at(-1)}`;
    case 'integer':
      return `a whole number from ${setting.min} to ${setting.max}`;
    case 'number':
      return `a number from ${setting.min} to ${setting.max}`;
    case 'flag':
      return 'true or false';
  }
}

/** Digits of a number setting: more than anybody chooses, fewer than show how computers round. */
const DIGITS = 12;

/** A number as a person would write it: 0.0003, not 0.00030000000000000003. */
export function canonical(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

const numeric = v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.transform(Number))]);
/** `--rotations` alone and `?rotations` mean true. */
const flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['', '1', 'true', '0', 'false']),
    v.transform((text) => text !== '0' && text !== 'false'),
  ),
]);

/** Schema of a setting's value, from text (an address, an option) or from JSON. */
function schemaOf(setting: Setting): v.GenericSchema<unknown, string | number | boolean> {
  switch (setting.kind) {
    case 'choice':
      return v.picklist(setting.choices);
    case 'integer':
      return v.pipe(numeric, v.integer(), v.minValue(setting.min), v.maxValue(setting.max));
    case 'number':
      return v.pipe(
        numeric,
        v.number(),
        v.transform(canonical),
        v.minValue(setting.min),
        v.maxValue(setting.max),
      );
    case 'flag':
      return flag;
  }
}

/** The typed value of a setting, or undefined where `value` is not one it may have. */
export function parseSetting(key: SettingKey, value: unknown): string | number | boolean | undefined {
  const result = v.safeParse(schemaOf(settingOf(key)), value);
  return result.success ? result.output : undefined;
}

/** Settings with one replaced by a value that `parseSetting` has accepted for it. */
export function withSetting(
  settings: RunSettings,
  key: SettingKey,
  value: string | number | boolean,
): RunSettings {
  return { ...settings, [key]: value };
}

/** The settings under their option names, as files hold them. */
export function toOptions(settings: Partial<RunSettings>): Record<string, string | number | boolean> {
  const given = settingKeys.filter((key) => settings[key] !== undefined);
  return Object.fromEntries(given.map((key) => [optionName(key), settings[key]!]));
}

/** What `toOptions` has given; unknown options are left out. Null where a value is not one that it may have. */
export function fromOptions(options: Readonly<Record<string, unknown>>): Partial<RunSettings> | null {
  const settings: Partial<Record<SettingKey, string | number | boolean>> = {};
  for (const [option, value] of Object.entries(options)) {
    const key = settingKey(option);
    if (key === undefined) continue;
    const parsed = parseSetting(key, value);
    if (parsed === undefined) return null;
    settings[key] = parsed;
  }
  return settings as Partial<RunSettings>;
}

/** What an algorithm learns, by name. */
function learntNames(settings: RunSettings): string {
  return learntGroups(settings)
    .flat()
    .map(({ name }) => name)
    .join();
}

/**
 * When the change of one setting takes hold; null: it does not change. Another algorithm needs a new network where it
 * learns other arrays, alpha where it is what learnt rates begin with.
 */
export function changeTakesHold(key: SettingKey, before: RunSettings, after: RunSettings): TakesHold | null {
  if (before[key] === after[key]) return null;
  const { algorithm } = after;
  if (key === 'algorithm' && learntNames(before) !== learntNames({ ...before, algorithm }))
    return 'new-network';
  if (key === 'innerLr' && algorithmFacts[algorithm].alpha === 'start') return 'new-network';
  return settingOf(key).takesHold;
}

/** The most that any of the changed settings asks for; null where nothing differs. */
export function takesHold(before: RunSettings, after: RunSettings): TakesHold | null {
  const asked = settingKeys.map((key) => changeTakesHold(key, before, after));
  for (const most of ['new-network', 'new-backend', 'next-iteration'] as const) {
    if (asked.includes(most)) return most;
  }
  return null;
}
