import type { Dataset, Split } from '#data';
import type {
  BackendName,
  BackendReport,
  Examination,
  LearnerState,
  Profile,
  RunSettings,
  Start,
  StepReport,
} from '#maml';
import type { ClassPool, EpisodeBatch } from '#tasks';
import type { TrialMode } from './devices.ts';
import type { DivergenceCause, LossTrend } from './divergence.ts';

/** One meta-iteration as the page shows it. */
export interface IterationPoint extends StepReport {
  iteration: number;
  /** Duration of this meta-iteration. */
  seconds: number;
}

/** Half-width of a mean's 95 % interval over the tasks; null over a single task, which tells of none. */
export type HalfWidth = number | null;

/** Accuracy (0..1) and loss (nats) on new tasks, means over the tasks per inner step. */
export interface Evaluation {
  iteration: number;
  tasks: number;
  /** The part of the data set that the tasks' classes are of. */
  split: ClassPool;
  /** How many classes they were drawn from; null: a file of an earlier version does not tell. */
  classes: number | null;
  queryAccuracy: number[];
  ci95: HalfWidth[];
  queryLoss: number[];
  lossCi95: HalfWidth[];
  /** Whether batch norm saw a task's whole query set at once; else one query drawing at a time. */
  transductive: boolean;
}

/**
 * One episode of the classes that the run is watched on, adapted to from the learnt start, for the loops figure: of the adaptation curve's tasks the
 * first on which the random start does about as well as on average (`typicalTask`).
 */
export interface Preview {
  iteration: number;
  /** Its number among the curve's tasks, from 0. */
  task: number;
  /** The part of the data set that its classes are of. */
  split: ClassPool;
  /** The inner learning rate it was adapted to with. */
  innerLr: number;
  episode: EpisodeBatch; // tasks = 1
  /** `[step 0..S]`, each `[ways * queries][ways]` probabilities, from the learnt start. */
  learnt: Float32Array[];
}

/** Mean accuracy and loss per step over a few new tasks, from both starts. */
export interface AdaptationCurve {
  iteration: number;
  tasks: number;
  /** The part of the data set that their classes are of. */
  split: ClassPool;
  /** The inner learning rate, and the size of the tasks, it was measured with. */
  innerLr: number;
  shots: number;
  queries: number;
  learnt: StepReport;
  random: StepReport;
}

export type Phase = 'warming' | 'running' | 'paused';

/** Everything the training worker says, in the order it happens. */
export type TrainingEvent =
  /** While a run is opened: the trial has come to this backend. */
  | { type: 'measuring'; backend: BackendName }
  | { type: 'backend'; report: BackendReport; thread: 'worker' | 'main' }
  | { type: 'phase'; phase: Phase }
  | { type: 'iterations'; points: IterationPoint[]; memory: { tensors: number; bytes: number } }
  /** `best`: the state evaluated, where it is wanted and the best on validation classes so far. */
  | { type: 'evaluation'; evaluation: Evaluation; best?: LearnerState }
  | { type: 'preview'; preview: Preview }
  | { type: 'curve'; curve: AdaptationCurve }
  /** The run does not come back by itself; the learner has gone back to `keptIteration`. */
  | {
      type: 'diverged';
      cause: DivergenceCause;
      trend: LossTrend | null;
      iteration: number;
      keptIteration: number;
    }
  /** The graphics card was taken away: rebuilding from `iteration`. */
  | { type: 'context-lost'; iteration: number }
  | { type: 'rebuilt'; iteration: number }
  | { type: 'finished'; iteration: number }
  /** Training stopped. */
  | { type: 'failed'; message: string }
  /** An error beside the training, which goes on. */
  | { type: 'trouble'; message: string };

export interface OpenOptions {
  settings: RunSettings;
  data: Dataset;
  split: Split;
  /** Where to go on; absent: the random start of the seed. */
  state?: LearnerState;
  /** When the run to go on with was evaluated last; absent: where it stands. */
  evaluatedAt?: number;
  /** The states that are best on validation are wanted: those above this accuracy (0..1), after the last step. */
  bestAbove?: number;
  /** Whether the run goes on whatever its figures do, as long as they are numbers; absent: no. */
  keepGoing?: boolean;
  /** Whether previews and adaptation curves are wanted besides the numbers. */
  previews: boolean;
  /** Whether to find out by measuring which backend is the fastest; absent: no. */
  trial?: TrialMode;
}

export interface EvaluateOptions {
  tasks: number;
  /** The number of the first of them; absent: 0. */
  first?: number;
  steps: number;
  seed: number;
  classes: ClassPool;
  /** Whose weights; absent: the learnt ones. */
  start?: Start;
}

/** Query loss and accuracy of each task after each step, `[step 0..S][task]`. */
export type TaskResults = Pick<Examination, 'queryLoss' | 'queryAccuracy'>;

/** An evaluation, and the figures that its means are of. */
export interface Evaluated {
  evaluation: Evaluation;
  perTask: TaskResults;
}

/** The training room's whole interface; the same object serves in a worker and on the main thread. */
export interface TrainingService {
  /** Sets up backend, data and a fresh (or restored) learner; shows the first preview and curve. */
  open(options: OpenOptions): Promise<BackendReport>;
  /**
   * Meta-trains until paused, `settings.iterations` is reached, or the run diverges. Started again at its
   * end, a run goes on without one.
   */
  start(): void;
  /** Resolves when the iteration under way has ended. */
  pause(): Promise<void>;
  /**
   * Takes the run back to where it was called diverged, at rest; from there on it goes on whatever its figures do, as
   * long as they are numbers.
   */
  keepGoing(): Promise<void>;
  /** Exactly one meta-iteration; where it fails, that is told as an event, as an error of `start` is. */
  iterateOnce(): Promise<void>;
  /**
   * Settings that need no new network; in force from the next meta-iteration. Resolves with how many were done
   * before it.
   */
  apply(settings: RunSettings): Promise<number>;
  /** Evaluates the start as it stands; the same seed gives the same tasks, whatever the meta-batch. */
  evaluate(options: EvaluateOptions): Promise<Evaluation>;
  /** The same, with the figures of every task. */
  evaluateTasks(options: EvaluateOptions): Promise<Evaluated>;
  state(): Promise<LearnerState>;
  /** What one meta-iteration spends on which kernel; measured between two of the run. */
  profile(): Promise<Profile>;
  close(): void;
}
