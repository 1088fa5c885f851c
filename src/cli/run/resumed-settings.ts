import { outerRateAt } from '#facts';
import type { RunSettings } from '#maml';
import { type Checkpoint, changeTakesHold, type OptionRecord, optionName, settingKeys } from '#session';
import { optionsOf } from '../checkpoints.ts';
import { settingsFrom } from '../options.ts';
import { UsageError } from '../program.ts';

/** @throws UsageError where a setting needs a new network, as on the page */
function assertSameNetwork(settings: RunSettings, run: RunSettings, given: OptionRecord): void {
  for (const key of settingKeys) {
    if (changeTakesHold(key, run, settings) !== 'new-network') continue;
    const option = optionName(key);
    const asked = given[option] === undefined ? `--preset ${given.preset}: its ${option}` : `--${option}`;
    throw new UsageError(
      `${asked} ${settings[key]}: needs a new run; the one to go on with has ${run[key]}.`,
    );
  }
}

/** A rate as a person reads it. */
const told = (rate: number) => Number(rate.toPrecision(2));

/**
 * What a cosine comes to that is stretched over more meta-iterations.
 *
 * @returns a line to say, where the rate is another one at once
 * @throws UsageError where it had come to its end, and no schedule is asked for
 */
function stretched(
  settings: RunSettings,
  { settings: run, state }: Checkpoint,
  given: OptionRecord,
): string[] {
  const isStretched =
    run.outerSchedule === 'cosine' &&
    settings.outerSchedule === 'cosine' &&
    settings.iterations !== run.iterations &&
    settings.iterations > state.iteration;
  if (!isStretched) return [];
  const [before, after] = [run, settings].map((each) => told(outerRateAt(state.iteration, each)));
  const jump = `beta goes from ${before} to ${after} at iteration ${state.iteration}`;
  if (state.iteration >= run.iterations && given['outer-schedule'] === undefined) {
    throw new UsageError(
      `--iterations ${settings.iterations}: the cosine of the outer rate has ended. Give --outer-schedule constant with an --outer-lr, or --outer-schedule cosine to stretch it: ${jump}.`,
    );
  }
  return [`The cosine is stretched to ${settings.iterations} meta-iterations: ${jump}.`];
}

/**
 * The settings of a run that goes on: its own, unless others are given; a preset leaves seed and backend.
 *
 * @returns lines to say, too
 * @throws UsageError where it cannot go on with them
 */
export function resumedSettings(
  run: Checkpoint,
  given: OptionRecord,
): { settings: RunSettings; remarks: string[] } {
  const { seed, backend } = run.settings;
  const base = given.preset === undefined ? optionsOf(run) : { seed, backend };
  const asked = Object.entries(given).filter(([, value]) => value !== undefined);
  const settings = settingsFrom({ ...base, ...Object.fromEntries(asked) });
  assertSameNetwork(settings, run.settings, given);
  const { iteration } = run.state;
  if (settings.iterations < iteration) {
    throw new UsageError(`--iterations ${settings.iterations}: the run has done ${iteration} already.`);
  }
  return { settings, remarks: stretched(settings, run, given) };
}
