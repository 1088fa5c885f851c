import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import {
  asTensor,
  type Call,
  type Constant,
  Recording,
  record,
  type Storage,
  type View,
} from './tracing-backend.ts';

/** A function of tensors as the kernel calls that compute it. */
export interface Trace {
  inputs: Storage[];
  constants: Constant[];
  calls: Call[];
  outputs: View[];
}

/**
 * Runs a function once on tensors without values, and writes down the kernel calls it makes, those of
 * gradients too. The function knows nothing of it. Reshapes and copies leave no call, and what depends on
 * constants alone is computed here.
 *
 * @param shapes of the function's arguments
 */
export function trace(shapes: number[][], compute: (...inputs: Tensor[]) => Tensor[]): Trace {
  const recording = new Recording();
  const inputs = shapes.map((shape): Storage => ({ size: shape.reduce((size, n) => size * n, 1) }));
  let outputs: View[] = [];
  record(recording, () => {
    tidy(() => {
      const tensors = inputs.map((storage, i) => asTensor(recording.input(storage, shapes[i])));
      outputs = compute(...tensors).map((tensor) => recording.viewOf(tensor));
    });
  });
  return { inputs, constants: recording.constants, calls: recording.calls, outputs };
}
