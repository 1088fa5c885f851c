import type { EpisodeBatch } from '#tasks';
import type { BackendChoice, BackendName, RunSettings } from './settings.ts';

/** Float32 arrays with their shapes under the engine's parameter names, e.g. `conv1/kernel` [3, 3, 1, 16]. */
export interface NamedArray {
  name: string;
  shape: number[];
  data: Float32Array;
}

/** All that a run needs to go on where it stopped. */
export interface LearnerState {
  /** Meta-iterations done. */
  iteration: number;
  parameters: NamedArray[];
  /** Adam's first and second moments, in the order of `parameters`; absent: start from zero. */
  optimizer?: { updates: number; first: NamedArray[]; second: NamedArray[] };
}

/** Query loss (nats) and accuracy (0..1), means over the meta-batch, after 0..S inner steps. */
export interface StepReport {
  queryLoss: number[];
  queryAccuracy: number[];
}

/** What adaptation does on some tasks, without learning from them; indices `[step 0..S][task]`. */
export interface Examination {
  queryLoss: number[][];
  queryAccuracy: number[][];
  /** `[step 0..S]`, each `[task][ways * queries][ways]` softmax probabilities. */
  probabilities: Float32Array[];
}

/** Which start adaptation sets out from: the meta-learnt weights, or the run's random initial ones. */
export type Start = 'learnt' | 'random';

/** A network that learns to learn: parameters, their optimiser, and the algorithm that moves them. */
export interface MetaLearner {
  /** Meta-iterations done. */
  readonly iteration: number;
  /** One meta-iteration: adapt to every task, report, move the start. Rates apply to this iteration. */
  metaIteration(batch: EpisodeBatch, rates: { innerLr: number; outerLr: number }): Promise<StepReport>;
  /** Adapts to every task of the batch and reports each step. Moves nothing. */
  examine(
    batch: EpisodeBatch,
    options: { steps: number; innerLr: number; start: Start },
  ): Promise<Examination>;
  /** A copy of the state outside the GPU. */
  state(): Promise<LearnerState>;
  restore(state: LearnerState): void;
  /** Live tensors and their bytes. */
  memory(): { tensors: number; bytes: number };
  dispose(): void;
}

export interface BackendReport {
  backend: BackendName;
  requested: BackendChoice;
  /** The graphics card's name as the browser tells it, for webgl. */
  renderer?: string;
  /** WebGL drawn by the processor. */
  software: boolean;
  /** Why the backend differs from the best or from the requested one. */
  reason?: 'no-webgl2' | 'no-float32' | 'software-webgl' | 'no-simd';
}

/** Makes `backend` the current TensorFlow.js backend; falls back to the next best one and says why. */
export type SelectBackend = (choice: BackendChoice) => Promise<BackendReport>;

export type CreateLearner = (settings: RunSettings) => MetaLearner;
