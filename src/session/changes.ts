import type { RunSettings } from '#maml';
import { parseSetting, settingKeys, withSetting } from './settings.ts';
import type { SettingsChange } from './state.ts';

/** Changes of settings that a run remembers; the closest neighbours of more are told as one. */
export const MAX_CHANGES = 100;

/** The settings in which `after` differs from `before`, with the values that `after` has. */
export function differences(before: RunSettings, after: RunSettings): Partial<RunSettings> {
  const keys = settingKeys.filter((key) => before[key] !== after[key]);
  return Object.fromEntries(keys.map((key) => [key, after[key]]));
}

/** From the first one's beginning to the second one's end, without what came back to where it was. */
function merge(first: SettingsChange, second: SettingsChange): SettingsChange {
  const from: Partial<RunSettings> = { ...second.from, ...first.from };
  const to: Partial<RunSettings> = { ...first.to, ...second.to };
  for (const key of settingKeys.filter((each) => from[each] === to[each])) {
    delete from[key];
    delete to[key];
  }
  return { iteration: second.iteration, from, to };
}

const isChange = ({ to }: SettingsChange) => Object.keys(to).length > 0;

/** The list with another change at its end; what changed several times before an iteration is one change. */
export function withChange(
  changes: readonly SettingsChange[],
  iteration: number,
  before: RunSettings,
  after: RunSettings,
): SettingsChange[] {
  const change = { iteration, from: differences(after, before), to: differences(before, after) };
  const last = changes.at(-1);
  const isSame = last !== undefined && last.iteration === iteration;
  const merged = isSame ? [...changes.slice(0, -1), merge(last, change)] : [...changes, change];
  return bounded(merged.filter(isChange));
}

/**
 * The changes of a run that stands at an earlier iteration again. Its settings are still the latest ones: the
 * changes made since then hold from there.
 */
export function changesUpTo(changes: readonly SettingsChange[], iteration: number): SettingsChange[] {
  const earlier = changes.filter((change) => change.iteration < iteration);
  const later = changes.filter((change) => change.iteration >= iteration);
  // With nothing learnt there is nothing that other settings led to.
  if (later.length === 0 || iteration === 0) return earlier;
  return [...earlier, { ...later.reduce(merge), iteration }].filter(isChange);
}

/** As many changes as are remembered, where two neighbours at a time become one. */
function bounded(changes: SettingsChange[]): SettingsChange[] {
  if (changes.length <= MAX_CHANGES) return changes;
  const gaps = changes.slice(1).map(({ iteration }, i) => iteration - changes[i].iteration);
  const at = gaps.indexOf(Math.min(...gaps));
  const closest = merge(changes[at], changes[at + 1]);
  return [...changes.slice(0, at), closest, ...changes.slice(at + 2)].filter(isChange);
}

/**
 * Settings with a change; values that they cannot have are left out, and the steps of the evaluation follow the
 * inner loop's.
 */
export function changed(settings: RunSettings, change: Partial<RunSettings>): RunSettings {
  let next = settings;
  for (const key of settingKeys) {
    const value = change[key] === undefined ? undefined : parseSetting(key, change[key]);
    if (value !== undefined) next = withSetting(next, key, value);
  }
  const follows = settings.evaluateSteps === settings.steps && change.evaluateSteps === undefined;
  return follows ? { ...next, evaluateSteps: next.steps } : next;
}

/** The settings under which a meta-iteration was made, given those that hold now. */
export function settingsAt(
  settings: RunSettings,
  changes: readonly SettingsChange[],
  iteration: number,
): RunSettings {
  const later = changes.filter((change) => change.iteration >= iteration).map(({ from }) => from);
  return Object.assign({}, settings, ...later.reverse());
}
