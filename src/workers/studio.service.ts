import {
  type Device,
  firstFilters,
  headFor,
  learntGroups,
  movementOf,
  type NamedArray,
  type NetworkSettings,
  randomStart,
  TaskAdapter,
} from '#maml';
import type { EpisodeBatch } from '#tasks';
import { NearestNeighbour } from './studio.nearest.ts';
import type {
  Answers,
  Film,
  OwnAdaptation,
  OwnTask,
  Strip,
  StudioAdaptation,
  StudioService,
  StudioStart,
} from './studio.protocol.ts';

/** A network for a number of classes, and the weights it can set out from. */
interface Starts {
  network: NetworkSettings;
  learnt: NamedArray[];
  random: NamedArray[];
}

/** A person's task, adapted to: the weights are those after the last step. */
interface Adapted extends Starts {
  task: OwnTask;
  neighbours: NearestNeighbour;
}

function startsFor({ settings, parameters }: StudioStart, ways: number): Starts {
  const network = { ...settings, ways };
  return {
    network,
    learnt: headFor(parameters, ways),
    random: randomStart(learntGroups(network), settings),
  };
}

/** A support set's drawings with one more behind them, whose class is not known. */
function withDrawing({ support, labels }: OwnTask, drawing: Uint8Array) {
  const drawings = new Uint8Array(support.length + drawing.length);
  drawings.set(support);
  drawings.set(drawing, support.length);
  return { drawings, labels: Int32Array.of(...labels, 0) };
}

/** The engine side of filmstrip and drawing, on a device that opens at the first call. */
export class Studio implements StudioService {
  private readonly open: () => Promise<Device>;
  private adapter: Promise<TaskAdapter> | null = null;
  private adapted: Adapted | null = null;

  constructor(open: () => Promise<Device>) {
    this.open = open;
  }

  async film(start: StudioStart, episode: EpisodeBatch, inner: StudioAdaptation): Promise<Film> {
    const { network, learnt, random } = startsFor(start, episode.ways);
    return {
      episode,
      learnt: await this.strip(network, learnt, episode, inner),
      random: await this.strip(network, random, episode, inner),
    };
  }

  async adapt(start: StudioStart, task: OwnTask, inner: StudioAdaptation): Promise<OwnAdaptation> {
    const adapter = await this.ready();
    const { network, learnt, random } = startsFor(start, task.ways);
    const support = { drawings: task.support, labels: task.labels };
    const path = await adapter.adapt(network, learnt, support, inner);
    const fromRandom = await adapter.adapt(network, random, support, inner);
    this.adapted = {
      task,
      neighbours: new NearestNeighbour(task.support, task.labels),
      network,
      learnt: path.weights[inner.steps],
      random: fromRandom.weights[inner.steps],
    };
    return { supportLoss: path.loss, supportAccuracy: path.accuracy };
  }

  async answer(drawing: Uint8Array): Promise<Answers> {
    const adapter = await this.ready();
    if (this.adapted === null) throw new Error('There are no drawings to go by yet: adapt comes first.');
    const { task, neighbours, network, learnt, random } = this.adapted;
    const together = withDrawing(task, drawing);
    const probabilitiesBy = async (weights: NamedArray[]) => {
      const { probabilities } = await adapter.predict(network, weights, together);
      return probabilities.slice(-task.ways);
    };
    return {
      learnt: await probabilitiesBy(learnt),
      random: await probabilitiesBy(random),
      nearest: neighbours.classOf(drawing),
    };
  }

  /** Live tensors and their bytes. */
  async memory(): Promise<{ tensors: number; bytes: number }> {
    return (await this.ready()).memory();
  }

  private ready(): Promise<TaskAdapter> {
    this.adapter ??= this.open().then((device) => new TaskAdapter(device));
    return this.adapter;
  }

  private async strip(
    network: NetworkSettings,
    start: NamedArray[],
    episode: EpisodeBatch,
    inner: StudioAdaptation,
  ): Promise<Strip> {
    const adapter = await this.ready();
    const support = { drawings: episode.support, labels: episode.supportLabels };
    const query = { drawings: episode.query, labels: episode.queryLabels };
    const path = await adapter.adapt(network, start, support, inner);
    const predictions = [];
    for (const weights of path.weights) predictions.push(await adapter.predict(network, weights, query));
    return {
      supportLoss: path.loss,
      supportAccuracy: path.accuracy,
      queryLoss: predictions.map(({ loss }) => loss),
      queryAccuracy: predictions.map(({ accuracy }) => accuracy),
      probabilities: predictions.map(({ probabilities }) => probabilities),
      movement: movementOf(path.weights),
      filters: path.weights.map(firstFilters),
    };
  }
}
