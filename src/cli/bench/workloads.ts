import type { RunSettings } from '#maml';
import type { OptionRecord } from '#session';
import { settingsFrom } from '../options.ts';
import { UsageError } from '../program.ts';

/** A meta-iteration to be timed. */
export interface Workload {
  name: string;
  settings: RunSettings;
}

/** The presets, and variations of them, in the order in which they are run: small ones tell how long large ones take. */
const OPTIONS: Record<string, OptionRecord> = {
  quick: { preset: 'quick' },
  watch: { preset: 'watch' },
  'paper-4': { preset: 'paper', 'meta-batch': '4' },
  paper: { preset: 'paper' },
  'seed-4': { preset: 'seed', 'meta-batch': '4' },
  'seed-4-exact': { preset: 'seed', 'meta-batch': '4', algorithm: 'maml' },
  seed: { preset: 'seed' },
  'seed-exact': { preset: 'seed', algorithm: 'maml' },
};

export const workloadNames = Object.keys(OPTIONS);

/**
 * Workloads by name, with the settings that options beside them override.
 *
 * @throws UsageError for a name or an option that is wrong
 */
export function workloadsFrom(names: readonly string[], overrides: OptionRecord = {}): Workload[] {
  return names.map((name) => {
    if (!Object.hasOwn(OPTIONS, name)) {
      throw new UsageError(`--workload ${name}: expected some of ${workloadNames.join(', ')}`);
    }
    return { name, settings: settingsFrom({ ...OPTIONS[name], ...overrides }) };
  });
}

/** Whether two workloads differ in nothing but the number of tasks. */
export function differInTasksOnly(a: RunSettings, b: RunSettings): boolean {
  return JSON.stringify({ ...a, metaBatch: 0 }) === JSON.stringify({ ...b, metaBatch: 0 });
}
