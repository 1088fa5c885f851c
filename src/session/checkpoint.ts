import * as v from 'valibot';
import type { LearnerState, NetworkName, RunSettings } from '#maml';
import { findSettings } from './checkpoint-settings.ts';
import { assertFinite } from './finite-tensors.ts';
import type { OptionRecord } from './options.ts';
import { parseJson } from './parse-json.ts';
import {
  CheckpointError,
  decodeSafetensors,
  encodeSafetensors,
  OtherSaveError,
  type Tensor,
} from './safetensors.ts';
import { saveMark } from './save-mark.ts';
import { toOptions } from './settings.ts';
import { fromTorch, toTorch, unusedBy } from './torch-layout.ts';
import { parseTrainedOn, type TrainedOn } from './trained-on.ts';

/** A run as its checkpoint holds it; without Adam's moments, which a file beside it may hold. */
export interface Checkpoint {
  settings: RunSettings;
  state: LearnerState;
  /** Absent: the file does not tell. */
  trainedOn?: TrainedOn;
}

/** What is to be said of a file that has been through other hands. */
export interface CheckpointRemarks {
  /** Tensors that the network has no use for; they were left out. */
  tensors: string[];
  /** Settings that this program does not know; they were left out. */
  settings: string[];
  /** Where shapes alone tell the network: others that have the same. */
  alternatives: NetworkName[];
  /** Whether the file does not say how many meta-iterations were done; they are counted from 1. */
  isUncounted: boolean;
}

/** A checkpoint, and what is to be said of its file. */
export interface OpenedCheckpoint {
  checkpoint: Checkpoint;
  remarks: CheckpointRemarks;
}

/** Every setting under its option name; `evaluate-steps` only where it differs from `steps`. */
function runMetadata(settings: RunSettings, iteration: number): string {
  const options = toOptions(settings);
  if (settings.evaluateSteps === settings.steps) delete options['evaluate-steps'];
  return JSON.stringify({ ...options, iteration });
}

const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const runSchema = v.objectWithRest({ iteration: v.optional(countSchema) }, v.unknown());

/** Where the file does not say: a network that has learnt something has done one at least. */
const UNCOUNTED = 1;

/** `checkpoint.safetensors`: the start that was learnt, as float32 in PyTorch's layout, and the settings. */
export function encodeCheckpoint({ settings, state, trainedOn }: Checkpoint): Uint8Array<ArrayBuffer> {
  return encodeSafetensors({
    tensors: toTorch(state.parameters, settings),
    metadata: {
      format: 'pt',
      run: runMetadata(settings, state.iteration),
      ...(trainedOn && { split: JSON.stringify(trainedOn) }),
    },
  });
}

/**
 * Reads the weights of a file that may have been through other programs: tensors that nobody needs are left out,
 * those of other floating-point types converted. Settings that it does not name are told by the shapes, or are
 * those `given`, or the page's defaults.
 *
 * @throws MissingSettingsError where nothing tells how the weights adapt
 * @throws CheckpointError where it is no checkpoint: the message names what is missing or wrong
 */
export function openCheckpoint(bytes: Uint8Array, given: OptionRecord = {}): OpenedCheckpoint {
  const { tensors, others, metadata } = decodeSafetensors(bytes);
  const run = v.safeParse(runSchema, metadata.run === undefined ? {} : parseJson(metadata.run));
  if (!run.success) throw new CheckpointError('The settings in the file are damaged.');
  const { iteration, ...named } = run.output;
  const { settings, unknown, alternatives } = findSettings(named, tensors, given);
  const unused = unusedBy(settings, [...tensors.keys(), ...others.keys()]);
  for (const [name, type] of others) {
    if (!unused.includes(name)) throw new CheckpointError(`Tensor ${name} is ${type}, not floating point.`);
  }
  const parameters = fromTorch(tensors, settings);
  assertFinite(tensors, unused);
  return {
    checkpoint: {
      settings,
      state: { iteration: iteration ?? UNCOUNTED, parameters },
      trainedOn: parseTrainedOn(metadata.split),
    },
    remarks: {
      tensors: unused,
      settings: unknown,
      alternatives,
      isUncounted: iteration === undefined,
    },
  };
}

/** The checkpoint that `openCheckpoint` reads, of whose file nothing is to be said. */
export function decodeCheckpoint(bytes: Uint8Array, given?: OptionRecord): Checkpoint {
  return openCheckpoint(bytes, given).checkpoint;
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
  return encodeSafetensors({
    tensors,
    metadata: { format: 'pt', updates: String(updates), save: saveMark(state) },
  });
}

/**
 * The checkpoint with the moments of the file beside it. A file of an earlier version names no save: it belongs to the
 * weights where as many updates were made as meta-iterations. An exported program names the iteration.
 *
 * @param together whether both lay in one file: then fewer updates are those of a run that began without moments
 * @throws OtherSaveError where the moments belong to other weights
 * @throws CheckpointError where the bytes are not the moments of such a network.
 */
export function withOptimizer(checkpoint: Checkpoint, bytes: Uint8Array, together = false): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const updates = v.safeParse(countSchema, Number(metadata.updates));
  if (!updates.success) throw new CheckpointError('The file has no count of updates.');
  assertFinite(tensors);
  const { settings, state, trainedOn } = checkpoint;
  const done = metadata.iteration === undefined ? updates.output : Number(metadata.iteration);
  const isOurs =
    metadata.save === undefined
      ? done === state.iteration || (together && done < state.iteration)
      : metadata.save === saveMark(state);
  if (!isOurs) {
    const [iteration] = (metadata.save ?? metadata.updates).split('-');
    throw new OtherSaveError(
      `Adam's moments are of another save, at iteration ${iteration}, than the weights, at ${state.iteration}.`,
    );
  }
  return {
    settings,
    trainedOn,
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
