import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';
import {
  type Contestant,
  type Dispatches,
  type Entry,
  episodesOf,
  type Sample,
  secondsOf,
  taskOf,
  timesOf,
  toUnit,
} from './bench-contestant.ts';
import {
  exactGradient,
  firstOrderGradient,
  type StockExamples,
  type StockSettings,
  type StockTask,
  shapesOf,
} from './bench-stock-maml.ts';
import { stockOps, twiceDifferentiableOps } from './bench-stock-ops.ts';

// TensorFlow.js in a worker of its own: it keeps its backend and its tape to itself.

function start(shape: number[], seed: number): tf.Tensor {
  if (shape.length > 1) return tf.initializers.glorotUniform({ seed }).apply(shape);
  return tf.zeros(shape);
}

/** Gains are 1, shifts and the bias 0: of a block's kernel, gain and shift the second. */
function startingWeights(shapes: number[][], seed: number): tf.Variable[] {
  return shapes.map((shape, i) => {
    const isGain = i % 3 === 1 && i < shapes.length - 2;
    return tf.variable(isGain ? tf.ones(shape) : start(shape, seed + i), true, `theta${i}`);
  });
}

function examples(
  part: { bytes: Uint8Array; labels: Int32Array },
  { ink, ways }: Entry['settings'],
): StockExamples {
  return {
    images: tf.tensor4d(toUnit(part.bytes, ink), [part.labels.length, SIDE, SIDE, 1]),
    labels: tf.oneHot(tf.tensor1d(part.labels, 'int32'), ways) as tf.Tensor2D,
  };
}

class StockMaml implements Contestant {
  #entry: Entry | null = null;
  #theta: tf.Variable[] = [];
  #adam = tf.train.adam();
  #sample: Sample = () => {
    throw new Error('Not open yet.');
  };
  #iteration = 0;

  async open(entry: Entry) {
    const { settings, backend } = entry;
    const { network } = settings;
    if (network !== 'strided' && network !== 'pooled')
      throw new Error(`the stock loop has no network ${network}`);
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here`);
    await tf.ready();
    this.#entry = entry;
    this.#sample = episodesOf(entry);
    this.#theta = startingWeights(shapesOf(network, settings.filters, settings.ways), settings.seed);
    this.#adam = tf.train.adam(settings.outerLr);
    const firstIterationSeconds = await secondsOf(() => this.#metaIteration());
    return { firstIterationSeconds, threads: 1 };
  }

  iterate(count: number) {
    return timesOf(count, () => this.#metaIteration());
  }

  memory() {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  /** The loop does the same for every task: counted on one and on two tasks, the rest is a straight line. */
  async dispatches(): Promise<Dispatches> {
    const { metaBatch } = this.#settings();
    const [one, two] = [await this.#kernels(1), await this.#kernels(2)];
    const byKernel = [...two].map(([name, calls]) => {
      const ofOne = one.get(name) ?? 0;
      return { name, dispatches: ofOne + (metaBatch - 1) * (calls - ofOne) };
    });
    byKernel.sort((a, b) => b.dispatches - a.dispatches);
    return { total: byKernel.reduce((sum, { dispatches }) => sum + dispatches, 0), byKernel };
  }

  #settings() {
    if (this.#entry === null) throw new Error('Not open yet.');
    return this.#entry.settings;
  }

  async #metaIteration(): Promise<void> {
    const reports = this.#learn(this.#sample(this.#iteration++));
    await reports.data();
    reports.dispose();
  }

  /** Moves the weights by a meta-batch; returns `[task, step, 2]`, query losses and accuracies. */
  #learn(batch: EpisodeBatch): tf.Tensor {
    return tf.tidy(() => {
      const results = Array.from({ length: batch.tasks }, (_, i) => this.#gradient(batch, i));
      const sum = (i: number) => results.map(({ gradients }) => gradients[i]).reduce((a, b) => tf.add(a, b));
      const moves = this.#theta.map(({ name }, i) => ({ name, tensor: tf.div(sum(i), batch.tasks) }));
      this.#adam.applyGradients(moves);
      return tf.stack(results.map(({ reports }) => reports));
    });
  }

  #gradient(batch: EpisodeBatch, index: number) {
    const settings = this.#settings();
    const { network, steps, innerLr } = settings;
    const inner = { network, steps, innerLr } as StockSettings;
    return tf.tidy(() => {
      const { support, query } = taskOf(batch, index);
      const task: StockTask = { support: examples(support, settings), query: examples(query, settings) };
      return settings.algorithm === 'maml'
        ? exactGradient(twiceDifferentiableOps, inner, this.#theta, task)
        : firstOrderGradient(stockOps, inner, this.#theta, task);
    });
  }

  /** Calls by kernel of a meta-iteration of so many tasks. */
  async #kernels(tasks: number): Promise<Map<string, number>> {
    const batch = this.#sample(this.#iteration++, tasks);
    const { kernels } = await tf.profile(() => {
      this.#learn(batch).dispose();
    });
    const calls = new Map<string, number>();
    for (const { name } of kernels) calls.set(name, (calls.get(name) ?? 0) + 1);
    return calls;
  }
}

expose(new StockMaml());
