import type { StoreApi } from 'zustand/vanilla';
import { splitCharacters, summariseSplit } from '#data';
import type { LearnerState, RunSettings } from '#maml';
import type { TrainingEvent, TrainingService } from '#workers';
import { changed, differences } from './changes.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ExamProgress, holdExam, trainedOnNotice } from './final-exam.ts';
import { failedNotice, tooFewNotice } from './notices.ts';
import { matchingPreset, presetSettings } from './presets.ts';
import type { DataInUse, KeptRun, Run } from './run.ts';
import { RunAside, type Standing } from './run-aside.ts';
import { RunEvents, restingPhase } from './run-events.ts';
import { type OpenRequest, RunOpener } from './run-opener.ts';
import { takesHold } from './settings.ts';
import { SettingsSender } from './settings-sender.ts';
import type { FailedPart, Notice, PresetName, SessionState } from './state.ts';
import { type TrainedOn, trainedOn } from './trained-on.ts';

/** The settings that the classes' parts follow from. */
const splitKeys = ['split', 'validationShare', 'ways'] as const;

/** The run as a person steers it: opens it on a data set, starts, pauses, and changes its settings. */
export class RunControl {
  private readonly store: StoreApi<SessionState>;
  private readonly service: TrainingService;
  private readonly events: RunEvents;
  private readonly opener: RunOpener;
  private readonly sender: SettingsSender;
  /** The run that made way for another. */
  readonly aside: RunAside;
  /** Shows a data set as the one in use. */
  private readonly showData: (data: DataInUse) => void;
  private data: DataInUse | null = null;
  /** A run that came before there was a data set, and the settings that it came in place of. */
  private waiting: { state: LearnerState; before: RunSettings } | null = null;
  /** What the run had learnt from when it was opened. */
  private learntFrom: TrainedOn | undefined;
  /** Whether the run is to go on by itself, also once it is open. */
  private going = false;
  /** The final exam that is being held; null: none, or it was ended. */
  private exam: object | null = null;

  constructor(
    store: StoreApi<SessionState>,
    createService: (listener: (event: TrainingEvent) => void) => TrainingService,
    showData: (data: DataInUse) => void,
  ) {
    this.store = store;
    this.showData = showData;
    this.events = new RunEvents(store);
    this.aside = new RunAside(store);
    this.service = createService((event) => this.hear(event));
    this.opener = new RunOpener(this.service, (error) => this.openingEnded(error));
    this.sender = new SettingsSender(this.service, this.opener, {
      latest: () => this.settings,
      taken: (taken, iteration) => this.events.take(taken, iteration),
      failed: (error, inForce) => {
        // What was asked for last has failed, too: the run keeps to the settings that it has.
        this.setSettings(inForce);
        this.fail(error, 'change');
      },
    });
  }

  /**
   * A new run on another data set; one that trains goes on training, on the new set. A set too small for
   * the settings is refused with a notice, except the embedded one where there is no other; false then.
   */
  useData(data: DataInUse): boolean {
    const { waiting } = this;
    const isFirst = this.data === null;
    const fits = this.allows(waiting?.before ?? this.settings, data);
    if (!fits && (!isFirst || data.shown.dataset.source === 'archive')) return false;
    this.putAside();
    this.data = data;
    this.waiting = null;
    if (waiting === null) this.begin(this.settings);
    else if (this.allows(this.settings)) void this.open({ settings: this.settings, state: waiting.state });
    else this.begin(waiting.before);
    return true;
  }

  start(): void {
    this.clearNotice('diverged', 'failed', 'unloaded');
    this.cancelExam();
    this.going = true;
    if (this.opener.isOpening || this.data === null) return;
    if (this.opener.opened) this.attempt('training', async () => this.service.start());
    else this.openAgain();
  }

  keepGoing(): void {
    if (this.store.getState().notice?.kind !== 'diverged' || !this.opener.opened) return;
    this.clearNotice('diverged');
    this.going = true;
    this.events.undoDivergence();
    this.attempt('training', async () => {
      await this.service.keepGoing();
      this.service.start();
    });
  }

  pause(): void {
    this.going = false;
    if (this.opener.opened) this.attempt('training', () => this.service.pause());
  }

  iterateOnce(): void {
    this.clearNotice('diverged', 'failed', 'unloaded');
    this.cancelExam();
    this.going = false;
    if (this.data === null) return;
    if (!this.opener.opened && !this.opener.isOpening) this.openAgain();
    this.attempt('training', () => this.service.iterateOnce());
  }

  /** Opens the run that could not be opened. */
  openAgain(): void {
    void this.open({ settings: this.settings, state: 'standing' });
  }

  reset(): void {
    this.going = false;
    this.putAside();
    this.begin(this.settings);
  }

  /** Settings from the next meta-iteration; what needs a new network asks first, once anything is learnt. */
  change(change: Partial<RunSettings>): void {
    const { settings, iteration, notice } = this.store.getState();
    const asked = notice?.kind === 'new-network' ? notice.change : {};
    const next = changed(settings, change);
    const isAsked = Object.keys(change).some((key) => key in asked);
    if (isAsked || (takesHold(settings, next) === 'new-network' && iteration > 0)) {
      this.ask(changed(settings, { ...asked, ...change }));
    } else this.take(next);
  }

  choosePreset(preset: PresetName): void {
    this.change(presetSettings(preset, this.settings));
  }

  /** The change that needed a new network, now that it may have one; `keepsOld`: the run can be brought back. */
  renew(change: Partial<RunSettings>, keepsOld = false): void {
    const next = changed(this.settings, change);
    if (!this.allows(next)) return;
    if (keepsOld) this.putAside();
    this.begin(next);
  }

  /**
   * The run as it stands; it goes on meanwhile.
   *
   * @throws Error where there is none
   */
  async snapshot(): Promise<Checkpoint> {
    await this.rest();
    if (!this.opener.opened) throw new Error('There is no run yet.');
    const { settings, data, learntFrom } = this;
    const state = await this.service.state();
    if (data === null || state.iteration === 0) return { settings, state };
    return { settings, state, trainedOn: trainedOn(data.shown.dataset.characters, settings, learntFrom) };
  }

  /**
   * A run from elsewhere becomes the run, on the data set in use, whole or not at all; it waits for Start.
   *
   * @param file where it comes from, for the notice of one that is refused
   */
  openRun(run: Run, file?: string): void {
    if (!this.allows(run.settings, this.data, file)) return;
    this.going = false;
    this.clearNotice('diverged', 'failed', 'unloaded', 'new-network', 'rebuilding');
    const { settings, state } = run;
    if (this.data === null) this.waiting = { state, before: this.waiting?.before ?? this.settings };
    this.putAside();
    this.learntFrom = run.trainedOn;
    this.events.resume(run, { preview: null, curve: null });
    const notice =
      this.data && file !== undefined ? trainedOnNotice(run, this.data.shown.dataset.characters, file) : null;
    if (notice !== null) this.store.setState({ notice });
    void this.open({ settings, state });
  }

  /**
   * The run as it stands, before any change made after this call; it goes on meanwhile. Null where there is
   * none, or where it has learnt nothing yet.
   */
  async keep(): Promise<KeptRun | null> {
    const standing = this.standing();
    if (standing === null) return null;
    const { numbers } = this.events;
    const kept = { ...standing, history: numbers.history(), seconds: numbers.seconds() };
    await this.opener.idle();
    return { ...kept, state: await this.service.state() };
  }

  /** Goes on from a kept run, on its data set; the run that stood in its place is given up. */
  async giveBack(kept: KeptRun, start: boolean): Promise<void> {
    this.clearNotice('diverged', 'failed', 'unloaded', 'new-network', 'rebuilding');
    this.going = start;
    if (kept.data.shown.dataset !== this.data?.shown.dataset) {
      this.data = kept.data;
      this.showData(kept.data);
    }
    this.learntFrom = kept.trainedOn;
    this.events.resume(kept, kept.shown);
    await this.open({ settings: kept.settings, state: kept.state });
  }

  /** The run that made way comes back, and waits for Start; the one in its place makes way for it. */
  bringBack(): void {
    const kept = this.aside.take();
    if (kept === null) return;
    this.putAside();
    void this.giveBack(kept, false);
  }

  /** The final exam of the run as it stands; one that goes waits meanwhile, and goes on after it. */
  takeExam(): void {
    const { data, learntFrom } = this;
    if (!this.opener.opened || data === null || this.store.getState().examining !== null) return;
    const { numbers } = this.events;
    const exam = {};
    this.exam = exam;
    this.store.setState({ examining: { done: 0, total: 0 } });
    const goesOn = (examining: ExamProgress) => {
      if (this.exam !== exam || this.events.numbers !== numbers) return false;
      this.store.setState({ examining });
      return true;
    };
    this.attempt('exam', async () => {
      const { characters } = data.shown.dataset;
      const notice = await holdExam(this.service, this.settings, characters, learntFrom, goesOn);
      // The run may have made way for another meanwhile.
      if (this.events.numbers !== numbers) return;
      if (notice?.kind === 'exam') this.events.hear({ type: 'evaluation', evaluation: notice.evaluation });
      if (notice !== null) this.store.setState({ notice });
      if (this.going) this.service.start();
    }).finally(() => {
      if (this.exam === exam) this.cancelExam();
    });
  }

  /** The exam ends without a result; the run goes on where it went. A run that learns is no longer the one examined. */
  cancelExam(): void {
    this.exam = null;
    this.store.setState({ examining: null });
  }

  /** Where a meta-iteration's time goes. */
  takeProfile(): void {
    if (!this.opener.opened || this.store.getState().profiling) return;
    this.store.setState({ profiling: true });
    this.attempt('profile', async () =>
      this.store.setState({ profile: await this.service.profile() }),
    ).finally(() => this.store.setState({ profiling: false }));
  }

  /** Measures the backends anew; the run then goes on where it was. */
  measureBackends(): void {
    if (this.opener.opened) void this.moveTo(this.settings, 'anew');
  }

  private get settings(): RunSettings {
    return this.store.getState().settings;
  }

  private hear(event: TrainingEvent): void {
    const { type } = event;
    // What a run still says while another is being opened is no longer of interest to the page.
    if (this.opener.isOpening && type !== 'backend' && type !== 'measuring') this.aside.hear(event);
    else this.events.hear(event);
    if (this.opener.isOpening) return;
    if (type === 'diverged' || type === 'finished' || type === 'failed') this.going = false;
  }

  private setSettings(settings: RunSettings): void {
    const { dataset } = this.store.getState();
    const isSplitAnew = splitKeys.some((key) => settings[key] !== this.settings[key]);
    this.store.setState({ settings, preset: matchingPreset(settings), profile: null });
    if (this.data === null || dataset === null || !isSplitAnew) return;
    const split = summariseSplit(splitCharacters(this.data.shown.dataset.characters, settings));
    this.store.setState({ dataset: { ...dataset, split } });
  }

  private clearNotice(...kinds: Notice['kind'][]): void {
    const { notice } = this.store.getState();
    if (notice !== null && kinds.includes(notice.kind)) this.store.setState({ notice: null });
  }

  /** Whether the data set is large enough; says so where it is not. */
  private allows(settings: RunSettings, data = this.data, file?: string): boolean {
    const notice = data && tooFewNotice(data.shown.dataset, settings);
    if (notice !== null) this.store.setState({ notice: { ...notice, file } });
    return notice === null;
  }

  /** A new network is asked for; the run goes on with the old one meanwhile. */
  private ask(next: RunSettings): void {
    if (takesHold(this.settings, next) !== 'new-network') {
      this.clearNotice('new-network');
      this.take(next);
    } else if (this.allows(next)) {
      this.store.setState({ notice: { kind: 'new-network', change: differences(this.settings, next) } });
    }
  }

  /** Settings that may be taken up without asking. */
  private take(next: RunSettings): void {
    const hold = takesHold(this.settings, next);
    if (hold === null || !this.allows(next)) return;
    if (hold === 'new-network') this.begin(next);
    else if (!this.opener.opened) void this.open({ settings: next, state: 'standing' });
    else if (hold === 'new-backend') void this.moveTo(next);
    else {
      const before = this.settings;
      this.setSettings(next);
      this.sender.send(before);
    }
  }

  /** A run that has learnt something, apart from its weights and numbers; null where there is none. */
  private standing(): Standing | null {
    const { data, going: wasTraining } = this;
    const { settings, iteration, preview, curve } = this.store.getState();
    if (!this.opener.opened || iteration === 0 || data === null) return null;
    return { settings, data, trainedOn: this.learntFrom, shown: { preview, curve }, wasTraining };
  }

  /** Keeps the run that stands there, in place of one kept before, for when another has taken its place. */
  private putAside(): void {
    const standing = this.standing();
    if (standing === null || this.opener.isOpening) return;
    this.aside.keep(standing, this.events.numbers, this.opener);
  }

  /** A new run from the random start. */
  private begin(settings: RunSettings): void {
    this.waiting = null;
    this.learntFrom = undefined;
    this.clearNotice('diverged', 'failed', 'unloaded', 'new-network', 'rebuilding');
    this.events.begin(settings);
    void this.open({ settings });
  }

  private async open(request: Pick<OpenRequest, 'settings' | 'state' | 'trial'>): Promise<void> {
    const { settings, state } = request;
    this.setSettings(settings);
    if (this.data === null) return;
    if (!this.allows(settings)) {
      this.store.setState({ phase: 'empty' });
      return;
    }
    if (state !== undefined) this.events.take(settings, this.store.getState().iteration);
    this.store.setState({ phase: 'opening', rate: null });
    await this.opener.open({ ...request, data: this.data.shown.dataset });
  }

  private openingEnded(error: unknown): void {
    this.store.setState({ phase: restingPhase(this.store.getState().iteration), measuring: null });
    if (error !== null) {
      this.going = false;
      this.fail(error, 'opening');
    } else if (this.going) this.service.start();
  }

  /** The same run on another backend, or on the one that a new trial finds. */
  private async moveTo(settings: RunSettings, trial?: OpenRequest['trial']): Promise<void> {
    this.setSettings(settings);
    // Its last numbers are to be heard before it is opened anew.
    if (!this.opener.isOpening) await this.attempt('change', () => this.service.pause());
    // A run that is being opened meanwhile is opened with the settings of its own asking.
    await this.open({ settings: this.settings, state: 'standing', trial });
  }

  /** Does something with the run, once it is open and has its latest settings; nothing where another follows. */
  private async attempt(what: FailedPart, action: () => Promise<void>): Promise<void> {
    const { numbers } = this.events;
    try {
      await this.rest();
      if (this.opener.opened && this.events.numbers === numbers) await action();
    } catch (error) {
      this.fail(error, what);
    }
  }

  private fail(error: unknown, what: FailedPart): void {
    this.store.setState({ notice: failedNotice(error, what) });
  }

  /** Settles when nothing is being opened and the latest settings are taken up. */
  private async rest(): Promise<void> {
    do await Promise.all([this.opener.idle(), this.sender.sent]);
    while (this.opener.isOpening);
  }
}
