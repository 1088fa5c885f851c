import type { BackendReport, LearnerState, Profile, RunSettings } from '#maml';
import { Budget } from './budget.ts';
import { Devices } from './devices.ts';
import type { Engine } from './engine.ts';
import { taskSource } from './episodes.ts';
import { examineTasks, toEvaluation } from './examine-tasks.ts';
import { LearnerHost } from './learner-host.ts';
import { messageOf } from './message-of.ts';
import type {
  Evaluated,
  EvaluateOptions,
  Evaluation,
  OpenOptions,
  Phase,
  TrainingEvent,
  TrainingService,
} from './protocol.ts';
import { Showcase } from './showcase.ts';
import { Trainer } from './trainer.ts';
import type { TrialMemory } from './trial-memory.ts';

export interface TrainingDependencies {
  engine: Engine;
  trials: TrialMemory;
  /** Where the service runs, for the page to say. */
  thread: 'worker' | 'main';
  post(event: TrainingEvent): void;
}

/** The figures are renewed at most every 2 s (in milliseconds) and for at most a tenth of the time. */
const SHOW_EVERY_MS = 2000;
const SHOW_SHARE = 0.1;

/** A run and what shows it; replaced by the next `open`. */
interface OpenRun {
  trainer: Trainer;
  showcase: Showcase;
  budget: Budget;
  previews: boolean;
}

function abortedController(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}

/** Meta-trains, evaluates and shows, as asked; knows no worker and no page. */
export class TrainingRun implements TrainingService {
  private readonly post: (event: TrainingEvent) => void;
  private readonly thread: 'worker' | 'main';
  private readonly host: LearnerHost;
  private run: OpenRun | null = null;
  /** Aborted to end the training loop, or what is being shown at rest, at the next chance. */
  private training = abortedController();
  private showing = abortedController();
  /** What was said last of a run that trains. */
  private phase: Phase = 'paused';
  /** Ends when the latest training loop has. */
  private loop: Promise<void> = Promise.resolve();

  constructor({ engine, trials, thread, post }: TrainingDependencies) {
    this.post = post;
    this.thread = thread;
    const devices = new Devices(engine, {
      memory: trials,
      onMeasuring: (backend) => post({ type: 'measuring', backend }),
    });
    this.host = new LearnerHost(engine, devices, {
      lost: (iteration) => {
        this.run?.trainer.flush();
        post({ type: 'context-lost', iteration });
      },
      rebuilt: (report, iteration) => this.rebuilt(report, iteration),
      failed: (error) => this.fail(error),
    });
  }

  async open(options: OpenOptions): Promise<BackendReport> {
    const trainer = new Trainer(options, this.host, this.post);
    this.showing.abort();
    await this.pause();
    const report = await trainer.open(options);
    this.run = {
      trainer,
      showcase: new Showcase(this.post),
      budget: new Budget(SHOW_EVERY_MS, SHOW_SHARE),
      previews: options.previews,
    };
    this.post({ type: 'backend', report, thread: this.thread });
    this.post({ type: 'phase', phase: 'paused' });
    this.showAtRest();
    return report;
  }

  start(): void {
    if (!this.training.signal.aborted) return;
    const training = new AbortController();
    this.training = training;
    this.showing.abort();
    this.loop = this.loop
      .then(() => this.train(training.signal))
      .then((end) => {
        training.abort();
        this.rest(end);
      })
      .catch((error) => this.fail(error));
  }

  async pause(): Promise<void> {
    this.training.abort();
    await this.loop;
  }

  async keepGoing(): Promise<void> {
    await this.pause();
    this.showing.abort();
    await this.opened().trainer.keepGoing();
  }

  async iterateOnce(): Promise<void> {
    await this.pause();
    this.showing.abort();
    const { trainer } = this.opened();
    if (!trainer.warm) this.say('warming');
    try {
      const outcome = await trainer.iterate(() => false);
      trainer.flush();
      this.rest(outcome === 'learnt' ? { type: 'phase', phase: 'paused' } : outcome);
    } catch (error) {
      this.fail(error);
    }
  }

  async apply(settings: RunSettings): Promise<number> {
    const iteration = await this.opened().trainer.apply(settings);
    if (this.training.signal.aborted) this.showAtRest();
    return iteration;
  }

  async evaluate(options: EvaluateOptions): Promise<Evaluation> {
    return (await this.evaluateTasks(options)).evaluation;
  }

  async evaluateTasks(options: EvaluateOptions): Promise<Evaluated> {
    const { tasks, first: skipped = 0, steps, seed, classes, start = 'learnt' } = options;
    const { trainer } = this.opened();
    const { settings, data, split } = trainer;
    const iteration = start === 'learnt' ? trainer.iteration : 0;
    const source = taskSource(data, split, { ...settings, seed }, classes);
    const perTask = await examineTasks({
      tasks,
      chunk: settings.metaBatch,
      episodes: (first, count) => source.tasks('evaluation', skipped + first, count),
      examine: (batch) => trainer.examine(batch, steps, start),
    });
    return { evaluation: toEvaluation(perTask, iteration, source), perTask };
  }

  profile(): Promise<Profile> {
    return this.opened().trainer.profile();
  }

  async state(): Promise<LearnerState> {
    const state = await this.host.state();
    // Whoever keeps it has heard of all that led to it.
    this.run?.trainer.flush();
    return state;
  }

  close(): void {
    this.training.abort();
    this.showing.abort();
    this.loop = this.loop.then(() => this.host.close());
  }

  /**
   * The training loop; returns what is to be told at its end. Every `await` in it lets messages in, and
   * `signal` is looked at after each.
   */
  private async train(signal: AbortSignal): Promise<TrainingEvent> {
    const { trainer } = this.opened();
    const goOn = () => !signal.aborted;
    // A run that has reached its end goes on beyond it when started again.
    const beyond = trainer.atEnd() && !trainer.evaluationIsDue();
    this.say(trainer.warm ? 'running' : 'warming');
    while (goOn() || trainer.isAhead) {
      const isFree = !trainer.isAhead;
      if (isFree && trainer.evaluationIsDue()) {
        await trainer.evaluate(goOn);
      } else if (isFree && trainer.atEnd() && !beyond) {
        trainer.flush();
        return { type: 'finished', iteration: trainer.iteration };
      } else {
        const outcome = await trainer.iterate(() => goOn() && !this.showingIsDue());
        if (outcome !== 'learnt') return outcome;
        if (this.phase === 'warming' && goOn()) this.say('running');
        if (!trainer.isAhead && goOn()) await this.showIfDue(goOn);
      }
    }
    trainer.flush();
    return { type: 'phase', phase: 'paused' };
  }

  private say(phase: 'warming' | 'running'): void {
    this.phase = phase;
    this.post({ type: 'phase', phase });
  }

  /** Says how things stand now that nothing is being trained, and shows what came of it. */
  private rest(event: TrainingEvent): void {
    this.post(event);
    if (this.training.signal.aborted) this.showAtRest();
  }

  private showingIsDue(): boolean {
    const { budget, previews } = this.opened();
    return previews && budget.isDue(performance.now());
  }

  private async showIfDue(goOn: () => boolean): Promise<void> {
    if (!this.showingIsDue()) return;
    const { trainer, showcase, budget } = this.opened();
    const began = performance.now();
    trainer.flush();
    await showcase.show(this.host, trainer, goOn);
    budget.spent(began, performance.now());
  }

  /** Shows the run as it stands, while nothing is being trained; a start or a step cuts it short. */
  private showAtRest(): void {
    const { trainer, showcase, previews } = this.opened();
    this.showing.abort();
    const showing = new AbortController();
    this.showing = showing;
    if (!previews) return;
    showcase
      .show(this.host, trainer, () => !showing.signal.aborted)
      .catch((error) => this.post({ type: 'trouble', message: messageOf(error) }));
  }

  private rebuilt(report: BackendReport, iteration: number): void {
    const { trainer } = this.opened();
    trainer.goneBackTo(iteration);
    trainer.warm = false;
    this.post({ type: 'backend', report, thread: this.thread });
    this.post({ type: 'rebuilt', iteration });
    if (!this.training.signal.aborted) this.say('warming');
  }

  /** Says that the training stopped of an error; the run stands where it stood, and can be started again. */
  private fail(error: unknown): void {
    this.training.abort();
    this.run?.trainer.flush();
    this.post({ type: 'failed', message: messageOf(error) });
  }

  private opened(): OpenRun {
    if (this.run === null) throw new Error('No run is open.');
    return this.run;
  }
}
