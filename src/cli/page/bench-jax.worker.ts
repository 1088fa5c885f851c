import { defaultDevice, init, numpy as np } from '@jax-js/jax';
import { expose } from 'comlink';
import { createRandom, SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';
import { type Contestant, type Entry, episodesOf, secondsOf, timesOf, toUnit } from './bench-contestant.ts';
import {
  adamRates,
  compiledIteration,
  type JaxExamples,
  type JaxSettings,
  type JaxState,
} from './bench-jax-maml.ts';

/** Shapes of kernel, gain and shift of each block, then the linear layer's. */
function shapesOf({ network, filters, ways }: Entry['settings']): number[][] {
  const side = network === 'pooled' ? 1 : 2;
  const blocks = [1, filters, filters, filters].map((inputs) => [
    [filters, inputs, 3, 3],
    [filters],
    [filters],
  ]);
  return [...blocks.flat(), [side * side * filters, ways], [ways]];
}

function startingWeights(settings: Entry['settings']): np.Array[] {
  const random = createRandom(settings.seed);
  const shapes = shapesOf(settings);
  return shapes.map((shape, i) => {
    if (shape.length === 1) return i % 3 === 1 && i < shapes.length - 2 ? np.ones(shape) : np.zeros(shape);
    const [outputs, inputs, ...window] = shape;
    const limit = Math.sqrt(6 / ((outputs + inputs) * window.reduce((a, b) => a * b, 1)));
    const size = shape.reduce((a, b) => a * b, 1);
    return np.array(Float32Array.from({ length: size }, () => random.uniform(-limit, limit))).reshape(shape);
  });
}

function examples(
  bytes: Uint8Array,
  labels: Int32Array,
  tasks: number,
  { ink, ways }: Entry['settings'],
): JaxExamples {
  const oneHot = new Float32Array(labels.length * ways);
  labels.forEach((label, i) => {
    oneHot[i * ways + label] = 1;
  });
  return {
    images: np.array(toUnit(bytes, ink)).reshape([tasks, labels.length / tasks, 1, SIDE, SIDE]),
    labels: np.array(oneHot).reshape([tasks, labels.length / tasks, ways]),
  };
}

class JaxMaml implements Contestant {
  #metaIteration: () => Promise<unknown> = async () => {
    throw new Error('Not open yet.');
  };

  async open(entry: Entry) {
    const { settings, backend } = entry;
    const { network, algorithm } = settings;
    if (network !== 'strided' && network !== 'pooled')
      throw new Error(`the jax-js loop has no network ${network}`);
    if (algorithm !== 'maml' && algorithm !== 'fomaml')
      throw new Error(`the jax-js loop has no algorithm ${algorithm}`);
    if (backend === 'cpu') throw new Error("jax-js' cpu device is an interpreter for debugging");
    if (!(await init(backend)).includes(backend)) throw new Error(`jax-js has no device ${backend} here`);
    defaultDevice(backend);
    const inner: JaxSettings = { ...settings, network, algorithm };
    const iterate = compiledIteration(inner);
    const sample = episodesOf(entry);
    const theta = startingWeights(settings);
    const zeros = () => theta.map(({ shape }) => np.zeros(shape));
    let state: JaxState = { theta, first: zeros(), second: zeros() };
    let iteration = 0;
    this.#metaIteration = async () => {
      const batch: EpisodeBatch = sample(iteration++);
      const tasks = {
        support: examples(batch.support, batch.supportLabels, batch.tasks, settings),
        query: examples(batch.query, batch.queryLabels, batch.tasks, settings),
      };
      const [next, reports] = iterate(state, tasks, adamRates(settings.outerLr, iteration));
      state = next;
      await reports.data();
    };
    const firstIterationSeconds = await secondsOf(this.#metaIteration);
    return { firstIterationSeconds, threads: backend === 'wasm' ? navigator.hardwareConcurrency : 1 };
  }

  iterate(count: number) {
    return timesOf(count, this.#metaIteration);
  }

  memory() {
    return null;
  }

  async dispatches() {
    return null;
  }
}

expose(new JaxMaml());
