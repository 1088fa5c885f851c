import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import type { DrawState } from '../draw-state.ts';
import { failedNotice } from '../notices.ts';
import type { KeptRun } from '../run.ts';
import type { RunControl } from '../run-control.ts';
import { takesHold } from '../settings.ts';
import { isGoing, type SessionState } from '../state.ts';
import { requiredChange } from './fit.ts';
import type { Foreseen, Lesson, LessonActions, LessonState } from './lesson-state.ts';
import { predictionOf } from './predictions.ts';
import type { ProgressStore } from './progress.ts';
import { type LessonStep, type LessonStepId, lessonSteps } from './steps.ts';
import { beginTrail, goOn, goOnDrawing, type Trail } from './trail.ts';

/** The person's own run; `kept` is null where it has learnt nothing yet. */
interface OwnRun {
  settings: RunSettings;
  kept: KeptRun | null;
}

/** What the lesson needs of the run. */
type Run = Pick<RunControl, 'keep' | 'giveBack' | 'change' | 'renew'>;

/** The lesson: which step, what has happened since it began, and what it owes the person. */
export class LessonControl implements Lesson {
  readonly store: StoreApi<LessonState>;
  readonly actions: LessonActions;
  private readonly session: StoreApi<SessionState>;
  private readonly run: Run;
  private readonly drawing: StoreApi<DrawState>;
  private readonly progress: ProgressStore;
  private trail: Trail;
  /** The network that the step spoils, as it was before. */
  private borrowed: Promise<KeptRun | null> | null = null;
  /** The person's own run, from the first change that the lesson makes to it. */
  private own: Promise<OwnRun> | null = null;
  /** The iteration of the run when the lesson was entered. */
  private entered = 0;
  private unsubscribe: (() => void) | null = null;
  /** What is being put aside or given back; one after the other. */
  private moving: Promise<void> = Promise.resolve();
  private moves = 0;

  constructor(
    session: StoreApi<SessionState>,
    run: Run,
    drawing: StoreApi<DrawState>,
    progress: ProgressStore,
  ) {
    this.session = session;
    this.run = run;
    this.drawing = drawing;
    this.progress = progress;
    this.trail = beginTrail(session.getState());
    const { step, done } = progress.read();
    const watched = lessonSteps[step].watch(session.getState(), this.trail);
    this.store = createStore<LessonState>(() => ({
      step,
      done,
      began: this.trail.began.iteration,
      lacks: null,
      required: {},
      ...watched,
      predicted: {},
      givesBack: null,
      ownRun: null,
    }));
    this.actions = {
      enter: (at) => this.enter(at),
      leave: () => this.leave(),
      goTo: (at) => this.goTo(at),
      change: (change) => this.changeInTurn(change),
      prepare: () => this.move(() => this.prepare()),
      startAfresh: () => this.move(() => this.begin(this.session.getState().settings)),
      predict: (choice) => this.foresee({ said: choice }),
      light: (part) => this.see({ lit: [...new Set([...this.trail.lit, part])] }),
      singleOut: (at) => this.see({ singledOut: [...new Set([...this.trail.singledOut, at])] }),
    };
  }

  /** The settings without what the step has freed: those that the address is to keep. */
  lasting(settings: RunSettings): RunSettings {
    return this.unsubscribe === null ? settings : { ...settings, ...this.freedBefore() };
  }

  private get step(): LessonStep {
    return lessonSteps[this.store.getState().step];
  }

  private enter(at: number | null): void {
    if (this.unsubscribe !== null) return;
    const unsubscribeRun = this.session.subscribe((state, before) => {
      this.trail = goOn(this.trail, state, before);
      this.look();
    });
    const unsubscribeDrawing = this.drawing.subscribe((state, before) =>
      this.see(goOnDrawing(this.trail, state, before)),
    );
    this.unsubscribe = () => {
      unsubscribeRun();
      unsubscribeDrawing();
    };
    this.entered = this.session.getState().iteration;
    this.show(at ?? this.store.getState().step);
  }

  private leave(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    const freed = this.freedBefore();
    this.move(async () => {
      await this.returnBorrowed();
      this.run.change(freed);
      await this.returnOwn();
      // The lesson may have been entered again meanwhile.
      if (this.unsubscribe !== null) this.beginStep();
    });
  }

  private goTo(to: number): void {
    const at = within(to);
    if (at === this.store.getState().step) return;
    const freed = this.freedBefore();
    this.show(at, freed);
    this.move(async () => {
      await this.returnBorrowed();
      this.run.change(freed);
      this.beginStep();
    });
  }

  /** @param freed settings that are about to be put back */
  private show(at: number, freed: Partial<RunSettings> = {}): void {
    const step = within(at);
    this.store.setState({ step });
    this.progress.write({ step, done: this.store.getState().done });
    this.beginStep(freed);
  }

  private beginStep(freed: Partial<RunSettings> = {}): void {
    const state = this.session.getState();
    const drawing = this.drawing.getState();
    const trail = beginTrail({ ...state, settings: { ...state.settings, ...freed } }, this.trail.speeds);
    this.trail = goOnDrawing(trail, drawing, drawing);
    this.store.setState({ began: this.trail.began.iteration });
    this.look();
  }

  private see(seen: Partial<Trail>): void {
    this.trail = { ...this.trail, ...seen };
    this.look();
  }

  /** Looks at how far the step is. */
  private look(): void {
    const state = this.session.getState();
    const { step, trail } = this;
    const watched = step.watch(state, trail);
    const lacksTraining = step.trained && !trail.learnt;
    const required = requiredChange(state.settings, step, lacksTraining);
    const isMisfit = Object.keys(required).length > 0;
    const lacks = isMisfit ? 'settings' : lacksTraining ? 'training' : null;
    this.store.setState({ ...watched, lacks, required });
    if (lacks !== null) return;
    const came = predictionOf(step.id)?.came(watched.figures) ?? null;
    if (came !== null && this.foreseen.came === null) this.foresee({ came });
    if (watched.waitsFor === null && !this.store.getState().done.includes(step.id)) this.tickOff(step.id);
  }

  private get foreseen(): Foreseen {
    return this.store.getState().predicted[this.step.id] ?? { said: null, came: null };
  }

  private foresee(part: Partial<Foreseen>): void {
    const { predicted } = this.store.getState();
    this.store.setState({ predicted: { ...predicted, [this.step.id]: { ...this.foreseen, ...part } } });
  }

  private tickOff(id: LessonStepId): void {
    const done = [...this.store.getState().done, id];
    this.store.setState({ done });
    this.progress.write({ step: this.store.getState().step, done });
  }

  /** A change waits for what is being given back, which would undo it. */
  private changeInTurn(change: Partial<RunSettings>): void {
    if (this.moves === 0) this.change(change);
    else this.move(async () => this.change(change));
  }

  private change(change: Partial<RunSettings>): void {
    if (this.entered > 0) void this.putAside();
    if (this.step.givesBack && this.borrowed === null) {
      this.borrowed = this.run.keep();
      const { iteration } = this.session.getState();
      this.store.setState({ givesBack: iteration > 0 ? iteration : null });
    }
    this.run.change(change);
  }

  private async prepare(): Promise<void> {
    const { settings, iteration } = this.session.getState();
    const next = { ...settings, ...this.store.getState().required };
    if (takesHold(settings, next) === 'new-network' && iteration > 0) return this.begin(next);
    await this.putAside();
    this.run.change(next);
    this.beginStep();
  }

  /** Puts the person's run aside, unless it is already. */
  private async putAside(): Promise<void> {
    if (this.own === null) {
      const { settings, iteration } = this.session.getState();
      this.own = this.run.keep().then((kept) => ({ settings, kept }));
      this.store.setState({ ownRun: iteration });
    }
    await this.own;
  }

  /** A new network; the person's run is put aside. */
  private async begin(settings: RunSettings): Promise<void> {
    await this.putAside();
    this.run.renew(settings);
    this.beginStep();
  }

  /** Gives the network back that the step was allowed to spoil. */
  private async returnBorrowed(): Promise<void> {
    const borrowed = await this.borrowed;
    this.borrowed = null;
    this.store.setState({ givesBack: null });
    const { phase } = this.session.getState();
    if (borrowed !== null) await this.run.giveBack(borrowed, phase === 'diverged' || isGoing(phase));
  }

  private async returnOwn(): Promise<void> {
    const own = await this.own;
    this.own = null;
    this.store.setState({ ownRun: null });
    if (own === null) return;
    if (own.kept !== null) await this.run.giveBack(own.kept, own.kept.wasTraining);
    else this.run.renew(own.settings);
  }

  /** What the step has freed, as it was when the step began. */
  private freedBefore(): Partial<RunSettings> {
    const { settings } = this.trail.began;
    return Object.fromEntries(this.step.frees.map((key) => [key, settings[key]]));
  }

  private move(what: () => Promise<void>): void {
    this.moves++;
    this.moving = this.moving
      .then(what)
      .catch((error) => this.session.setState({ notice: failedNotice(error, 'change') }))
      .finally(() => {
        this.moves--;
      });
  }
}

/** The step of this index, or the nearest one. */
function within(step: number): number {
  return Math.min(Math.max(0, step), lessonSteps.length - 1);
}
