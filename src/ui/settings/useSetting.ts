import type { RunSettings } from '#maml';
import { useActions, useSession } from '../context/session.tsx';

/** One setting of the run, and the way to change it. */
export function useSetting<Key extends keyof RunSettings>(
  key: Key,
): [RunSettings[Key], (value: RunSettings[Key]) => void] {
  const value = useSession((state) => state.settings[key]);
  const { change } = useActions();
  return [value, (next) => change({ [key]: next })];
}
