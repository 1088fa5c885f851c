import type { RunSettings } from '#maml';
import { settingOf, settingsAskedFor } from '#session';
import { useActions, useSession } from '../context/session.tsx';

/** One setting of the run, and the way to change it; where a new network is asked for, the value asked for. */
export function useSetting<Key extends keyof RunSettings>(
  key: Key,
): [RunSettings[Key], (value: RunSettings[Key]) => void] {
  const value = useSession((state) => settingsAskedFor(state)[key]);
  const { change } = useActions();
  return [value, (next) => change({ [key]: next })];
}

/** The least and the most that a numeric setting may be. */
export function limits(key: keyof RunSettings): { min: number; max: number } {
  const setting = settingOf(key);
  if (!('min' in setting)) throw new Error(`The setting ${key} has no limits.`);
  return { min: setting.min, max: setting.max };
}
