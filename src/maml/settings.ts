import type { SplitChoice } from '#data';
import type { TasksWithin } from '#tasks';
import type { AlgorithmName } from './algorithms/facts.ts';

/** Everything that defines a meta-training run, apart from the data set. Named as in the paper. */
export interface RunSettings {
  algorithm: AlgorithmName;
  network: NetworkName;
  /** Filters of every convolution, 8 to 64. */
  filters: number;
  ways: number;
  shots: number;
  /** Query drawings per class. */
  queries: number;
  /** Tasks per meta-iteration. */
  metaBatch: number;
  /** Inner-loop (adaptation) steps, 1 to 10. */
  steps: number;
  /** Inner learning rate, alpha. */
  innerLr: number;
  /** Outer (meta) learning rate, beta. */
  outerLr: number;
  outerSchedule: OuterSchedule;
  /** Iterations asked for; also the length of the cosine schedule. */
  iterations: number;
  /** Quarter turns of a character count as new meta-training classes. */
  rotations: boolean;
  /** Meta-training characters in use, spread over all there are; 0 for all. */
  trainCharacters: number;
  /** Which classes are for what: by Omniglot's official halves, the reference's share in file order, or as many at random (the paper). */
  split: SplitChoice;
  /** Of the meta-training alphabets, kept for validation: 0 to 0.5. */
  validationShare: number;
  /** Where the classes of one task come from: anywhere, or one alphabet. */
  tasksWithin: TasksWithin;
  /** `high`: ink is 1 and paper 0 (the paper's code); `low`: ink is 0 (the reference repository). */
  ink: Ink;
  seed: number;
  backend: BackendChoice;
  /** Evaluation every so many iterations, on validation classes where there are any; 0 for never. */
  evaluateEvery: number;
  /** Tasks per evaluation. */
  evaluateTasks: number;
  /** Inner steps of an evaluation; usually `steps`. */
  evaluateSteps: number;
  /** Quarter turns of a character count as new classes in evaluations, too (the paper's code). */
  evaluateRotations: boolean;
}

export type { AlgorithmName, SplitChoice, TasksWithin };
export type Ink = 'high' | 'low';
export type OuterSchedule = 'constant' | 'cosine';
export type BackendName = 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = BackendName | 'auto';
export type NetworkName = 'strided' | 'strided-paper' | 'pooled' | 'pooled-blog';

/** The outer learning rate of an iteration (from 0): constant, or a cosine from `outerLr` down to 0. */
export function outerRateAt(
  iteration: number,
  settings: Pick<RunSettings, 'outerLr' | 'outerSchedule' | 'iterations'>,
): number {
  const { outerLr, outerSchedule, iterations } = settings;
  if (outerSchedule === 'constant') return outerLr;
  const progress = Math.min(1, iteration / Math.max(1, iterations));
  return outerLr * 0.5 * (1 + Math.cos(Math.PI * progress));
}
