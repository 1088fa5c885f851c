import * as v from 'valibot';
import type { LearnerState, RunSettings } from '#maml';
import { parseOptions } from './options.ts';
import { CheckpointError, decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.ts';
import { settingKey, toOptions } from './settings.ts';
import { fromTorch, toTorch } from './torch-layout.ts';

/** A run as its checkpoint holds it; without Adam's moments, which a file beside it may hold. */
export interface Checkpoint {
  settings: RunSettings;
  state: LearnerState;
}

/** Every setting under its option name; `evaluate-steps` only where it differs from `steps`. */
function runMetadata(settings: RunSettings, iteration: number): string {
  const options = toOptions(settings);
  if (settings.evaluateSteps === settings.steps) delete options['evaluate-steps'];
  return JSON.stringify({ ...options, iteration });
}

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const runSchema = v.objectWithRest({ iteration: v.optional(countSchema, 0) }, v.unknown());

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `checkpoint.safetensors`: the start that was learnt, as float32 in PyTorch's layout, and the settings. */
export function encodeCheckpoint({ settings, state }: Checkpoint): Uint8Array<ArrayBuffer> {
  return encodeSafetensors({
    tensors: toTorch(state.parameters, settings),
    metadata: { format: 'pt', run: runMetadata(settings, state.iteration) },
  });
}

/**
 * Reads a checkpoint. Settings that it does not name have the page's defaults.
 *
 * @throws CheckpointError where it is not one: the message names what is missing or wrong.
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.run === undefined)
    throw new CheckpointError('The file has no settings: its metadata lack "run".');
  const run = v.safeParse(runSchema, parseJson(metadata.run));
  if (!run.success) throw new CheckpointError('The settings in the file are damaged.');
  const { iteration, ...rest } = run.output;
  const known = Object.entries(rest).filter(([option]) => settingKey(option) !== undefined);
  const { settings, errors } = parseOptions(Object.fromEntries(known));
  if (errors.length > 0) {
    const [{ option, value, allowed }] = errors;
    throw new CheckpointError(`The file's setting ${option} is ${value}; expected ${allowed}.`);
  }
  return { settings, state: { iteration, parameters: fromTorch(tensors, settings) } };
}

/**
 * `optimizer.safetensors`: Adam's moments under the parameters' names after `first.` and `second.`, so that
 * a run goes on exactly where it stopped. Null where the state has none.
 */
export function encodeOptimizer({ settings, state }: Checkpoint): Uint8Array<ArrayBuffer> | null {
  if (state.optimizer === undefined) return null;
  const { updates, first, second } = state.optimizer;
  const tensors = new Map<string, Tensor>();
  for (const [prefix, moments] of [
    ['first.', first],
    ['second.', second],
  ] as const) {
    for (const [name, tensor] of toTorch(moments, settings)) tensors.set(prefix + name, tensor);
  }
  return encodeSafetensors({ tensors, metadata: { format: 'pt', updates: String(updates) } });
}

/**
 * The checkpoint with the moments of the file beside it.
 *
 * @throws CheckpointError where the bytes are not the moments of such a network.
 */
export function withOptimizer(checkpoint: Checkpoint, bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const updates = v.safeParse(countSchema, Number(metadata.updates));
  if (!updates.success) throw new CheckpointError('The file has no count of updates.');
  const { settings, state } = checkpoint;
  return {
    settings,
    state: {
      ...state,
      optimizer: {
        updates: updates.output,
        first: fromTorch(tensors, settings, 'first.'),
        second: fromTorch(tensors, settings, 'second.'),
      },
    },
  };
}
