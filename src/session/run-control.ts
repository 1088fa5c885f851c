import type { StoreApi } from 'zustand/vanilla';
import { type Dataset, type Split, splitCharacters } from '#data';
import type { LearnerState, RunSettings } from '#maml';
import type { TrainingEvent, TrainingService, TrialMode } from '#workers';
import { differences } from './changes.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { SavedRun } from './exports/run-archive.ts';
import { createRecorder } from './history.ts';
import { failedNotice, tooFewNotice } from './notices.ts';
import { matchingPreset, presetSettings } from './presets.ts';
import { type HeldNumbers, RunEvents, restingPhase } from './run-events.ts';
import { parseSetting, settingKeys, takesHold } from './settings.ts';
import { isGoing, type Notice, type PresetName, type SessionState } from './state.ts';

interface OpenRequest {
  settings: RunSettings;
  /** Where to go on; absent: a new run, whose numbers begin anew. */
  state?: LearnerState;
  /** Whether to train at once. */
  start: boolean;
  /** Absent: `remembered`. */
  trial?: TrialMode;
}

/** A run as it stood at a moment, to come back to. */
export interface KeptRun {
  settings: RunSettings;
  state: LearnerState;
  numbers: HeldNumbers;
  wasTraining: boolean;
}

/** The run as a person steers it: opens it on a data set, starts, pauses, and changes its settings. */
export class RunControl {
  private readonly store: StoreApi<SessionState>;
  private readonly service: TrainingService;
  private readonly events: RunEvents;
  private data: { dataset: Dataset; split: Split } | null = null;
  /** What was to be opened before there was a data set. */
  private waiting: OpenRequest | null = null;
  /** Start was pressed before there was a run to start. */
  private startWanted = false;
  private openings = 0;
  private opened = false;
  /** Settles when the run asked for last is open. */
  private ready: Promise<void> = Promise.resolve();
  /** Settles when the latest settings are taken up. */
  private applied: Promise<void> = Promise.resolve();
  private applying = false;
  private applyAgain = false;

  constructor(
    store: StoreApi<SessionState>,
    createService: (listener: (event: TrainingEvent) => void) => TrainingService,
  ) {
    this.store = store;
    this.events = new RunEvents(store);
    this.service = createService((event) => this.hear(event));
  }

  /**
   * A new run on another data set; one that trains goes on training, on the new set. A set too small for
   * the settings is refused with a notice, except the embedded one where there is no other; false then.
   */
  useData(dataset: Dataset): boolean {
    const split = splitCharacters(dataset.characters);
    const refused = tooFewNotice(dataset, split, this.settings);
    if (refused !== null && (this.data !== null || dataset.source === 'archive')) {
      this.store.setState({ notice: refused });
      return false;
    }
    this.data = { dataset, split };
    const { waiting, settings } = this;
    this.waiting = null;
    void this.open({ settings, ...waiting, start: this.startWanted || this.trains() });
    return true;
  }

  start(): void {
    this.clearNotice('diverged', 'failed');
    if (this.openings > 0 || this.data === null) this.startWanted = true;
    else if (this.opened) this.attempt(async () => this.service.start());
    else void this.open({ settings: this.settings, start: true });
  }

  pause(): void {
    this.startWanted = false;
    if (this.opened) this.attempt(() => this.service.pause());
  }

  iterateOnce(): void {
    this.clearNotice('diverged', 'failed');
    this.attempt(() => this.service.iterateOnce());
  }

  reset(): void {
    this.startWanted = false;
    this.clearNotice('diverged', 'failed', 'rebuilding');
    void this.open({ settings: this.settings, start: false });
  }

  /** Settings from the next meta-iteration; what needs a new network asks first, once anything is learnt. */
  change(change: Partial<RunSettings>): void {
    const { settings, iteration } = this.store.getState();
    const next = changed(settings, change);
    const hold = takesHold(settings, next);
    if (hold === null || !this.allows(next)) return;
    if (hold === 'new-network' && iteration > 0) {
      this.store.setState({ notice: { kind: 'new-network', change: differences(settings, next) } });
    } else if (hold === 'new-network' || !this.opened) {
      void this.open({ settings: next, start: this.startWanted || this.trains() });
    } else if (hold === 'new-backend') {
      void this.moveTo(next);
    } else {
      this.setSettings(next);
      this.apply();
    }
  }

  choosePreset(preset: PresetName): void {
    this.change(presetSettings(preset, this.settings));
  }

  /** The change that needed a new network, now that it may have one. */
  renew(change: Partial<RunSettings>): void {
    const next = changed(this.settings, change);
    if (this.allows(next)) void this.open({ settings: next, start: this.trains() });
  }

  /**
   * The run as it stands; it goes on meanwhile.
   *
   * @throws Error where there is none
   */
  async snapshot(): Promise<Checkpoint> {
    await Promise.all([this.ready, this.applied]);
    if (!this.opened) throw new Error('There is no run yet.');
    const { settings } = this;
    return { settings, state: await this.service.state() };
  }

  /** A checkpoint becomes the run, on the data set in use; it waits for Start. */
  openCheckpoint({ settings, state }: Checkpoint): void {
    this.startWanted = false;
    this.clearNotice('diverged', 'failed', 'new-network', 'rebuilding');
    const taken = { ...goingOn(settings, state), backend: this.settings.backend };
    this.events.clear(taken);
    this.store.setState({ iteration: state.iteration });
    void this.open({ settings: taken, state, start: false });
  }

  /** A run out of its file becomes the run, with its numbers, on the data set in use; it waits for Start. */
  openSaved({ settings, state, seconds, history }: SavedRun): void {
    this.startWanted = false;
    const numbers = {
      recorder: createRecorder(settings, history),
      shown: { elapsed: seconds, preview: null, curve: null },
    };
    void this.giveBack({ settings, state, numbers, wasTraining: false }, false);
  }

  /**
   * The run as it stands, before any change made after this call; it goes on meanwhile. Null where there is
   * none, or where it has learnt nothing yet.
   */
  async keep(): Promise<KeptRun | null> {
    if (!this.opened || this.store.getState().iteration === 0) return null;
    const kept = { settings: this.settings, numbers: this.events.hold(), wasTraining: this.trains() };
    await this.ready;
    return { ...kept, state: await this.service.state() };
  }

  /** Goes on from a kept run, on the data set in use; the run that stood in its place is given up. */
  async giveBack({ settings, state, numbers }: KeptRun, start: boolean): Promise<void> {
    this.clearNotice('diverged', 'failed', 'new-network');
    this.events.resume(numbers, state.iteration);
    await this.open({ settings, state, start });
  }

  /** Where a meta-iteration's time goes. */
  takeProfile(): void {
    if (!this.opened || this.store.getState().profiling) return;
    this.store.setState({ profiling: true });
    this.attempt(async () => this.store.setState({ profile: await this.service.profile() })).finally(() =>
      this.store.setState({ profiling: false }),
    );
  }

  /** Measures the backends anew; the run then goes on where it was. */
  measureBackends(): void {
    if (this.opened && this.openings === 0) void this.moveTo(this.settings, 'anew');
  }

  private get settings(): RunSettings {
    return this.store.getState().settings;
  }

  private trains(): boolean {
    return isGoing(this.store.getState().phase);
  }

  private hear(event: TrainingEvent): void {
    // What a run still says while another is being opened is no longer of interest.
    const isOfOpening = event.type === 'backend' || event.type === 'measuring';
    if (this.openings === 0 || isOfOpening) this.events.hear(event);
  }

  private setSettings(settings: RunSettings): void {
    this.store.setState({ settings, preset: matchingPreset(settings), profile: null });
  }

  private clearNotice(...kinds: Notice['kind'][]): void {
    const { notice } = this.store.getState();
    if (notice !== null && kinds.includes(notice.kind)) this.store.setState({ notice: null });
  }

  /** Whether the data set is large enough; says so where it is not. */
  private allows(settings: RunSettings): boolean {
    if (this.data === null) return true;
    const notice = tooFewNotice(this.data.dataset, this.data.split, settings);
    if (notice !== null) this.store.setState({ notice });
    return notice === null;
  }

  private open(request: OpenRequest): Promise<void> {
    this.setSettings(request.settings);
    this.startWanted = request.start;
    if (this.data === null) {
      this.waiting = request;
      return Promise.resolve();
    }
    if (request.state === undefined) this.events.clear(request.settings);
    else this.events.take(request.settings, request.state.iteration);
    if (!this.allows(request.settings)) {
      this.store.setState({ phase: 'empty' });
      return Promise.resolve();
    }
    const { dataset: data, split } = this.data;
    const { settings, state, trial = 'remembered' } = request;
    this.openings++;
    this.store.setState({ phase: 'opening', rate: null });
    this.ready = this.service.open({ settings, data, split, state, previews: true, trial }).then(
      () => this.openingEnded(true),
      (error) => {
        this.openingEnded(false);
        this.store.setState({ notice: failedNotice(error) });
      },
    );
    return this.ready;
  }

  private openingEnded(opened: boolean): void {
    this.openings--;
    if (this.openings > 0) return;
    this.opened = opened;
    this.store.setState({ phase: restingPhase(this.store.getState().iteration), measuring: null });
    if (this.startWanted && opened) this.service.start();
    this.startWanted = false;
  }

  /** The same run on another backend, or on the one that a new trial finds. */
  private async moveTo(settings: RunSettings, trial?: TrialMode): Promise<void> {
    const start = this.trains();
    this.setSettings(settings);
    try {
      await this.service.pause();
      const state = await this.service.state();
      await this.open({ settings: this.settings, state, start, trial });
    } catch (error) {
      this.store.setState({ notice: failedNotice(error) });
    }
  }

  /** Sends the settings, those of the latest change where changes come faster than they are taken up. */
  private apply(): void {
    this.applyAgain = true;
    if (!this.applying) this.applied = this.applyLatest();
  }

  private async applyLatest(): Promise<void> {
    this.applying = true;
    try {
      while (this.applyAgain) {
        this.applyAgain = false;
        await this.ready;
        const { settings } = this;
        const iteration = await this.service.apply(settings);
        // A run that is being opened has its settings from the beginning.
        if (this.openings === 0) this.events.take(settings, iteration);
      }
    } catch (error) {
      this.store.setState({ notice: failedNotice(error) });
    } finally {
      this.applying = false;
    }
  }

  /** Does something with the open run, whose settings are the latest. */
  private attempt(action: () => Promise<void>): Promise<void> {
    return Promise.all([this.ready, this.applied])
      .then(action)
      .catch((error) => this.store.setState({ notice: failedNotice(error) }));
  }
}

/**
 * The settings to go on with. A cosine schedule that has come to its end would train no further: a tenth of its
 * rate, kept constant, is about where it last learnt well.
 */
function goingOn(settings: RunSettings, { iteration }: LearnerState): RunSettings {
  if (settings.outerSchedule !== 'cosine' || iteration < settings.iterations) return settings;
  return { ...settings, outerSchedule: 'constant', outerLr: settings.outerLr / 10 };
}

/** Settings with a change; values out of range are left out, and meta-test steps follow the inner loop's. */
function changed(settings: RunSettings, change: Partial<RunSettings>): RunSettings {
  const valid = settingKeys.filter(
    (key) => change[key] !== undefined && parseSetting(key, change[key]) !== undefined,
  );
  const next: RunSettings = { ...settings, ...Object.fromEntries(valid.map((key) => [key, change[key]])) };
  const follows = settings.evaluateSteps === settings.steps && change.evaluateSteps === undefined;
  return follows ? { ...next, evaluateSteps: next.steps } : next;
}
