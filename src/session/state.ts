import type { SplitSummary } from '#data';
import type { BackendName, BackendReport, Profile, RunSettings } from '#maml';
import type { Shortage } from '#tasks';
import type {
  AdaptationCurve,
  DivergenceCause,
  Evaluation,
  IterationPoint,
  LossTrend,
  Preview,
} from '#workers';
import type { ExamProgress } from './final-exam.ts';
import type { AskedWeights, RemarkedWeights } from './travelled.ts';

export type PresetName = 'quick' | 'watch' | 'paper' | 'paper-code' | 'seed';

/** The data set in use, without its bytes. */
export interface DatasetSummary {
  name: string;
  source: 'invented' | 'archive';
  characters: number;
  drawings: number;
  /** Drawings per character where all agree, else null. */
  drawers: number | null;
  /** Its classes by what they are for, with the run's settings. */
  split: SplitSummary;
  /** Drawings left out because they could not be read. */
  skipped: number;
  /** Whether the browser keeps it for the next visit. */
  cached: boolean;
}

/** A data set being read; the one in use stays in use meanwhile. */
export interface Loading {
  name: string;
  phase: 'reading' | 'decoding' | 'drawing' | 'ready';
  done: number;
  total: number;
}

/** What the run is doing. `empty`: nothing learnt yet. */
export type RunPhase =
  | 'opening'
  | 'empty'
  | 'warming'
  | 'running'
  | 'paused'
  | 'diverged'
  | 'rebuilding'
  | 'finished';

/** Whether the run goes on by itself, so that "Pause" is what a person may want. */
export function isGoing(phase: RunPhase): boolean {
  return phase === 'running' || phase === 'warming' || phase === 'rebuilding';
}

/** What an error came to. `training`: it stopped; all else leaves it as it was. */
export type FailedPart =
  | 'training'
  | 'opening'
  | 'change'
  | 'profile'
  | 'exam'
  | 'data'
  | 'storage'
  /** Something that nobody asked for. */
  | 'beside';

/** One strip under the transport: what happened, what is safe, and the remedy. */
export type Notice =
  | {
      kind: 'diverged';
      cause: DivergenceCause;
      /** What was seen of an exploded run; null for the others. */
      trend: LossTrend | null;
      iteration: number;
      keptIteration: number;
      innerLr: number;
      outerLr: number;
      suggestion: { innerLr?: number; outerLr?: number };
    }
  | { kind: 'data'; code: string; file: string; detail: Record<string, string | number> }
  | { kind: 'skipped'; file: string; skipped: number; example: string }
  | { kind: 'rebuilding'; iteration: number }
  /** The data set is too small for the task; `file`: of the run or checkpoint that was refused for it. */
  | ({ kind: 'too-few'; file?: string } & Shortage)
  /** The final exam was held; `known`: characters of it that the network had learnt from. */
  | { kind: 'exam'; evaluation: Evaluation; known: number }
  /** There are no meta-test characters to hold it on. */
  | { kind: 'no-exam' }
  /** A network that was opened has learnt from characters that it would be judged on here. */
  | { kind: 'trained-on'; file: string; part: 'validation' | 'test'; known: number; classes: number }
  /** A change that needs a new network; the run goes on with the old one until confirmed. */
  | { kind: 'new-network'; change: Partial<RunSettings> }
  /** A set that the drawing view has exported; accepted, it is read as an archive. */
  | { kind: 'drawings'; file: File }
  /** A file that should hold a run or its weights and does not; `message`: why, in English. */
  | { kind: 'run-file'; file: string; message: string }
  /** A run waits for the data set that it learnt from; accepted, it goes on on the one in use. */
  | { kind: 'run-data'; file: string; iteration: number; data: string }
  | AskedWeights
  | RemarkedWeights
  | { kind: 'address'; option: string; value: string }
  | { kind: 'failed'; what: FailedPart; message: string }
  /** What trains, or what prepares drawings, did not load. */
  | { kind: 'unloaded'; what: 'engine' | 'data' };

/** Settings that were changed while the run had learnt something. */
export interface SettingsChange {
  /** Meta-iterations done when it took hold. */
  iteration: number;
  from: Partial<RunSettings>;
  to: Partial<RunSettings>;
}

/** The settings of the run, with those of the new network that is asked for. */
export function settingsAskedFor({
  settings,
  notice,
}: Pick<SessionState, 'settings' | 'notice'>): RunSettings {
  return notice?.kind === 'new-network' ? { ...settings, ...notice.change } : settings;
}

/** The run's numbers, bounded: at most 300 points per series and 100 changes however long it runs. */
export interface History {
  points: IterationPoint[];
  evaluations: Evaluation[];
  /** In their order, at most one per meta-iteration. */
  changes: SettingsChange[];
}

/** A run that made way for another, and can be brought back. */
export interface AsideRun {
  iteration: number;
}

export interface SessionState {
  settings: RunSettings;
  /** The preset that all settings agree with, or null once one was changed. */
  preset: PresetName | null;
  dataset: DatasetSummary | null;
  /** Names of the sets that can be chosen: the embedded one, and an archive opened or cached. */
  choices: { id: string; name: string }[];
  loading: Loading | null;
  phase: RunPhase;
  iteration: number;
  /** Seconds spent training. */
  elapsed: number;
  /** Meta-iterations per second lately; null when not running. */
  rate: number | null;
  memory: { tensors: number; bytes: number } | null;
  backend: BackendReport | null;
  thread: 'worker' | 'main' | null;
  /** The backend that is being measured before a run is opened; null when none is. */
  measuring: BackendName | null;
  /** Where a meta-iteration's time goes, as measured last in this run; null before. */
  profile: Profile | null;
  profiling: boolean;
  /** How far the final exam is; null: none is being held. */
  examining: ExamProgress | null;
  history: History;
  preview: Preview | null;
  curve: AdaptationCurve | null;
  notice: Notice | null;
  aside: AsideRun | null;
}

/** All that a person can do; each takes effect within one meta-iteration. */
export interface SessionActions {
  start(): void;
  pause(): void;
  /** A run that was called diverged goes on from where it was then, and is not called so again. */
  keepGoing(): void;
  /** Exactly one meta-iteration; a run that goes is paused for it. */
  iterateOnce(): void;
  /** Back to the random start of the same seed; the data set stays. The run can be brought back. */
  reset(): void;
  /** Applies from the next iteration where it can; raises a `new-network` notice where it cannot. */
  change(change: Partial<RunSettings>): void;
  choosePreset(preset: PresetName): void;
  /** The remedy of the notice shown: confirm a new network, go on with the suggested rates, ... */
  acceptNotice(): void;
  dismissNotice(): void;
  /** Says what the file of the notice `weights-settings` lacks; its weights then open. */
  giveSettings(settings: Partial<RunSettings>): void;
  /** The run that made way comes back; the one in its place, if it has learnt something, makes way for it. */
  bringBackRun(): void;
  /** The run that made way is given up. */
  forgetRun(): void;
  /** Files picked or dropped: one or several archives, or the files of a folder. */
  openFiles(files: readonly File[]): void;
  cancelLoading(): void;
  chooseDataset(id: string): void;
  /** Evaluates the run as it stands on meta-test characters; one that goes waits meanwhile. */
  takeExam(): void;
  cancelExam(): void;
  /** Measures where a meta-iteration's time goes, between two of the run. */
  takeProfile(): void;
  /** Measures every backend anew; with the backend setting `auto` the run goes on on the fastest. */
  measureBackends(): void;
  /** Removes the cached archive from the browser. */
  forgetDataset(): void;
}
