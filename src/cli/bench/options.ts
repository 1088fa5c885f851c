import { type OptionRecord, optionName, type SettingKey } from '#session';
import { settingOptions } from '../options.ts';
import { UsageError } from '../program.ts';
import type { Budget } from './measure.ts';
import { workloadNames } from './workloads.ts';

/** What the workloads' settings may be overridden with. */
const OVERRIDES: SettingKey[] = ['network', 'filters', 'ways', 'shots', 'queries', 'metaBatch', 'steps'];

export const BACKENDS = ['webgl', 'wasm', 'cpu'] as const;
export const RIVALS = ['stock', 'jax', 'pytorch', 'peers'] as const;
export type Rival = (typeof RIVALS)[number];
export type Backend = (typeof BACKENDS)[number];

/** For `parseArgs` of node:util. */
export const OPTIONS = {
  workload: { type: 'string' },
  backend: { type: 'string' },
  seconds: { type: 'string' },
  iterations: { type: 'string' },
  limit: { type: 'string' },
  without: { type: 'string' },
  all: { type: 'boolean' },
  growth: { type: 'boolean' },
  out: { type: 'string' },
  json: { type: 'boolean' },
  'busy-ok': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  ...settingOptions(OVERRIDES),
} as const;

export const HELP = `Times meta-iterations of this project's engine beside those of other ways to do the same.

  npm run -s bench -- [options]

  --workload NAME,...   ${workloadNames.join(', ')}; all where not given
  --backend NAME,...    ${BACKENDS.join(', ')}; all where not given
  --without NAME,...    compare without ${RIVALS.join(', ')}
  --seconds S           timed seconds for each cell of the table (2)
  --iterations I        timed meta-iterations for each cell, instead of --seconds
  --limit S             leave out what needs longer for one meta-iteration (60)
  --all                 everything that --limit allows; else what ends in minutes
  --json                one JSON document instead of a table
  --growth              how time grows with meta-batch, filters, steps and ways; writes a table and a plot
  --out FOLDER          where --growth writes bench.md and bench.svg (docs)
  --busy-ok             judge even where other programs disturb the timing
  ${OVERRIDES.map((key) => `--${optionName(key)}`).join(', ')}
                        override the workloads' settings

A meta-iteration is all that training does: episodes, adaptation, query loss and accuracy after every step,
meta-gradient, Adam, reading the figures back. Compared with:

  stock     the same, task by task, from TensorFlow.js' own ops
  jax       the same in jax-js, with grad, vmap and jit
  pytorch   the same in PyTorch, where a python3 with torch is found (PYTHON names one): task by task, with one
            thread and with all of them, of which the better counts
  peers     the same for all tasks at once: PyTorch 2's vmap, plain and compiled, and JAX's jit(vmap(grad)), where
            they are installed beside it

Each program in Python first repeats two meta-iterations of the engine; one whose losses differ is not timed.

The JSON document: {"machine": {..., "busy": null or why}, "budget", "workloads": [CELL], "stock": [CELL],
"jax": [CELL], "pytorch": [CELL], "peers": [CELL], "ratios": [{"workload","backend","against","ratio"}] or null,
"best": [{"workload","peer","secondsPerIteration","backend","ratio"}] or null, "cut": [LINE]};
a CELL is {"workload","by","backend","secondsPerIteration","iterations","firstIterationSeconds","dispatches",
"dispatchesByKernel","tensors","bytes","tensorsAtEnd","bytesAtEnd","uploadSeconds","threads","note"}.

Exit code: 0 done, 1 failed, or the machine is too busy to judge, 2 a wrong option.
`;

function number(option: string, text: string, isRight: (value: number) => boolean, allowed: string): number {
  const value = Number(text);
  if (text.trim() === '' || !isRight(value))
    throw new UsageError(`--${option} ${text}: expected ${allowed}.`);
  return value;
}

/** The options given that override the workloads' settings. */
export function overridesFrom(options: OptionRecord): OptionRecord {
  const names = OVERRIDES.map(optionName).filter((name) => options[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, options[name]]));
}

const seconds = (option: string, text: string) =>
  number(option, text, (value) => value > 0 && Number.isFinite(value), 'a number of seconds above 0');

/** @throws UsageError where an option is wrong */
export function budgetFrom(options: OptionRecord): Budget {
  const budget: Budget = {
    seconds: seconds('seconds', String(options.seconds ?? 2)),
    limit: seconds('limit', String(options.limit ?? 60)),
  };
  if (options.iterations === undefined) return budget;
  const isCount = (value: number) => Number.isInteger(value) && value >= 1;
  return {
    ...budget,
    iterations: number('iterations', String(options.iterations), isCount, 'a whole number from 1'),
  };
}

/**
 * Names from a list with commas; all of `known` where none is given.
 *
 * @throws UsageError for one that is not known
 */
export function namesFrom<Name extends string>(
  option: string,
  given: unknown,
  known: readonly Name[],
  otherwise: readonly Name[],
): Name[] {
  if (given === undefined) return [...otherwise];
  return String(given)
    .split(',')
    .map((text) => {
      const name = known.find((each) => each === text.trim());
      if (name === undefined)
        throw new UsageError(`--${option} ${text}: expected some of ${known.join(', ')}.`);
      return name;
    });
}
