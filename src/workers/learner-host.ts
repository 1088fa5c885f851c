import type { BackendReport, LearnerState, MetaLearner, RunSettings } from '#maml';
import type { DeviceInUse, Devices, Trial } from './devices.ts';
import { assemble, type Engine, type Team } from './engine.ts';
import { SerialQueue } from './serial-queue.ts';
import { StateKeeper } from './state-keeper.ts';
import { yieldToEvents } from './yield-to-events.ts';

export interface HostEvents {
  /** The state of this iteration is safe and will be restored. */
  lost(iteration: number): void;
  rebuilt(report: BackendReport, iteration: number): void;
  failed(error: unknown): void;
}

/** What was under way is gone with the device; the learner will be back at a kept state. */
export class DeviceLost extends Error {
  override name = 'DeviceLost';
  override message = 'The graphics card was taken away.';
}

/** Rings when the device is lost, so that no job waits for a dead graphics card. */
class Alarm {
  readonly rung: Promise<never>;
  private hasRung = false;
  private reject: (reason: DeviceLost) => void = () => {};

  constructor() {
    this.rung = new Promise((_, reject) => {
      this.reject = reject;
    });
    this.rung.catch(() => {});
  }

  ring(): void {
    this.hasRung = true;
    this.reject(new DeviceLost());
  }

  /** @throws DeviceLost once it has rung. */
  check(): void {
    if (this.hasRung) throw new DeviceLost();
  }
}

type Job<Result> = (learner: MetaLearner) => Promise<Result>;

/**
 * Holds the learner: lets one job at it at a time, keeps its last states outside the GPU, and rebuilds it
 * from them when the graphics card is lost.
 */
export class LearnerHost {
  private readonly engine: Engine;
  private readonly devices: Devices;
  private readonly events: HostEvents;
  private readonly queue = new SerialQueue();
  /** Settles when everything that was begun has ended. */
  private begun: Promise<unknown> = Promise.resolve();
  private settings: RunSettings | null = null;
  private inUse: DeviceInUse | null = null;
  private team: Team | null = null;
  private keeper: StateKeeper | null = null;
  private lost = false;
  private alarm = new Alarm();

  constructor(engine: Engine, devices: Devices, events: HostEvents) {
    this.engine = engine;
    this.devices = devices;
    this.events = events;
  }

  /** A fresh learner, or one restored from `state`, on the device of the settings. */
  open(settings: RunSettings, options: { state?: LearnerState; trial?: Trial }): Promise<BackendReport> {
    return this.alone(async () => {
      this.disband();
      this.keeper = null;
      if (this.lost) this.devices.close();
      const inUse = await this.devices.use(settings.backend, options.trial);
      this.take(inUse);
      if (inUse.team !== undefined) this.team = inUse.team;
      const learner = this.team?.learner ?? (await this.gather(settings));
      if (options.state !== undefined) learner.restore(options.state);
      this.settings = settings;
      this.keeper = new StateKeeper(await learner.state(), performance.now());
      return this.report;
    });
  }

  /** Whether the device takes work ahead, so that the next job may be begun before one has ended. */
  get worksAhead(): boolean {
    return this.inUse?.device.batchesTasks ?? false;
  }

  /**
   * Runs a job alone, again where the device is lost meanwhile: so it should only compute, and what it
   * changes outside the learner, the caller does with the result.
   */
  use<Result>(job: Job<Result>): Promise<Result> {
    return this.alone(async () => {
      for (;;) {
        try {
          return await this.run(await this.ready(), job);
        } catch (error) {
          if (!(error instanceof DeviceLost)) throw error;
        }
      }
    });
  }

  /**
   * Begins a job, behind those already begun but without waiting for their end.
   *
   * @throws DeviceLost where the device is lost meanwhile; the job is not done again then
   */
  async begin<Result>(job: Job<Result>): Promise<Result> {
    const { result } = await this.queue.run(async () => {
      const result = this.run(await this.ready(), job);
      const earlier = this.begun;
      this.begun = result.catch(() => {}).then(() => earlier);
      return { result };
    });
    return result;
  }

  /** A learner with other settings that need no new network, in the same state; then calls `changed`. */
  async configure(settings: RunSettings, changed: () => void): Promise<void> {
    await this.use(async (learner) => {
      if (this.settings?.steps !== settings.steps || this.settings.algorithm !== settings.algorithm) {
        const { settings: before } = this;
        const state = await learner.state();
        this.disband();
        try {
          (await this.gather(settings)).restore(state);
        } catch (error) {
          if (before !== null) (await this.gather(before)).restore(state);
          throw error;
        }
      }
      this.settings = settings;
      changed();
    });
  }

  /** The run's state as it stands, outside the device. */
  state(): Promise<LearnerState> {
    return this.use((learner) => learner.state());
  }

  /** Whether it is time to keep another state. */
  get keepingIsDue(): boolean {
    if (this.keeper === null || this.team === null) return false;
    return this.keeper.isDue(this.team.learner.iteration, performance.now());
  }

  /** Keeps the state; `sound`: it is worth going back to after a divergence. */
  async keep(sound: boolean): Promise<void> {
    const state = await this.state();
    this.keeper?.keep(state, sound, performance.now());
  }

  /** Goes back to a kept state from before a divergence; says of which iteration it is, and which state was left. */
  retreat(): Promise<{ keptIteration: number; left: LearnerState }> {
    return this.use(async (learner) => {
      const left = await learner.state();
      const state = this.keeper?.retreat() ?? left;
      learner.restore(state);
      return { keptIteration: state.iteration, left };
    });
  }

  /** Goes to a state that was left. */
  returnTo(state: LearnerState): Promise<void> {
    return this.use(async (learner) => {
      learner.restore(state);
      this.keeper?.keep(state, false, performance.now());
    });
  }

  close(): Promise<void> {
    return this.alone(async () => {
      this.disband();
      this.keeper = null;
      this.devices.close();
    });
  }

  private get report(): BackendReport {
    if (this.inUse === null) throw new Error('No run is open.');
    return { ...this.inUse.report, threads: this.team?.threads ?? 1 };
  }

  /** Runs a job when all others have ended. */
  private alone<Result>(job: () => Promise<Result>): Promise<Result> {
    return this.queue.run(async () => {
      await this.begun;
      return job();
    });
  }

  /** The learner, rebuilt where its device was lost. */
  private async ready(): Promise<MetaLearner> {
    if (this.lost) await this.rebuild();
    if (this.team === null) throw new Error('No run is open.');
    return this.team.learner;
  }

  private async run<Result>(learner: MetaLearner, job: Job<Result>): Promise<Result> {
    const { alarm } = this;
    const result = await Promise.race([job(learner), alarm.rung]);
    // A lost context announces itself in a later task than the garbage it gives.
    await yieldToEvents();
    alarm.check();
    return result;
  }

  private async gather(settings: RunSettings): Promise<MetaLearner> {
    if (this.inUse === null) throw new Error('No run is open.');
    this.team = await assemble(this.engine, settings, this.inUse.device);
    return this.team.learner;
  }

  private disband(): void {
    this.team?.dispose();
    this.team = null;
  }

  private take(inUse: DeviceInUse): void {
    const isNew = this.inUse?.device !== inUse.device;
    this.inUse = inUse;
    this.lost = false;
    if (!isNew) return;
    this.alarm = new Alarm();
    inUse.device.onLost(() => this.deviceLost(inUse));
  }

  private deviceLost({ device }: DeviceInUse): void {
    if (this.keeper === null || this.lost || device !== this.inUse?.device) return;
    this.lost = true;
    this.events.lost(this.keeper.newest.iteration);
    this.alarm.ring();
    // Also where nothing is under way.
    this.use(async () => {}).catch((error) => this.events.failed(error));
  }

  /** The same learner on a new device of the same kind, from the newest state kept. */
  private async rebuild(): Promise<void> {
    const { settings, keeper, report } = this;
    if (settings === null || keeper === null) return;
    this.disband();
    this.devices.close();
    const { device } = await this.devices.use(report.backend);
    this.take({ device, report: { ...report, ...device.report, requested: report.requested } });
    (await this.gather(settings)).restore(keeper.newest);
    this.events.rebuilt(this.report, keeper.newest.iteration);
  }
}
