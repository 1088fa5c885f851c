import { concat, dispose, engine, keep, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import type { EpisodeBatch } from '#tasks';
import { adapt, type Model, perTask, type TaskBatch, type Weights } from './algorithms/adapt.ts';
import { algorithms } from './algorithms/index.ts';
import { episodeTensors } from './episode-tensors.ts';
import type { Examination, LearnerState, MetaLearner, NamedArray, Start, StepReport } from './learner.ts';
import { classifier } from './models.ts';
import { networks } from './networks/index.ts';
import type { ParameterSpec } from './networks/network.ts';
import { type AdamMoments, adamUpdate } from './ops/adam.ts';
import { accuracy, probabilities } from './ops/cross-entropy.ts';
import type { RunSettings } from './settings.ts';
import { randomStart } from './start.ts';

const toTensor = ({ data, shape }: NamedArray) => tensor(data, shape, 'float32');

/** Mean of each step's values over the tasks; `values` is `[step][task]`. */
const meansPerStep = (values: number[][]) => values.map((row) => row.reduce((a, b) => a + b, 0) / row.length);

/** Splits the answers' figures, read back together, into one row per step. */
function rows(values: Float32Array, tasks: number, count: number): number[][] {
  return Array.from({ length: count }, (_, i) => Array.from(values.subarray(i * tasks, (i + 1) * tasks)));
}

class TensorLearner implements MetaLearner {
  iteration = 0;
  readonly #settings: RunSettings;
  readonly #specs: ParameterSpec[];
  readonly #model: Model;
  #theta: Weights;
  #moments: AdamMoments[];
  #updates = 0;

  constructor(settings: RunSettings) {
    this.#settings = settings;
    const network = networks[settings.network];
    this.#model = classifier(network);
    this.#specs = network.parameters(settings);
    this.#theta = this.#randomStart();
    this.#moments = this.#zeroMoments();
  }

  async metaIteration(batch: EpisodeBatch, rates: { innerLr: number; outerLr: number }): Promise<StepReport> {
    const { algorithm, steps, ink } = this.#settings;
    const figures = tidy(() => {
      const tasks = episodeTensors(batch, ink);
      const inner = { rate: rates.innerLr, steps };
      const { gradients, queryOutputs } = algorithms[algorithm](this.#model, this.#theta, tasks, inner);
      this.#moveStart(gradients, rates.outerLr);
      const result = this.#figures(queryOutputs, tasks);
      dispose(queryOutputs);
      return result;
    });
    this.iteration++;
    const [queryLoss, queryAccuracy] = await this.#readFigures(figures, batch.tasks, steps);
    return { queryLoss: meansPerStep(queryLoss), queryAccuracy: meansPerStep(queryAccuracy) };
  }

  async examine(
    batch: EpisodeBatch,
    options: { steps: number; innerLr: number; start: Start },
  ): Promise<Examination> {
    const { steps, innerLr, start } = options;
    const [figures, answers] = tidy(() => {
      const tasks = episodeTensors(batch, this.#settings.ink);
      const theta = start === 'random' ? this.#randomStart() : this.#theta;
      const path = adapt(this.#model, perTask(theta, tasks.tasks), tasks.support, { rate: innerLr, steps });
      const outputs = path.map((phi) => this.#model.predict(phi, tasks.query.x));
      return [this.#figures(outputs, tasks), concat(outputs.map(probabilities))];
    });
    const [queryLoss, queryAccuracy] = await this.#readFigures(figures, batch.tasks, steps);
    const values = (await answers.data()) as Float32Array;
    dispose(answers);
    const size = values.length / (steps + 1);
    const split = Array.from({ length: steps + 1 }, (_, i) => values.slice(i * size, (i + 1) * size));
    return { queryLoss, queryAccuracy, probabilities: split };
  }

  async state(): Promise<LearnerState> {
    // The count belongs to the tensors as they are now, before the read waits.
    const { iteration } = this;
    const updates = this.#updates;
    const [parameters, first, second] = await Promise.all([
      this.#read(this.#theta),
      this.#read(this.#moments.map((moment) => moment.first)),
      this.#read(this.#moments.map((moment) => moment.second)),
    ]);
    return { iteration, parameters, optimizer: { updates, first, second } };
  }

  restore({ iteration, parameters, optimizer }: LearnerState): void {
    this.#checkShapes(parameters);
    this.dispose();
    this.iteration = iteration;
    this.#theta = parameters.map(toTensor);
    this.#updates = optimizer?.updates ?? 0;
    this.#moments = optimizer
      ? optimizer.first.map((first, i) => ({ first: toTensor(first), second: toTensor(optimizer.second[i]) }))
      : this.#zeroMoments();
  }

  memory(): { tensors: number; bytes: number } {
    const { numTensors, numBytes } = engine().memory() as { numTensors: number; numBytes: number };
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    dispose([...this.#theta, ...this.#moments.flatMap(({ first, second }) => [first, second])]);
  }

  #randomStart(): Weights {
    return randomStart(this.#specs, this.#settings.seed).map(toTensor);
  }

  #zeroMoments(): AdamMoments[] {
    return this.#specs.map(({ shape }) => ({ first: zeros(shape), second: zeros(shape) }));
  }

  /** The outer step: Adam on the meta-gradient. */
  #moveStart(gradients: Weights, rate: number): void {
    this.#updates++;
    const moved = gradients.map((gradient, i) =>
      adamUpdate(this.#theta[i], gradient, this.#moments[i], rate, this.#updates),
    );
    this.dispose();
    this.#theta = moved.map(({ parameter }) => keep(parameter));
    this.#moments = moved.map(({ moments }) => ({
      first: keep(moments.first),
      second: keep(moments.second),
    }));
  }

  /** Losses, then accuracies, of every step and task in one tensor, so that one read brings them all. */
  #figures(outputs: Tensor[], { query }: TaskBatch): Tensor {
    const losses = outputs.map((output) => this.#model.loss(output, query.y));
    const accuracies = outputs.map((output) => accuracy(output, query.y));
    return concat([...losses, ...accuracies]);
  }

  async #readFigures(figures: Tensor, tasks: number, steps: number): Promise<[number[][], number[][]]> {
    const values = (await figures.data()) as Float32Array;
    dispose(figures);
    const all = rows(values, tasks, 2 * (steps + 1));
    return [all.slice(0, steps + 1), all.slice(steps + 1)];
  }

  #read(tensors: Tensor[]): Promise<NamedArray[]> {
    return Promise.all(
      tensors.map(async (values, i) => {
        const { name, shape } = this.#specs[i];
        return { name, shape, data: new Float32Array(await values.data()) };
      }),
    );
  }

  #checkShapes(parameters: NamedArray[]): void {
    this.#specs.forEach(({ name, shape }, i) => {
      const found = parameters[i];
      if (found?.name !== name || found.shape.join() !== shape.join()) {
        throw new Error(`The weights do not fit this network: ${name} should be [${shape}].`);
      }
    });
  }
}

/** A fresh learner: the run's random start, on the current backend. */
export function createLearner(settings: RunSettings): MetaLearner {
  return new TensorLearner(settings);
}
