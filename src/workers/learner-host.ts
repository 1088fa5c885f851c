import type {
  BackendReport,
  CreateLearner,
  LearnerState,
  MetaLearner,
  RunSettings,
  SelectBackend,
} from '#maml';
import { SerialQueue } from './serial-queue.ts';
import { StateKeeper } from './state-keeper.ts';
import { yieldToEvents } from './yield-to-events.ts';

/** The engine, handed in so that a run can be tested without one. */
export interface Engine {
  createLearner: CreateLearner;
  selectBackend: SelectBackend;
  /** Calls back once, when the current backend's WebGL context is lost: every tensor is garbage then. */
  onContextLost(callback: () => void): void;
  /** Forgets the backend whose context is gone, so that `selectBackend` builds a new one. */
  replaceLostBackend(): void;
}

export interface HostEvents {
  /** The state of this iteration is safe and will be restored. */
  lost(iteration: number): void;
  rebuilt(report: BackendReport, iteration: number): void;
  failed(error: unknown): void;
}

/** A promise that rejects when the context is lost, so that no job waits for a dead graphics card. */
function createAlarm(): { ring: () => void; rung: Promise<never> } {
  let ring = () => {};
  const rung = new Promise<never>((_, reject) => {
    ring = () => reject(new Error('The graphics card was taken away.'));
  });
  rung.catch(() => {});
  return { ring, rung };
}

/**
 * Holds the learner: lets one job at it at a time, keeps its last states outside the GPU, and rebuilds it
 * from them when the graphics card is lost, after which the interrupted job is done again.
 */
export class LearnerHost {
  private readonly engine: Engine;
  private readonly events: HostEvents;
  private readonly queue = new SerialQueue();
  private settings: RunSettings | null = null;
  private learner: MetaLearner | null = null;
  private keeper: StateKeeper | null = null;
  private lost = false;
  private alarm = createAlarm();

  constructor(engine: Engine, events: HostEvents) {
    this.engine = engine;
    this.events = events;
  }

  /** A fresh learner, or one restored from `state`, on the backend of the settings. */
  open(settings: RunSettings, state?: LearnerState): Promise<BackendReport> {
    return this.queue.run(async () => {
      this.dispose();
      const report = await this.selectBackend(settings);
      const learner = this.engine.createLearner(settings);
      if (state !== undefined) learner.restore(state);
      this.settings = settings;
      this.learner = learner;
      this.keeper = new StateKeeper(await learner.state(), performance.now());
      return report;
    });
  }

  /**
   * Runs a job alone. It may run twice, so it should only compute: what it changes outside the learner,
   * the caller does with the result.
   */
  use<Result>(job: (learner: MetaLearner) => Promise<Result>): Promise<Result> {
    return this.queue.run(async () => {
      for (;;) {
        if (this.lost) await this.rebuild();
        if (this.learner === null) throw new Error('No run is open.');
        try {
          const result = await Promise.race([job(this.learner), this.alarm.rung]);
          // A lost context announces itself in a later task than the garbage it gives.
          await yieldToEvents();
          if (!this.lost) return result;
        } catch (error) {
          if (!this.lost) throw error;
        }
      }
    });
  }

  /** A learner with other settings that need no new network, in the same state; then calls `changed`. */
  async configure(settings: RunSettings, changed: () => void): Promise<void> {
    await this.use(async (learner) => {
      if (this.settings?.steps !== settings.steps || this.settings.algorithm !== settings.algorithm) {
        const state = await learner.state();
        learner.dispose();
        this.learner = this.engine.createLearner(settings);
        this.learner.restore(state);
      }
      this.settings = settings;
      changed();
    });
  }

  /** Keeps the state, where it is time to; `sound`: it is worth going back to after a divergence. */
  async keepIfDue(sound: boolean): Promise<void> {
    const keeper = this.keeper;
    if (keeper === null || this.learner === null) return;
    if (!keeper.isDue(this.learner.iteration, performance.now())) return;
    const state = await this.use((learner) => learner.state());
    keeper.keep(state, sound, performance.now());
  }

  /** Goes back to a kept state from before a divergence, and says of which iteration it is. */
  retreat(): Promise<number> {
    return this.use(async (learner) => {
      if (this.keeper === null) return learner.iteration;
      const state = this.keeper.retreat();
      learner.restore(state);
      return state.iteration;
    });
  }

  close(): Promise<void> {
    return this.queue.run(async () => this.dispose());
  }

  private dispose(): void {
    this.learner?.dispose();
    this.learner = null;
    this.keeper = null;
  }

  private async selectBackend({ backend }: RunSettings): Promise<BackendReport> {
    if (this.lost) this.engine.replaceLostBackend();
    this.lost = false;
    this.alarm = createAlarm();
    const report = await this.engine.selectBackend(backend);
    this.engine.onContextLost(this.contextLost);
    return report;
  }

  // One function for all contexts: a context asked twice to call it calls it once.
  private readonly contextLost = (): void => {
    if (this.keeper === null || this.lost) return;
    this.lost = true;
    this.events.lost(this.keeper.newest.iteration);
    this.alarm.ring();
    // Also where nothing is under way.
    this.use(async () => {}).catch((error) => this.events.failed(error));
  };

  private async rebuild(): Promise<void> {
    const { settings, keeper } = this;
    if (settings === null || keeper === null) return;
    this.learner?.dispose();
    this.learner = null;
    const report = await this.selectBackend(settings);
    this.learner = this.engine.createLearner(settings);
    this.learner.restore(keeper.newest);
    this.events.rebuilt(report, keeper.newest.iteration);
  }
}
