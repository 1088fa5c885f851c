import type { Tensor } from '@tensorflow/tfjs-core';
import type { EpisodeBatch } from '#tasks';
import type { TaskBatch } from './algorithms/model.ts';
import type { Device, Variable } from './devices/device.ts';
import { type DrawingSet, ExampleProgram } from './example-program.ts';
import type { Ink } from './settings.ts';

/** What a program of episodes computes: from other inputs and a meta-batch to its outputs. */
export type OfEpisodes = (inputs: Tensor[], batch: TaskBatch) => Tensor[];

/** A batch's support and query sets. */
function setsOf({ support, supportLabels, query, queryLabels }: EpisodeBatch): DrawingSet[] {
  return [
    { drawings: support, labels: supportLabels },
    { drawings: query, labels: queryLabels },
  ];
}

/** A function of episodes of one shape, compiled for a device, and the variables they come in by. */
export class EpisodeProgram {
  private readonly program: ExampleProgram;

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
    const { tasks } = like;
    this.program = new ExampleProgram(
      device,
      { like: setsOf(like), tasks, ink },
      inputs,
      outputs,
      (rest, [support, query]) => compute(rest, { tasks, support, query }),
    );
  }

  get outputs(): Variable[] {
    return this.program.outputs;
  }

  /** Runs, or queues, the program on these episodes. */
  run(batch: EpisodeBatch): void {
    this.program.run(setsOf(batch));
  }

  profile(batch: EpisodeBatch) {
    return this.program.profile(setsOf(batch));
  }

  dispose(): void {
    this.program.dispose();
  }
}
