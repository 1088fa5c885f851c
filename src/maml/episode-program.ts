import type { Tensor } from '@tensorflow/tfjs-core';
import { PIXELS, SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';
import type { TaskBatch } from './algorithms/adapt.ts';
import type { Device, Program, Variable } from './devices/device.ts';
import { sizeOf } from './ops/op.ts';
import type { Ink } from './settings.ts';
import { compile } from './trace/plan.ts';

/** A set of a task's drawings on the device, and what its labels were last. */
interface ExampleVariables {
  drawings: Variable;
  labels: Variable;
  written: Int32Array | null;
}

/** What a program of episodes computes: from other inputs and a meta-batch to its outputs. */
export type OfEpisodes = (inputs: Tensor[], batch: TaskBatch) => Tensor[];

const equal = (a: Int32Array | null, b: Int32Array) => a?.every((value, i) => value === b[i]) ?? false;

/** A function of episodes of one shape, compiled for a device, and the variables they come in by. */
export class EpisodeProgram {
  readonly outputs: Variable[];
  private readonly device: Device;
  private readonly ink: Ink;
  private readonly program: Program;
  private readonly support: ExampleVariables;
  private readonly query: ExampleVariables;
  /** Outputs that are the program's own, to be freed with it. */
  private readonly own: Variable[];

  /**
   * @param like an episode of the shape
   * @param inputs variables that `compute` gets beside the episode
   * @param outputs where results go; null: to a variable of the program's own
   */
  constructor(
    device: Device,
    like: EpisodeBatch,
    ink: Ink,
    inputs: Variable[],
    outputs: (Variable | null)[],
    compute: OfEpisodes,
  ) {
    this.device = device;
    this.ink = ink;
    const { tasks } = like;
    const imagesOf = (bytes: Uint8Array) => bytes.length / PIXELS / tasks;
    const shapes = [like.support, like.query].flatMap((bytes) => [
      [tasks, imagesOf(bytes), SIDE, SIDE, 1],
      [tasks, imagesOf(bytes)],
    ]);
    const plan = compile([...shapes, ...inputs.map(({ size }) => [size])], (sx, sy, qx, qy, ...rest) =>
      compute(rest, { tasks, support: { x: sx, y: sy }, query: { x: qx, y: qy } }),
    );
    const [sx, sy, qx, qy] = shapes.map((shape) => device.variable(sizeOf(shape)));
    this.support = { drawings: sx, labels: sy, written: null };
    this.query = { drawings: qx, labels: qy, written: null };
    this.own = [];
    this.outputs = plan.outputs.map(({ size }, i) => {
      const given = outputs[i] ?? null;
      if (given !== null) return given;
      const variable = device.variable(size);
      this.own.push(variable);
      return variable;
    });
    this.program = device.load(plan, [sx, sy, qx, qy, ...inputs], this.outputs);
  }

  /** Runs, or queues, the program on these episodes. */
  run(batch: EpisodeBatch): void {
    this.write(batch);
    this.program.run();
  }

  profile(batch: EpisodeBatch) {
    this.write(batch);
    return this.program.profile();
  }

  dispose(): void {
    this.program.dispose();
    const { support, query } = this;
    const variables = [support.drawings, support.labels, query.drawings, query.labels, ...this.own];
    for (const variable of variables) this.device.free(variable);
  }

  private write(batch: EpisodeBatch): void {
    this.device.writeDrawings(this.support.drawings, batch.support, this.ink);
    this.device.writeDrawings(this.query.drawings, batch.query, this.ink);
    this.writeLabels(this.support, batch.supportLabels);
    this.writeLabels(this.query, batch.queryLabels);
  }

  /** Labels are the same from batch to batch as long as classes come in order. */
  private writeLabels(examples: ExampleVariables, labels: Int32Array): void {
    if (equal(examples.written, labels)) return;
    this.device.write(examples.labels, Float32Array.from(labels));
    examples.written = labels.slice();
  }
}
