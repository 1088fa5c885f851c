import type { LayerMovement, NamedArray, RunSettings } from '#maml';
import type { EpisodeBatch } from '#tasks';

export type { LayerMovement };

/** Where adaptation sets out from: a network and its weights. */
export interface StudioStart {
  settings: Pick<RunSettings, 'algorithm' | 'network' | 'filters' | 'ways' | 'ink' | 'seed' | 'innerLr'>;
  /** All that was learnt; the random start of it comes from `settings.seed`. */
  parameters: NamedArray[];
}

/** The inner loop. */
export interface StudioAdaptation {
  steps: number;
  innerLr: number;
}

/** One task adapted to from one start; lists are `[step 0..S]` where nothing else is said. */
export interface Strip {
  supportLoss: number[];
  supportAccuracy: number[];
  queryLoss: number[];
  queryAccuracy: number[];
  /** Each `[ways * queries][ways]` softmax probabilities. */
  probabilities: Float32Array[];
  movement: LayerMovement[];
  /** First-layer filters, each `[filter][3 * 3]`. */
  filters: Float32Array[];
}

/** One task, adapted to from the learnt start and from the random one. */
export interface Film {
  episode: EpisodeBatch; // tasks = 1
  learnt: Strip;
  random: Strip;
}

/** A person's own task: a support set, whose number of classes need not be the network's. */
export interface OwnTask {
  ways: number;
  /** `[drawing][28 * 28]`, grey, paper 255. */
  support: Uint8Array;
  /** `[drawing]`, 0 to ways - 1; classes may have different numbers of drawings. */
  labels: Int32Array;
}

/** What adaptation did on a person's own support set, `[step 0..S]`. */
export interface OwnAdaptation {
  supportLoss: number[];
  supportAccuracy: number[];
}

/** What each classifier says of one drawing, `[way]`, probabilities. */
export interface Answers {
  learnt: Float32Array;
  random: Float32Array;
  /**
   * The class of the support drawing that is nearest: in Euclidean distance between pixels after a small blur,
   * shifted by up to two pixels as fits best.
   */
  nearest: number;
}

/**
 * Adapts to single tasks for people to look at, apart from the training run: in a worker of its own, on the
 * processor, where one task takes milliseconds.
 */
export interface StudioService {
  film(start: StudioStart, episode: EpisodeBatch, inner: StudioAdaptation): Promise<Film>;
  /**
   * Adapts to a person's drawings; `answer` then speaks for the network that came of it. For another number
   * of classes than the network's, the linear layer is cut or extended (`headFor`).
   *
   * @throws Error where weights, labels and drawings do not fit each other
   */
  adapt(start: StudioStart, task: OwnTask, inner: StudioAdaptation): Promise<OwnAdaptation>;
  /**
   * Classifies a drawing `[28 * 28]` after the last step. It is normalised together with the support set,
   * since batch norm takes its statistics from the drawings at hand.
   *
   * @throws Error before `adapt`
   */
  answer(drawing: Uint8Array): Promise<Answers>;
}
