import { PIXELS } from '#data';
import { algorithms } from './algorithms/index.ts';
import { startFor } from './algorithms/model.ts';
import type { Device, Variable } from './devices/device.ts';
import { type DrawingSet, ExampleProgram, type OfExamples } from './example-program.ts';
import type { NamedArray } from './learner.ts';
import { learntGroups } from './learnt.ts';
import { classifier } from './models.ts';
import { networks } from './networks/index.ts';
import { flatten, unflatten } from './networks/weights.ts';
import { probabilities, report } from './ops/cross-entropy.ts';
import { RecentlyUsed } from './recently-used.ts';
import type { Ink, RunSettings } from './settings.ts';

/** What a network is, apart from its weights, and how it adapts. */
export type NetworkSettings = Pick<RunSettings, 'algorithm' | 'network' | 'filters' | 'ways' | 'ink'>;

/** How adaptation to a support set went, `[step 0..S]`. */
export interface AdaptationPath {
  /** On the support set, in nats. */
  loss: number[];
  /** On the support set, 0..1. */
  accuracy: number[];
  weights: NamedArray[][];
}

/** What a network makes of a set of drawings. */
export interface Prediction {
  loss: number;
  accuracy: number;
  /** `[drawing][way]`, softmax. */
  probabilities: Float32Array;
}

/** Programs kept: filmstrip and drawing use two each, and both may be at work on two kinds of tasks. */
const KEPT = 6;

/** A program of one set of one task's drawings, and the weights that it starts from. */
interface Compiled {
  weights: Variable;
  program: ExampleProgram;
  dispose(): void;
}

/**
 * Adapts to single tasks with any number of drawings per class, and predicts by weights that lie outside the
 * device. It keeps nothing but the programs of the last few shapes.
 */
export class TaskAdapter {
  private readonly device: Device;
  private readonly rate: Variable;
  private readonly programs = new RecentlyUsed<Compiled>(KEPT);

  constructor(device: Device) {
    this.device = device;
    this.rate = device.variable(1);
  }

  /**
   * The algorithm's adaptation to one support set.
   *
   * @param start all that was learnt, or the random start of it
   * @throws Error where the weights are of another network, or labels do not go with the drawings
   */
  async adapt(
    settings: NetworkSettings,
    start: NamedArray[],
    support: DrawingSet,
    { steps, innerLr }: { steps: number; innerLr: number },
  ): Promise<AdaptationPath> {
    const { adapt } = algorithms[settings.algorithm];
    const groups = networks[settings.network].parameters(settings);
    const model = classifier(networks[settings.network], settings);
    this.device.write(this.rate, Float32Array.of(innerLr));
    const [figures, ...weights] = await this.run(
      ['adapt', settings.algorithm, steps],
      settings,
      flatten(learntGroups(settings), start),
      support,
      ([theta, rate], [{ x, y }]) => {
        const path = adapt(model, theta, 1, { x, y }, { rate, steps });
        const outputs = path.map((phi) => model.predict(phi, x));
        return [report(outputs, y), ...path];
      },
    );
    return {
      loss: Array.from(figures.subarray(0, steps + 1)),
      accuracy: Array.from(figures.subarray(steps + 1), (hits) => hits / support.labels.length),
      weights: weights.map((flat) => unflatten(groups, flat)),
    };
  }

  /**
   * What these weights make of a set of drawings. Batch norm takes its statistics from the set.
   *
   * @throws Error where the weights are of another network, or labels do not go with the drawings
   */
  async predict(settings: NetworkSettings, weights: NamedArray[], set: DrawingSet): Promise<Prediction> {
    const model = classifier(networks[settings.network], settings);
    const [[loss, hits], answers] = await this.run(
      ['predict'],
      settings,
      flatten(networks[settings.network].parameters(settings), weights),
      set,
      ([theta], [{ x, y }]) => {
        const output = model.predict(startFor(model, theta, 1), x);
        return [report([output], y), probabilities(output)];
      },
    );
    return { loss, accuracy: hits / set.labels.length, probabilities: answers };
  }

  /** Live tensors and their bytes. */
  memory(): { tensors: number; bytes: number } {
    return this.device.memory();
  }

  dispose(): void {
    this.programs.dispose();
    this.device.free(this.rate);
  }

  /** Runs a program of weights, inner learning rate and one set, compiled where there is none yet. */
  private run(
    purpose: (string | number)[],
    settings: NetworkSettings,
    weights: Float32Array,
    set: DrawingSet,
    compute: OfExamples,
  ): Promise<Float32Array[]> {
    const { network, filters, ways, ink } = settings;
    check(set, ways);
    const key = [...purpose, network, filters, ways, ink, set.labels.length].join();
    const compiled = this.programs.get(key, () => this.compile(weights.length, ink, set, compute));
    this.device.write(compiled.weights, weights);
    compiled.program.run([set]);
    return Promise.all(compiled.program.outputs.map((output) => this.device.read(output)));
  }

  private compile(size: number, ink: Ink, like: DrawingSet, compute: OfExamples): Compiled {
    const { device, rate } = this;
    const weights = device.variable(size);
    const program = new ExampleProgram(device, { like: [like], tasks: 1, ink }, [weights, rate], [], compute);
    return {
      weights,
      program,
      dispose() {
        program.dispose();
        device.free(weights);
      },
    };
  }
}

function check({ drawings, labels }: DrawingSet, ways: number): void {
  if (labels.length === 0 || drawings.length !== labels.length * PIXELS) {
    throw new Error(`${drawings.length} bytes are not ${labels.length} drawings.`);
  }
  const stray = labels.find((label) => label < 0 || label >= ways);
  if (stray !== undefined) throw new Error(`Class ${stray} is none of ${ways}.`);
}
