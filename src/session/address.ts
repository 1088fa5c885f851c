import type { RunSettings } from '#maml';
import { type ParsedOptions, parseOptions } from './options.ts';
import { DEFAULT_PRESET, evaluateStepsBeside, nearestPreset, presets } from './presets.ts';
import { optionName, settingKeys } from './settings.ts';
import { isSlip } from './slip.ts';

const views = ['train', 'filmstrip', 'draw', 'lesson', 'compare'] as const;
const languages = ['en', 'zh'] as const;
const themes = ['light', 'dark'] as const;

export type View = (typeof views)[number];
export type Language = (typeof languages)[number];
export type Theme = (typeof themes)[number];

/** What the address says about the page rather than the run; null: the page decides. */
export interface PageOptions {
  view: View;
  lang: Language | null;
  theme: Theme | null;
  /** Large type for a lecture. */
  present: boolean;
  /** One view alone, for another page's frame. */
  embed: View | null;
  /** The lesson's step, from 1; null: where the person was. */
  lesson: number | null;
  /** The filmstrip's episode, from 1; null: the first, which is the training view's task. */
  episode: number | null;
  /** The inner step looked at; null: the last one. */
  step: number | null;
  /** Start without a press. */
  autostart: boolean;
}

const defaults: PageOptions = {
  view: 'train',
  lang: null,
  theme: null,
  present: false,
  embed: null,
  lesson: null,
  episode: null,
  step: null,
  autostart: false,
};
const pageOptionNames = Object.keys(defaults);

function oneOf<Choice extends string>(choices: readonly Choice[], text: string | null): Choice | null {
  return choices.find((choice) => choice === text) ?? null;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** The page's options in an address's search part; wrong ones are as if they were not there. */
export function readPageOptions(search: string): PageOptions {
  const parameters = new URLSearchParams(search);
  return {
    view: oneOf(views, parameters.get('view')) ?? defaults.view,
    lang: oneOf(languages, parameters.get('lang')),
    theme: oneOf(themes, parameters.get('theme')),
    present: parameters.get('present') === '1',
    embed: oneOf(views, parameters.get('embed')),
    lesson: wholeNumber(parameters.get('lesson')),
    episode: wholeNumber(parameters.get('episode')),
    step: wholeNumber(parameters.get('step')),
    autostart: parameters.get('autostart') === '1',
  };
}

/** The search part with these page options changed and everything else kept; defaults are left out. */
export function writePageOptions(search: string, change: Partial<PageOptions>): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === defaults[name as keyof PageOptions]) parameters.delete(name);
    else parameters.set(name, value === true ? '1' : String(value));
  }
  return toSearch(parameters);
}

/**
 * The run's settings, preset and data set in an address's search part. Others write into addresses too
 * (`utm_source`, `fbclid`, ...): what is none of the page's names, nor a slip of one, is theirs and passed over.
 */
export function readAddress(search: string): ParsedOptions {
  const ours = [...settingKeys.map(optionName), 'preset', 'data', ...pageOptionNames];
  const parameters = [...new URLSearchParams(search)].filter(
    ([name]) => !pageOptionNames.includes(name) && ours.some((option) => isSlip(name, option)),
  );
  return parseOptions(Object.fromEntries(parameters));
}

/**
 * The search part for these settings: the data set, the nearest preset (unless it is the page's own), the
 * settings that differ from it, and the page's options as they stand.
 */
export function writeAddress(search: string, settings: RunSettings, data: string): string {
  const before = new URLSearchParams(search);
  const after = new URLSearchParams({ data });
  const { preset } = nearestPreset(settings);
  if (preset !== DEFAULT_PRESET) after.set('preset', preset);
  for (const key of settingKeys) {
    const expected =
      key === 'evaluateSteps' ? evaluateStepsBeside(preset, settings.steps) : presets[preset][key];
    if (settings[key] !== expected) after.set(optionName(key), String(settings[key]));
  }
  for (const name of pageOptionNames) {
    const value = before.get(name);
    if (value !== null) after.set(name, value);
  }
  return toSearch(after);
}

function toSearch(parameters: URLSearchParams): string {
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Keeps the browser's address in step with the run, at most twice a second: browsers refuse floods. */
export function createAddressBar(target: Window): (settings: RunSettings, data: string) => void {
  let latest: { settings: RunSettings; data: string } | null = null;
  const write = () => {
    if (latest === null) return;
    const { pathname, search, hash } = target.location;
    const wanted = writeAddress(search, latest.settings, latest.data);
    latest = null;
    if (wanted !== search) {
      target.history.replaceState(target.history.state, '', `${pathname}${wanted}${hash}`);
    }
  };
  return (settings, data) => {
    if (latest === null) target.setTimeout(write, 500);
    latest = { settings, data };
  };
}
