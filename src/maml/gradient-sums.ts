import { add, ones, type Tensor } from '@tensorflow/tfjs-core';
import type { Device, Program, Variable } from './devices/device.ts';
import { scaleBy, times } from './ops/update.ts';
import { PairwiseSum, type PartialSum } from './pairwise-sum.ts';
import { compile } from './trace/plan.ts';

/** A share of a mean over so many terms, as float32: in JavaScript, too, a product with it is rounded once. */
const shareOf = (terms: number) => Math.fround(1 / terms);

/** The mean of gradients from their partial sums, in the order of the terms; uses up the sums. */
export function meanOfSums(sums: readonly PartialSum<Float32Array>[], terms: number): Float32Array {
  const sum = new PairwiseSum<Float32Array>((left, right) => {
    for (let i = 0; i < left.length; i++) left[i] += right[i];
    return left;
  });
  for (const part of sums) sum.take(part);
  const mean = sum.total();
  const share = shareOf(terms);
  for (let i = 0; i < mean.length; i++) mean[i] *= share;
  return mean;
}

/** Sums on a device the gradients that come to lie in one variable after the other; see `PairwiseSum`. */
export class GradientSums {
  private readonly device: Device;
  private readonly gradient: Variable;
  /** Room for partial sums: as many as are whole at the same time. */
  private readonly places: Variable[] = [];
  private readonly taken = new Set<Variable>();
  private readonly programs = new Map<string, Program>();
  private sum = this.begun();

  /** @param gradient where each gradient lies when it is taken, and the mean in the end */
  constructor(device: Device, gradient: Variable) {
    this.device = device;
    this.gradient = gradient;
  }

  /** Forgets what was summed. */
  begin(): void {
    this.taken.clear();
    this.sum = this.begun();
  }

  /** Takes the gradient that has this number. */
  take(index: number): void {
    const leaf = { level: 0, index };
    const term = this.sum.completes(leaf)
      ? this.gradient
      : this.run('copy', [this.gradient], (gradient) => scaleBy(gradient, ones([1]), 1));
    this.sum.take({ ...leaf, term });
  }

  /** Copies of the sums that are whole. */
  read(): Promise<PartialSum<Float32Array>[]> {
    return Promise.all(
      this.sum.parts().map(async (part) => ({ ...part, term: await this.device.read(part.term) })),
    );
  }

  /** Leaves the mean of all that was taken, `terms` gradients from the number 0 on, in `gradient`. */
  mean(terms: number): void {
    this.run(`mean of ${terms}`, [this.sum.total()], (sum) => times(sum, shareOf(terms)), this.gradient);
  }

  dispose(): void {
    for (const program of this.programs.values()) program.dispose();
    for (const place of this.places) this.device.free(place);
  }

  private begun(): PairwiseSum<Variable> {
    return new PairwiseSum((left, right) => {
      const sum = this.run('add', [left, right], add);
      this.taken.delete(left);
      this.taken.delete(right);
      return sum;
    });
  }

  /** Runs a function of variables; its result gets a place that is free, unless it is given one. */
  private run(
    name: string,
    inputs: Variable[],
    compute: (...tensors: Tensor[]) => Tensor,
    output = this.freePlace(),
  ): Variable {
    const key = [name, ...[...inputs, output].map((variable) => this.places.indexOf(variable))].join();
    let program = this.programs.get(key);
    if (program === undefined) {
      const plan = compile(
        inputs.map(({ size }) => [size]),
        (...tensors) => [compute(...tensors)],
      );
      program = this.device.load(plan, inputs, [output]);
      this.programs.set(key, program);
    }
    program.run();
    return output;
  }

  private freePlace(): Variable {
    let place = this.places.find((each) => !this.taken.has(each));
    if (place === undefined) {
      place = this.device.variable(this.gradient.size);
      this.places.push(place);
    }
    this.taken.add(place);
    return place;
  }
}
