import type { Tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../ops/op.ts';
import { copy } from './copy.ts';
import { type Trace, trace } from './trace.ts';
import type { Call, Constant, Storage, View } from './tracing-backend.ts';

/** One kernel call; `releases` are what nobody reads after it. */
export interface Step extends Call {
  releases: Storage[];
}

/** A function's kernel calls in order, with the life of every intermediate result. */
export interface Plan {
  inputs: Storage[];
  constants: Constant[];
  steps: Step[];
  outputs: Storage[];
}

const storagesRead = ({ tensors }: Call) => Object.values(tensors).map(({ storage }) => storage);
const storagesWritten = ({ outputs }: Call) => outputs.map(({ storage }) => storage);

/** The calls that an output depends on. */
function neededCalls(calls: Call[], outputs: Storage[]): Call[] {
  const needed = new Set(outputs);
  const kept = calls.toReversed().filter((call) => {
    if (!storagesWritten(call).some((storage) => needed.has(storage))) return false;
    for (const storage of storagesRead(call)) needed.add(storage);
    return true;
  });
  return kept.reverse();
}

/** Copies what is asked for as a result but is an input, a constant, or only part of another result. */
function copyOf(x: View): Call {
  const output = { storage: { size: sizeOf(x.shape) }, offset: 0, shape: x.shape };
  return { op: copy, tensors: { x }, outputs: [output], attributes: {} };
}

/** Drops the calls that nothing depends on, and finds out how long each result is needed. */
export function planOf({ inputs, constants, calls, outputs }: Trace): Plan {
  const computed = new Set(calls.flatMap(storagesWritten));
  const copies: Call[] = [];
  const results = outputs.map((view) => {
    const { storage, shape } = view;
    if (computed.has(storage) && sizeOf(shape) === storage.size) return storage;
    const made = copyOf(view);
    copies.push(made);
    return made.outputs[0].storage;
  });
  const needed = neededCalls([...calls, ...copies], results);
  const read = new Set(needed.flatMap(storagesRead));
  // What is bound from outside is not the plan's to release.
  const lasting = new Set([...inputs, ...constants.map(({ storage }) => storage), ...results]);
  const seen = new Set<Storage>();
  const steps = needed.toReversed().map((call): Step => {
    const touched = new Set([...storagesRead(call), ...storagesWritten(call)]);
    const releases = [...touched].filter((storage) => !lasting.has(storage) && !seen.has(storage));
    for (const storage of touched) seen.add(storage);
    return { ...call, releases };
  });
  return {
    inputs,
    constants: constants.filter(({ storage }) => read.has(storage)),
    steps: steps.reverse(),
    outputs: results,
  };
}

/**
 * Compiles a function of tensors for replay on any device.
 *
 * @param shapes of its arguments
 */
export function compile(shapes: number[][], compute: (...inputs: Tensor[]) => Tensor[]): Plan {
  return planOf(trace(shapes, compute));
}
