import type { Dataset, Split } from '#data';
import {
  type Examination,
  type LearnerState,
  outerRateAt,
  type Profile,
  type RunSettings,
  type Start,
  type StepReport,
} from '#maml';
import type { EpisodeBatch } from '#tasks';
import { DivergenceWatch, isLost, type Verdict } from './divergence.ts';
import { createEpisodeSource, type EpisodeSource } from './episodes.ts';
import { examineTasks, toEvaluation } from './examine-tasks.ts';
import { DeviceLost, type LearnerHost } from './learner-host.ts';
import { PointBatch } from './point-batch.ts';
import type { Evaluation, OpenOptions, TrainingEvent } from './protocol.ts';

/** Listeners hear of meta-iterations at most ten times a second. */
const POINTS_EVERY_MS = 100;

/** Meta-iterations between two looks at the parameters: the ReLU of some graphics cards makes 0 of NaN. */
const LOOK_EVERY = 10;

/** The settings that fix the shapes, and with them the shaders, of a meta-iteration. */
const shapeKeys = ['steps', 'algorithm', 'metaBatch', 'shots', 'queries'] as const;

export type Divergence = Extract<TrainingEvent, { type: 'diverged' }>;

/** A meta-iteration that the device has done. */
interface Done {
  report: StepReport;
  /** False where a parameter is no number any more, or infinite. */
  finite: boolean;
  iteration: number;
  /** When it was asked for and when it was reported, in milliseconds. */
  asked: number;
  reported: number;
  memory: { tensors: number; bytes: number };
}

/**
 * One run's meta-iterations and evaluations, one call each; when to do which is the caller's business.
 *
 * A device that works ahead has the next meta-iteration queued before the one under way has reported. All
 * that looks at the learner or changes it (evaluations, states kept, settings) waits until none is ahead.
 */
export class Trainer {
  settings: RunSettings;
  /** Meta-iterations done. */
  iteration: number;
  /** Whether a meta-iteration of these shapes has been done: the first one compiles the shaders. */
  warm = false;
  /** Nothing learnt yet: the learnt start still is the random one. */
  untrained: boolean;
  readonly data: Dataset;
  readonly split: Split;
  private readonly host: LearnerHost;
  private readonly post: (event: TrainingEvent) => void;
  private readonly points: PointBatch;
  private memory = { tensors: 0, bytes: 0 };
  /** The meta-iteration that was begun ahead. */
  private ahead: Promise<Done> | null = null;
  /** The meta-iteration to be begun next; `iteration`, or one more where one is ahead. */
  private next: number;
  /** How often the run went back to an earlier iteration. */
  private returns = 0;
  private lastReported = 0;
  private readonly watch: DivergenceWatch;
  /** The verdict on a run that has another meta-iteration ahead, which is waited for. */
  private verdict: Verdict | null = null;
  /** Where the run was called diverged. */
  private left: { state: LearnerState; evaluatedAt: number } | null = null;
  private evaluatedAt: number;
  /** The accuracy to surpass on validation classes; infinite where nobody asks. */
  private bestAbove: number;
  private made: EpisodeSource | null = null;

  constructor(options: OpenOptions, host: LearnerHost, post: (event: TrainingEvent) => void) {
    const { settings, data, split, state } = options;
    this.settings = settings;
    this.data = data;
    this.split = split;
    this.host = host;
    this.post = post;
    this.iteration = state?.iteration ?? 0;
    this.next = this.iteration;
    this.evaluatedAt = options.evaluatedAt ?? this.iteration;
    this.bestAbove = options.bestAbove ?? Number.POSITIVE_INFINITY;
    this.untrained = state === undefined;
    this.watch = new DivergenceWatch(options.keepGoing);
    this.points = new PointBatch(
      (points) => post({ type: 'iterations', points, memory: this.memory }),
      POINTS_EVERY_MS,
      () => performance.now(),
    );
  }

  /** Sets up device and learner. */
  open({ state, trial }: OpenOptions) {
    const workload = trial && {
      mode: trial,
      settings: this.settings,
      metaBatch: (tasks: number) => this.trialBatch(tasks),
    };
    return this.host.open(this.settings, { state, trial: workload });
  }

  /**
   * Made when they are first wanted: a set without meta-training classes can still be evaluated on.
   *
   * @throws TooFewError where the data set is too small for the tasks.
   */
  get episodes(): EpisodeSource {
    this.made ??= createEpisodeSource(this.data, this.split, this.settings);
    return this.made;
  }

  /** Whether a meta-iteration is under way already: the run is at rest only after one more `iterate`. */
  get isAhead(): boolean {
    return this.ahead !== null;
  }

  /**
   * One meta-iteration. Where it shows a divergence, the learner is back at a kept state afterwards.
   *
   * @param goOn whether another will be wanted right after it
   */
  async iterate(goOn: () => boolean): Promise<'learnt' | Divergence> {
    const { report, finite, iteration, asked, reported, memory } = await this.nextDone(goOn);
    // Of two under way at once, the second takes from the report of the first to its own.
    const seconds = (reported - Math.max(asked, this.lastReported)) / 1000;
    this.lastReported = reported;
    this.warm = true;
    const verdict = this.watch.observe(report, this.settings.ways, finite);
    if (verdict !== null && isLost(verdict)) return this.retreat(verdict, iteration);
    this.untrained = false;
    this.iteration = iteration;
    this.memory = memory;
    this.points.add({ iteration, seconds, ...report });
    this.verdict ??= verdict;
    if (this.verdict !== null && !this.isAhead) return this.retreat(this.verdict, iteration);
    if (!this.isAhead && this.keepingIsDue()) await this.host.keep(this.watch.isSound);
    return 'learnt';
  }

  /** Takes the run back to where it was called diverged; nothing but NaN counts as a divergence any more. */
  async keepGoing(): Promise<void> {
    this.watch.isLenient = true;
    if (this.left === null) return;
    const { state, evaluatedAt } = this.left;
    await this.host.returnTo(state);
    this.goneBackTo(state.iteration);
    this.evaluatedAt = evaluatedAt;
  }

  /** Settings that need no new network, from the next meta-iteration; returns how many were done before it. */
  async apply(settings: RunSettings): Promise<number> {
    let done = this.next;
    const episodes = createEpisodeSource(this.data, this.split, settings);
    await this.host.configure(settings, () => {
      if (shapeKeys.some((key) => this.settings[key] !== settings[key])) this.warm = false;
      this.settings = settings;
      this.made = episodes;
      this.watch.reset();
      this.verdict = null;
      done = this.next;
    });
    return done;
  }

  /** Whether all the iterations asked for are done. */
  atEnd(): boolean {
    return this.iteration >= this.settings.iterations;
  }

  /** Whether a multiple of `evaluateEvery`, or the end, was reached since the last evaluation. */
  evaluationIsDue(): boolean {
    return this.evaluationIsDueAt(this.iteration);
  }

  /** The evaluation on the classes that are watched, of the same tasks each time. Dropped where `goOn` says no. */
  async evaluate(goOn: () => boolean): Promise<void> {
    this.flush();
    const { iteration, settings } = this;
    const { watched } = this.episodes;
    const results = await examineTasks({
      tasks: settings.evaluateTasks,
      chunk: settings.metaBatch,
      episodes: (first, count) => watched.tasks('evaluation', first, count),
      examine: (batch) => this.examine(batch, settings.evaluateSteps),
      // A graphics card lost in between takes the run back to before.
      goOn: () => goOn() && this.iteration === iteration,
    });
    if (results === null) return;
    this.evaluatedAt = iteration;
    const evaluation = toEvaluation(results, iteration, watched);
    this.post({
      type: 'evaluation',
      evaluation,
      ...(this.isBest(evaluation) && { best: await this.host.state() }),
    });
  }

  /** Whether an evaluation is the best on validation classes so far; where nobody asks, none is. */
  private isBest({ split, queryAccuracy }: Evaluation): boolean {
    const accuracy = queryAccuracy.at(-1) ?? 0;
    if (split !== 'validation' || !(accuracy > this.bestAbove)) return false;
    this.bestAbove = accuracy;
    return true;
  }

  examine(batch: EpisodeBatch, steps: number, start: Start = 'learnt'): Promise<Examination> {
    const { innerLr } = this.settings;
    return this.host.use((learner) => learner.examine(batch, { steps, innerLr, start }));
  }

  /** The run stands at another iteration; what follows is done, and told, anew. */
  goneBackTo(iteration: number): void {
    this.iteration = iteration;
    this.verdict = null;
    this.left = null;
    this.returns++;
    this.next = iteration;
    this.ahead = null;
    this.watch.reset();
    this.evaluatedAt = Math.min(this.evaluatedAt, iteration);
  }

  /** What a meta-iteration spends on which kernel. */
  profile(): Promise<Profile> {
    const { settings, episodes } = this;
    return this.host.use((learner) =>
      learner.profile(episodes.metaBatch(learner.iteration), settings.innerLr),
    );
  }

  /** Sends what listeners have not heard of yet. */
  flush(): void {
    this.points.flush();
  }

  /** The meta-iteration under way, or another; with the one after it begun where nothing speaks against it. */
  private async nextDone(goOn: () => boolean): Promise<Done> {
    for (;;) {
      const current = this.ahead ?? this.begin();
      const isLast =
        !goOn() || this.verdict !== null || this.endsWith(this.iteration + 1) || this.keepingIsDue();
      this.ahead = this.host.worksAhead && !isLast ? this.begin() : null;
      try {
        return await current;
      } catch (error) {
        this.ahead = null;
        this.next = this.iteration;
        if (!(error instanceof DeviceLost)) throw error;
        // Once the learner is back at a kept state, the run goes on from there.
        await this.host.use(async () => {});
      }
    }
  }

  private begin(): Promise<Done> {
    const { returns } = this;
    const done = this.host.begin(async (learner) => {
      // Asked for before the run went back to an earlier iteration, and of no use after it.
      if (returns !== this.returns) throw new DeviceLost();
      const { settings, episodes } = this;
      const asked = performance.now();
      const index = this.next++;
      const rates = { innerLr: settings.innerLr, outerLr: outerRateAt(index, settings) };
      const iteration = index + 1;
      const looks = iteration % LOOK_EVERY === 0 || this.endsWith(iteration);
      const [report, finite] = await Promise.all([
        learner.metaIteration(episodes.metaBatch(index), rates),
        looks ? learner.isFinite() : true,
      ]);
      return { report, finite, iteration, asked, reported: performance.now(), memory: learner.memory() };
    });
    // One that was begun ahead may fail before anybody waits for it.
    done.catch(() => {});
    return done;
  }

  private keepingIsDue(): boolean {
    return this.watch.isCalm && this.host.keepingIsDue;
  }

  /** Back to a kept state; unless that is of no use, the one that is left can be gone on from. */
  private async retreat(verdict: Verdict, iteration: number): Promise<Divergence> {
    const { evaluatedAt } = this;
    const { keptIteration, left } = await this.host.retreat();
    this.flush();
    this.goneBackTo(keptIteration);
    if (!isLost(verdict)) this.left = { state: left, evaluatedAt };
    return { type: 'diverged', ...verdict, iteration, keptIteration };
  }

  /** Whether something is to be done between this meta-iteration and the next. */
  private endsWith(iteration: number): boolean {
    return iteration === this.settings.iterations || this.evaluationIsDueAt(iteration);
  }

  private evaluationIsDueAt(iteration: number): boolean {
    const { evaluateEvery, evaluateTasks, iterations } = this.settings;
    if (evaluateEvery === 0 || evaluateTasks === 0 || iteration === this.evaluatedAt) return false;
    // How well it does on what it learns from, every meta-iteration tells.
    if (this.episodes.watched.split === 'train') return false;
    const passed = (count: number) => Math.floor(count / evaluateEvery);
    return passed(iteration) > passed(this.evaluatedAt) || iteration === iterations;
  }

  private trialBatch(metaBatch: number): EpisodeBatch {
    return createEpisodeSource(this.data, this.split, { ...this.settings, metaBatch }).metaBatch(0);
  }
}
