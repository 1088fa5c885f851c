import { expect } from 'vitest';
import { type Character, type Dataset, PIXELS } from '#data';
import type {
  BackendName,
  BackendReport,
  Device,
  LearnerState,
  MetaLearner,
  RunSettings,
  Speed,
} from '#maml';
import type { TrainingEvent } from '#workers';
import type { Engine } from '../../../src/workers/engine.ts';
import type { TrialMemory } from '../../../src/workers/trial-memory.ts';

/** A data set whose every pixel tells the character it belongs to. */
export function fakeDataset(characters = 40, drawings = 8): Dataset {
  const list: Character[] = Array.from({ length: characters }, (_, i) => ({
    alphabet: 'A',
    name: `character${i}`,
    half: null,
    first: i * drawings,
    drawings,
  }));
  const pixels = new Uint8Array(characters * drawings * PIXELS);
  list.forEach(({ first }, i) => {
    pixels.fill(i, first * PIXELS, (first + drawings) * PIXELS);
  });
  return { name: 'fake', source: 'invented', characters: list, pixels };
}

export const settings: RunSettings = {
  algorithm: 'maml',
  network: 'strided',
  filters: 8,
  ways: 3,
  shots: 1,
  queries: 2,
  metaBatch: 2,
  steps: 2,
  innerLr: 0.1,
  outerLr: 0.01,
  outerSchedule: 'constant',
  iterations: 12,
  rotations: false,
  trainCharacters: 0,
  split: 'official',
  validationShare: 0,
  tasksWithin: 'all',
  ink: 'high',
  seed: 5,
  backend: 'auto',
  evaluateEvery: 0,
  evaluateTasks: 5,
  evaluateSteps: 2,
  evaluateRotations: false,
};

/** What the engine was asked for, and how it can be made to fail. */
export interface FakeEngine extends Engine {
  rates: { innerLr: number; outerLr: number }[];
  /** The weight that was learnt, a sum over all pixels seen and rates given. */
  weights: number[];
  /** The devices asked for, and those still open. */
  asked: string[];
  devices: Set<Device>;
  /** Living learners, and living crews. */
  alive: number;
  crews: number;
  /** Most meta-iterations that were under way at once. */
  mostAtOnce: number;
  /** Whether its losses stay numbers where its weight does not. */
  hidesNaN: boolean;
  /** A loss in place of those that the weight makes, of a network that does not answer the same to everything. */
  loss: number | null;
  /** A meta-iteration that never ends, as on a graphics card that is gone. */
  hangAt: number | null;
  /** What WebGL is on the machine. */
  graphics: Pick<BackendReport, 'renderer' | 'software' | 'reason'>;
  /** Milliseconds that a meta-iteration takes. */
  milliseconds: Record<BackendName, number>;
  loseContext(): void;
}

/** An engine with one weight; it diverges where the inner rate is over 5. */
export function fakeEngine(): FakeEngine {
  let loseNewest = () => {};
  /** Which network weights were given out by: they fit no other. */
  const networks = new WeakMap<object, string>();
  const networkOf = ({ network, filters, ways }: RunSettings) => `${network} ${filters} ${ways}`;

  function createLearner(run: RunSettings, { report }: Device): MetaLearner {
    let weight = run.seed;
    let iteration = 0;
    let atOnce = 0;
    engine.alive++;
    const chance = 1 / run.ways;
    return {
      get iteration() {
        return iteration;
      },
      async metaIteration(batch, rates) {
        if (engine.hangAt === iteration) await new Promise(() => {});
        engine.mostAtOnce = Math.max(engine.mostAtOnce, ++atOnce);
        engine.rates.push(rates);
        const pixels = batch.support.reduce((sum, value) => sum + value, 0);
        weight = rates.innerLr > 5 ? Number.NaN : Math.fround(weight + pixels * rates.outerLr * 1e-6);
        engine.weights.push(weight);
        iteration++;
        const queryLoss = Array.from({ length: run.steps + 1 }, (_, step) => weight / (10 * (step + 1)));
        if (engine.hidesNaN && Number.isNaN(weight)) queryLoss.fill(Math.log(run.ways));
        if (engine.loss !== null) queryLoss.fill(engine.loss);
        const milliseconds = engine.milliseconds[report.backend];
        await (milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined);
        atOnce--;
        return { queryLoss, queryAccuracy: queryLoss.map(() => (engine.loss === null ? chance : 0.25)) };
      },
      async examine(batch, { steps, start }) {
        const value = start === 'random' ? run.seed : weight;
        const perTask = Array.from(
          { length: batch.tasks },
          (_, task) => value + batch.query[(task * batch.query.length) / batch.tasks],
        );
        return {
          queryLoss: Array.from({ length: steps + 1 }, () => perTask),
          queryAccuracy: Array.from({ length: steps + 1 }, () => perTask.map(() => chance)),
          probabilities: Array.from({ length: steps + 1 }, () => new Float32Array(batch.tasks).fill(value)),
        };
      },
      isFinite: async () => Number.isFinite(weight),
      async state(): Promise<LearnerState> {
        const data = new Float32Array([weight]);
        networks.set(data, networkOf(run));
        return { iteration, parameters: [{ name: 'weight', shape: [1], data }] };
      },
      restore(state) {
        const of = networks.get(state.parameters[0].data);
        if (of !== undefined && of !== networkOf(run))
          throw new Error('The weights do not fit this network.');
        iteration = state.iteration;
        weight = state.parameters[0].data[0];
      },
      async profile() {
        const kernels = [{ name: 'Sum', calls: 1, dispatches: 1, seconds: 0.001, bytes: 4 }];
        return { kernels, seconds: 0.001, dispatches: 1, threads: 1, memory: { tensors: 1, bytes: 4 } };
      },
      memory: () => ({ tensors: 1, bytes: 4 }),
      dispose() {
        engine.alive--;
      },
    };
  }

  /** Only what a run asks of a device: the learner is a fake too. */
  function createDevice(report: BackendReport): Device {
    let lost = () => {};
    const unused = () => {
      throw new Error('A run leaves the device to its learner.');
    };
    const device: Device = {
      report,
      batchesTasks: report.backend === 'webgl',
      variable: unused,
      write: unused,
      writeDrawings: unused,
      read: unused,
      load: unused,
      free: unused,
      memory: unused,
      onLost(callback) {
        lost = callback;
      },
      dispose: () => void engine.devices.delete(device),
    };
    engine.devices.add(device);
    loseNewest = () => lost();
    return device;
  }

  const engine: FakeEngine = {
    rates: [],
    weights: [],
    asked: [],
    devices: new Set(),
    alive: 0,
    crews: 0,
    mostAtOnce: 0,
    hidesNaN: false,
    loss: null,
    hangAt: null,
    graphics: { renderer: 'A graphics card', software: false },
    milliseconds: { webgl: 0, wasm: 0, cpu: 0 },
    createLearner,
    async openDevice(requested) {
      engine.asked.push(requested);
      const { reason, ...graphics } = engine.graphics;
      const canWebgl = reason === undefined && requested !== 'wasm' && requested !== 'cpu';
      return createDevice(
        canWebgl
          ? { backend: 'webgl', requested, ...graphics }
          : { backend: requested === 'cpu' ? 'cpu' : 'wasm', requested, software: false, reason },
      );
    },
    async openCrew() {
      engine.crews++;
      return { shares: [], close: () => void engine.crews-- };
    },
    loseContext: () => loseNewest(),
  };
  return engine;
}

/** A memory that lasts as long as the test; `always` is what it recalls of any machine. */
export function fakeMemory(always: Speed[] | null = null): TrialMemory & { kept: Map<string, Speed[]> } {
  const kept = new Map<string, Speed[]>();
  return {
    kept,
    recall: async (key) => kept.get(key) ?? always,
    async keep(key, trial) {
      kept.set(key, trial);
    },
  };
}

/** Gathers events; `until` resolves with the first of a type, from now on or before. */
export function eventLog() {
  const events: TrainingEvent[] = [];
  const waiting: { type: TrainingEvent['type']; resolve: (event: TrainingEvent) => void }[] = [];
  return {
    events,
    post(event: TrainingEvent) {
      events.push(event);
      for (const each of waiting.filter(({ type }) => type === event.type)) each.resolve(event);
    },
    until: (type: TrainingEvent['type']) =>
      new Promise<TrainingEvent>((resolve) => {
        const found = events.find((event) => event.type === type);
        if (found) resolve(found);
        else waiting.push({ type, resolve });
      }),
    of<Type extends TrainingEvent['type']>(type: Type) {
      return events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);
    },
    iterations() {
      return this.of('iterations').flatMap((event) => event.points.map((point) => point.iteration));
    },
  };
}

/** What will be true in a while, also on a machine with much else to do. */
export function eventually<Value>(read: () => Value) {
  return expect.poll(read, { timeout: 10_000, interval: 10 });
}
