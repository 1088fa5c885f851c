import type { Dataset, Split } from '#data';
import { type Examination, type LearnerState, outerRateAt, type RunSettings } from '#maml';
import type { EpisodeBatch } from '#tasks';
import { DivergenceWatch } from './divergence.ts';
import { createEpisodeSource, type EpisodeSource } from './episodes.ts';
import { examineTasks, toEvaluation } from './examine-tasks.ts';
import type { LearnerHost } from './learner-host.ts';
import { PointBatch } from './point-batch.ts';
import type { OpenOptions, TrainingEvent } from './protocol.ts';

/** Listeners hear of meta-iterations at most ten times a second. */
const POINTS_EVERY_MS = 100;

/** The settings that fix the shapes, and with them the shaders, of a meta-iteration. */
const shapeKeys = ['steps', 'algorithm', 'metaBatch', 'shots', 'queries'] as const;

export type Divergence = Extract<TrainingEvent, { type: 'diverged' }>;

/** One run's meta-iterations and evaluations, one call each; when to do which is the caller's business. */
export class Trainer {
  settings: RunSettings;
  episodes: EpisodeSource;
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
  private readonly watch = new DivergenceWatch();
  private evaluatedAt: number;

  /** @throws TooFewError where the data set is too small for the tasks. */
  constructor(options: OpenOptions, host: LearnerHost, post: (event: TrainingEvent) => void) {
    const { settings, data, split, state } = options;
    this.settings = settings;
    this.data = data;
    this.split = split;
    this.episodes = createEpisodeSource(data, split, settings);
    this.host = host;
    this.post = post;
    this.iteration = state?.iteration ?? 0;
    this.evaluatedAt = this.iteration;
    this.untrained = state === undefined;
    this.points = new PointBatch(
      (points) => post({ type: 'iterations', points, memory: this.memory }),
      POINTS_EVERY_MS,
      () => performance.now(),
    );
  }

  /** Sets up backend and learner. */
  open(state?: LearnerState) {
    return this.host.open(this.settings, state);
  }

  /** One meta-iteration. Where it shows a divergence, the learner is back at a kept state afterwards. */
  async iterate(): Promise<'learnt' | Divergence> {
    const { report, iteration, seconds, memory } = await this.host.use(async (learner) => {
      const began = performance.now();
      const { settings, episodes } = this;
      const rates = { innerLr: settings.innerLr, outerLr: outerRateAt(learner.iteration, settings) };
      const report = await learner.metaIteration(episodes.metaBatch(learner.iteration), rates);
      const seconds = (performance.now() - began) / 1000;
      return { report, iteration: learner.iteration, seconds, memory: learner.memory() };
    });
    this.warm = true;
    const cause = this.watch.observe(report, this.settings.ways);
    if (cause !== null) {
      const keptIteration = await this.host.retreat();
      this.flush();
      this.goneBackTo(keptIteration);
      return { type: 'diverged', cause, iteration, keptIteration };
    }
    this.untrained = false;
    this.iteration = iteration;
    this.memory = memory;
    this.points.add({ iteration, seconds, ...report });
    if (this.watch.isCalm) await this.host.keepIfDue(this.watch.isSound);
    return 'learnt';
  }

  /** Settings that need no new network, from the next meta-iteration. */
  async apply(settings: RunSettings): Promise<void> {
    const episodes = createEpisodeSource(this.data, this.split, settings);
    await this.host.configure(settings, () => {
      if (shapeKeys.some((key) => this.settings[key] !== settings[key])) this.warm = false;
      this.settings = settings;
      this.episodes = episodes;
      this.watch.reset();
    });
  }

  /** Whether all the iterations asked for are done. */
  atEnd(): boolean {
    return this.iteration >= this.settings.iterations;
  }

  /** Whether a multiple of `evaluateEvery`, or the end, was reached since the last evaluation. */
  evaluationIsDue(): boolean {
    const { evaluateEvery, evaluateTasks } = this.settings;
    if (evaluateEvery === 0 || evaluateTasks === 0 || this.iteration === this.evaluatedAt) return false;
    const passed = (iteration: number) => Math.floor(iteration / evaluateEvery);
    return passed(this.iteration) > passed(this.evaluatedAt) || this.iteration === this.settings.iterations;
  }

  /** The evaluation on meta-test classes, of the same tasks each time. Dropped where `goOn` says no. */
  async evaluate(goOn: () => boolean): Promise<void> {
    this.flush();
    const { iteration, episodes, settings } = this;
    const results = await examineTasks({
      tasks: settings.evaluateTasks,
      chunk: settings.metaBatch,
      episodes: (first, count) => episodes.tasks('evaluation', first, count),
      examine: (batch) => this.examine(batch, settings.evaluateSteps),
      // A graphics card lost in between takes the run back to before.
      goOn: () => goOn() && this.iteration === iteration,
    });
    if (results === null) return;
    this.evaluatedAt = iteration;
    this.post({ type: 'evaluation', evaluation: toEvaluation(results, iteration) });
  }

  examine(batch: EpisodeBatch, steps: number): Promise<Examination> {
    const { innerLr } = this.settings;
    return this.host.use((learner) => learner.examine(batch, { steps, innerLr, start: 'learnt' }));
  }

  /** The run stands at an earlier iteration again; what follows is done, and told, anew. */
  goneBackTo(iteration: number): void {
    this.iteration = iteration;
    this.watch.reset();
    this.evaluatedAt = Math.min(this.evaluatedAt, iteration);
  }

  /** Sends what listeners have not heard of yet. */
  flush(): void {
    this.points.flush();
  }
}
