import type { Tensor } from '@tensorflow/tfjs-core';
import { PIXELS, SIDE } from '#data';
import type { Examples } from './algorithms/model.ts';
import type { Device, Program, Variable } from './devices/device.ts';
import { sizeOf } from './ops/op.ts';
import type { Ink } from './settings.ts';
import { compile } from './trace/plan.ts';

/** Drawings of some tasks with their classes, equally many for each task. */
export interface DrawingSet {
  /** `[task][drawing][28 * 28]`, grey, paper 255. */
  drawings: Uint8Array;
  /** `[task][drawing]`. */
  labels: Int32Array;
}

/** What a program of drawings computes: from other inputs and sets of drawings to its outputs. */
export type OfExamples = (inputs: Tensor[], sets: Examples[]) => Tensor[];

/** A set of drawings on the device, and what its labels were last. */
interface SetVariables {
  drawings: Variable;
  labels: Variable;
  written: Int32Array | null;
}

const equal = (a: Int32Array | null, b: Int32Array) => a?.every((value, i) => value === b[i]) ?? false;

/** A function of sets of drawings, compiled for a device, and the variables they come in by. */
export class ExampleProgram {
  readonly outputs: Variable[];
  private readonly device: Device;
  private readonly ink: Ink;
  private readonly program: Program;
  private readonly sets: SetVariables[];
  /** Outputs that are the program's own, to be freed with it. */
  private readonly own: Variable[];

  /**
   * @param like sets of the sizes
   * @param inputs variables that `compute` gets beside the sets
   * @param outputs where results go; null: to a variable of the program's own
   */
  constructor(
    device: Device,
    { like, tasks, ink }: { like: DrawingSet[]; tasks: number; ink: Ink },
    inputs: Variable[],
    outputs: (Variable | null)[],
    compute: OfExamples,
  ) {
    this.device = device;
    this.ink = ink;
    const shapes = like.flatMap(({ drawings }) => {
      const each = drawings.length / PIXELS / tasks;
      return [
        [tasks, each, SIDE, SIDE, 1],
        [tasks, each],
      ];
    });
    const plan = compile([...shapes, ...inputs.map(({ size }) => [size])], (...tensors) =>
      compute(
        tensors.slice(shapes.length),
        like.map((_, i) => ({ x: tensors[2 * i], y: tensors[2 * i + 1] })),
      ),
    );
    const variables = shapes.map((shape) => device.variable(sizeOf(shape)));
    this.sets = like.map((_, i) => ({
      drawings: variables[2 * i],
      labels: variables[2 * i + 1],
      written: null,
    }));
    this.own = [];
    this.outputs = plan.outputs.map(({ size }, i) => {
      const given = outputs[i] ?? null;
      if (given !== null) return given;
      const variable = device.variable(size);
      this.own.push(variable);
      return variable;
    });
    this.program = device.load(plan, [...variables, ...inputs], this.outputs);
  }

  /** Runs, or queues, the program on these sets. */
  run(sets: DrawingSet[]): void {
    this.write(sets);
    this.program.run();
  }

  profile(sets: DrawingSet[]) {
    this.write(sets);
    return this.program.profile();
  }

  dispose(): void {
    this.program.dispose();
    const variables = this.sets.flatMap(({ drawings, labels }) => [drawings, labels]);
    for (const variable of [...variables, ...this.own]) this.device.free(variable);
  }

  private write(sets: DrawingSet[]): void {
    sets.forEach(({ drawings, labels }, i) => {
      this.device.writeDrawings(this.sets[i].drawings, drawings, this.ink);
      this.writeLabels(this.sets[i], labels);
    });
  }

  /** Labels are the same from batch to batch as long as classes come in order. */
  private writeLabels(set: SetVariables, labels: Int32Array): void {
    if (equal(set.written, labels)) return;
    this.device.write(set.labels, Float32Array.from(labels));
    set.written = labels.slice();
  }
}
