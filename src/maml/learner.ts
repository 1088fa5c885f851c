import type { EpisodeBatch } from '#tasks';
import type { PartialSum } from './pairwise-sum.ts';
import type { BackendChoice, BackendName } from './settings.ts';

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

/** One kind of kernel in one meta-iteration. */
export interface KernelProfile {
  /** The op's name. */
  name: string;
  calls: number;
  /** Draw calls on a graphics card; elsewhere `calls`. */
  dispatches: number;
  seconds: number;
  /** Bytes that its calls write. */
  bytes: number;
}

/** Where one meta-iteration's time goes, in this thread: kernels by falling time. */
export interface Profile {
  kernels: KernelProfile[];
  /** Sum over the kernels; each is waited for, so that it is more than an iteration takes. */
  seconds: number;
  dispatches: number;
  /** Threads that share a meta-batch's tasks. */
  threads: number;
  memory: { tensors: number; bytes: number };
}

/** Which start adaptation sets out from: the meta-learnt weights, or the run's random initial ones. */
export type Start = 'learnt' | 'random';

/** Another thread's part in a learner's work: some tasks, adapted to from the weights it is handed. */
export interface TaskShare {
  /** What these tasks, the first of which has the number `first` in its meta-batch, give to its mean gradient. */
  gradientSums(
    theta: Float32Array,
    batch: EpisodeBatch,
    first: number,
    innerLr: number,
  ): Promise<
    Pick<Examination, 'queryLoss' | 'queryAccuracy'> & {
      /** Flat as `theta`. */
      sums: PartialSum<Float32Array>[];
    }
  >;
  examine(theta: Float32Array, batch: EpisodeBatch, steps: number, innerLr: number): Promise<Examination>;
}

/** A network that learns to learn: parameters, their optimiser, and the algorithm that moves them. */
export interface MetaLearner {
  /** Meta-iterations done. */
  readonly iteration: number;
  /**
   * One meta-iteration: adapt to every task, report, move the start. Rates apply to this iteration. The next
   * one may be asked for before this one has reported, so that a graphics card never waits.
   */
  metaIteration(batch: EpisodeBatch, rates: { innerLr: number; outerLr: number }): Promise<StepReport>;
  /** Adapts to every task of the batch and reports each step. Moves nothing. */
  examine(
    batch: EpisodeBatch,
    options: { steps: number; innerLr: number; start: Start },
  ): Promise<Examination>;
  /** Whether every parameter is a number, after all meta-iterations asked for so far: figures may hide it. */
  isFinite(): Promise<boolean>;
  /** A copy of the state outside the GPU. */
  state(): Promise<LearnerState>;
  restore(state: LearnerState): void;
  /** What one meta-iteration spends on which kernel. Moves nothing. */
  profile(batch: EpisodeBatch, innerLr: number): Promise<Profile>;
  /** Live tensors and their bytes. */
  memory(): { tensors: number; bytes: number };
  dispose(): void;
}

/** What a backend does with a workload on this machine. */
export interface Speed {
  backend: BackendName;
  /** 0 where it failed. */
  iterationsPerSecond: number;
}

export interface BackendReport {
  backend: BackendName;
  requested: BackendChoice;
  /** The graphics card's name as the browser tells it, for webgl. */
  renderer?: string;
  /** WebGL drawn by the processor. */
  software: boolean;
  /** The variant of the kernels: on the processor each rounds in its own way. */
  kernels?: 'simd' | 'relaxed-simd' | 'javascript';
  /** Threads that share the tasks; their number changes no bit. */
  threads?: number;
  /** Why the backend differs from the best or from the requested one. */
  reason?: 'no-webgl2' | 'no-float32' | 'software-webgl' | 'no-simd';
  /** What each backend was measured to do before this one was chosen. */
  trial?: Speed[];
}
