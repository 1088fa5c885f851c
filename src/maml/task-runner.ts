import { dispose } from '@tensorflow/tfjs-core';
import type { EpisodeBatch } from '#tasks';
import type { Algorithm } from './algorithms/algorithm.ts';
import { algorithms } from './algorithms/index.ts';
import type { Model } from './algorithms/model.ts';
import type { Device, Variable } from './devices/device.ts';
import { EpisodeProgram, type OfEpisodes } from './episode-program.ts';
import { GradientSums } from './gradient-sums.ts';
import type { KernelProfile } from './learner.ts';
import { learntGroups } from './learnt.ts';
import { chunksOf, tasksAtOnce } from './meta-batch.ts';
import { classifier } from './models.ts';
import { networks } from './networks/index.ts';
import { groupSizes } from './networks/weights.ts';
import { probabilities, report } from './ops/cross-entropy.ts';
import { flatSize } from './ops/parameters.ts';
import type { PartialSum } from './pairwise-sum.ts';
import { RecentlyUsed } from './recently-used.ts';
import type { RunSettings } from './settings.ts';

/** Query loss (nats) and accuracy (0..1) after each step, `[step 0..S][task]`. */
export interface Figures {
  queryLoss: number[][];
  queryAccuracy: number[][];
}

/** What some tasks of a meta-batch give to its mean gradient. */
export interface GradientPart extends Figures {
  sums: PartialSum<Float32Array>[];
}

/** Also `[step 0..S]`, each `[task][example][way]` softmax probabilities. */
export interface Answers extends Figures {
  probabilities: Float32Array[];
}

/** Programs kept, for meta-batches of other shapes than the last one's too. */
const KEPT = 4;

/** Figures of a batch from the reports of its parts, each `[2 (S + 1)][task]`: losses, then hits among `queries`. */
function toFigures(parts: Float32Array[], steps: number, queries: number): Figures {
  const rows = Array.from({ length: 2 * (steps + 1) }, (_, row) =>
    parts.flatMap((part) => {
      const tasks = part.length / (2 * (steps + 1));
      return Array.from(part.subarray(row * tasks, (row + 1) * tasks));
    }),
  );
  const accuracies = rows.slice(steps + 1).map((hits) => hits.map((count) => count / queries));
  return { queryLoss: rows.slice(0, steps + 1), queryAccuracy: accuracies };
}

/** Query drawings of each task. */
function queriesOf({ ways, queries }: EpisodeBatch): number {
  return ways * queries;
}

function join(parts: Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * Adapts to tasks on one device, from weights that stay there: for the meta-gradient of a meta-batch, or to
 * see what adaptation does.
 */
export class TaskRunner {
  /** All that is learnt: the shared start, behind it what the algorithm adds. */
  readonly theta: Variable;
  /** The last meta-gradient. */
  readonly gradient: Variable;
  private readonly device: Device;
  private readonly settings: RunSettings;
  private readonly model: Model;
  private readonly algorithm: Algorithm;
  private readonly rate: Variable;
  private readonly sums: GradientSums;
  private innerLr = Number.NaN;
  /** By what they compute and for what shape. */
  private readonly programs = new RecentlyUsed<EpisodeProgram>(KEPT);

  constructor(device: Device, settings: RunSettings) {
    this.device = device;
    this.settings = settings;
    this.model = classifier(networks[settings.network], settings);
    this.algorithm = algorithms[settings.algorithm];
    const weights = flatSize(groupSizes(learntGroups(settings)), 1);
    this.theta = device.variable(weights);
    this.gradient = device.variable(weights);
    this.rate = device.variable(1);
    this.sums = new GradientSums(device, this.gradient);
  }

  /**
   * Leaves the mean gradient of a meta-batch in `gradient`. All runs are queued when this returns; the figures come when
   * they are done.
   */
  metaGradient(batch: EpisodeBatch, innerLr: number): Promise<Figures> {
    const chunks = this.chunksOf(batch);
    // A single chunk's mean is the whole one's.
    if (chunks.length === 1) return this.learn(chunks, innerLr);
    const figures = this.learn(chunks, innerLr, 0);
    this.sums.mean(chunks.length);
    return figures;
  }

  /**
   * Sums the gradients of some tasks of a meta-batch, on a device that takes one task at a time.
   *
   * @param first the number that the first of them has in the meta-batch
   */
  async gradientSums(batch: EpisodeBatch, first: number, innerLr: number): Promise<GradientPart> {
    const figures = this.learn(this.chunksOf(batch), innerLr, first);
    const sums = await this.sums.read();
    return { ...(await figures), sums };
  }

  /** What a meta-batch spends on which kernel. */
  async profile(batch: EpisodeBatch, innerLr: number): Promise<KernelProfile[]> {
    const chunks = this.chunksOf(batch);
    this.setRate(innerLr);
    const kernels = await this.learning(chunks[0]).profile(chunks[0]);
    return kernels.map((kernel) => ({
      name: kernel.name,
      calls: kernel.calls * chunks.length,
      dispatches: kernel.dispatches * chunks.length,
      seconds: kernel.seconds * chunks.length,
      bytes: kernel.bytes * chunks.length,
    }));
  }

  /** Adapts to every task, and tells all that the network answered. */
  async examine(batch: EpisodeBatch, steps: number, innerLr: number): Promise<Answers> {
    const chunks = this.chunksOf(batch);
    const program = this.examining(chunks[0], steps);
    this.setRate(innerLr);
    const parts = chunks.map((chunk) => {
      program.run(chunk);
      return Promise.all(program.outputs.map((output) => this.device.read(output)));
    });
    const read = await Promise.all(parts);
    const answers = Array.from({ length: steps + 1 }, (_, step) => join(read.map((part) => part[step + 1])));
    return {
      ...toFigures(
        read.map(([reports]) => reports),
        steps,
        queriesOf(batch),
      ),
      probabilities: answers,
    };
  }

  dispose(): void {
    this.programs.dispose();
    this.sums.dispose();
    for (const variable of [this.theta, this.gradient, this.rate]) this.device.free(variable);
  }

  /** The batch in parts that are run one after the other. */
  private chunksOf(batch: EpisodeBatch): EpisodeBatch[] {
    return chunksOf(batch, this.device.batchesTasks ? tasksAtOnce(batch, this.settings.filters) : 1);
  }

  /** Runs chunk after chunk; their gradients, which lie in `gradient` one after the other, are summed from number `first` on. */
  private learn(chunks: EpisodeBatch[], innerLr: number, first?: number): Promise<Figures> {
    const program = this.learning(chunks[0]);
    this.setRate(innerLr);
    this.sums.begin();
    const parts = chunks.map((chunk, i) => {
      program.run(chunk);
      if (first !== undefined) this.sums.take(first + i);
      return this.device.read(program.outputs[1]);
    });
    return Promise.all(parts).then((reports) =>
      toFigures(reports, this.settings.steps, queriesOf(chunks[0])),
    );
  }

  /** The meta-gradient and the figures of a chunk. */
  private learning(like: EpisodeBatch): EpisodeProgram {
    const { steps } = this.settings;
    const { theta, rate, gradient, model, algorithm } = this;
    return this.program(['learn'], like, [theta, rate], [gradient], ([start, alpha], batch) => {
      const inner = { rate: alpha, steps };
      const { gradient: mean, queryOutputs } = algorithm.metaGradient(model, start, batch, inner);
      const figures = report(queryOutputs, batch.query.y);
      dispose(queryOutputs);
      return [mean, figures];
    });
  }

  private examining(like: EpisodeBatch, steps: number): EpisodeProgram {
    const { theta, rate, model, algorithm } = this;
    return this.program(['examine', steps], like, [theta, rate], [], ([start, alpha], batch) => {
      const path = algorithm.adapt(model, start, batch.tasks, batch.support, { rate: alpha, steps });
      const outputs = path.map((weights) => model.predict(weights, batch.query.x));
      return [report(outputs, batch.query.y), ...outputs.map(probabilities)];
    });
  }

  /** The program of this purpose and shape, compiled where there is none yet. */
  private program(
    purpose: (string | number | boolean)[],
    like: EpisodeBatch,
    ...[inputs, outputs, compute]: [Variable[], Variable[], OfEpisodes]
  ): EpisodeProgram {
    const { tasks, ways, shots, queries } = like;
    const key = [...purpose, tasks, ways, shots, queries].join();
    return this.programs.get(
      key,
      () => new EpisodeProgram(this.device, like, this.settings.ink, inputs, outputs, compute),
    );
  }

  private setRate(innerLr: number): void {
    if (innerLr === this.innerLr) return;
    this.device.write(this.rate, Float32Array.of(innerLr));
    this.innerLr = innerLr;
  }
}
