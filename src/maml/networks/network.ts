import type { Tensor } from '@tensorflow/tfjs-core';

/** One trainable array: its name, its shape without the task axis, and how it starts. */
export interface ParameterSpec {
  name: string;
  shape: number[];
  /** `glorot`: uniform, by its fans; `normal`: mean 0, deviation 1; `alpha`: the inner learning rate. */
  start: 'glorot' | 'normal' | 'zeros' | 'ones' | 'alpha';
  /** Absent: the inner loop moves it; false: meta-training alone does. The same for all of a group. */
  adapts?: false;
}

/** The sizes a network can be built in. */
export interface NetworkSize {
  filters: number;
  ways: number;
}

/** An architecture: a list of parameters and a forward function over them, in the same order. */
export interface Network {
  /** Arrays that one op takes as a whole stand together: they are stacked along a new first axis. */
  parameters(size: NetworkSize): ParameterSpec[][];
  /**
   * @param parameters one for each group of `parameters`, `[task, ...shape]`, stacked ones `[task, n, ...shape]`
   * @param x `[task, example, ...]`
   * @returns `[task, example, output]`
   */
  forward(parameters: Tensor[], x: Tensor): Tensor;
}

/** A linear layer's parameters: kernel `[inputs, outputs]` and bias. */
export function linearParameters(
  name: string,
  inputs: number,
  outputs: number,
  start: ParameterSpec['start'] = 'glorot',
): ParameterSpec[][] {
  return [
    [{ name: `${name}/kernel`, shape: [inputs, outputs], start }],
    [{ name: `${name}/bias`, shape: [outputs], start: 'zeros' }],
  ];
}
