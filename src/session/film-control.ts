import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Dataset, type Split, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import { type EpisodeBatch, TooFewError } from '#tasks';
import { createEpisodeSource, isOvertaken, messageOf, type StudioService } from '#workers';
import type { Checkpoint } from './checkpoint.ts';
import type { FilmPart, FilmState, FilmTrouble, ShownFilm } from './film-state.ts';
import type { SessionState } from './state.ts';

/** What the filmstrip watches of the run. */
type WatchedRun = Pick<
  StoreApi<Pick<SessionState, 'settings' | 'phase' | 'iteration'>>,
  'getState' | 'subscribe'
>;

export interface FilmDependencies {
  studio: Pick<StudioService, 'film'>;
  /** The run as it stands; it goes on meanwhile. Rejects where there is none. */
  snapshot(): Promise<Checkpoint>;
}

/** Milliseconds from one film of the same episode to the next. */
const PACE = 2000;
/** A film may keep the processor busy for one part in so many: the run needs it more. */
const SHARE = 5;

/** The settings that make another film of the same weights. */
const filmSettings = [
  'network',
  'filters',
  'ways',
  'shots',
  'queries',
  'ink',
  'seed',
  'innerLr',
  'evaluateSteps',
] as const satisfies (keyof RunSettings)[];

/** A data set in use, and which of those that were: another one is another subject. */
interface DataInUse {
  dataset: Dataset;
  split: Split;
  id: number;
}

/** What a film is of, apart from the moment of the run. */
interface Subject {
  key: string;
  number: number;
  data: DataInUse;
}

function keyOf(data: DataInUse, number: number, settings: RunSettings): string {
  return [data.id, number, ...filmSettings.map((key) => settings[key])].join();
}

function troubleOf(error: unknown): FilmTrouble {
  if (error instanceof TooFewError) {
    const { what, needed, found } = error;
    return { kind: 'too-few', what, needed, found };
  }
  return { kind: 'failed', message: messageOf(error) };
}

/**
 * Films adaptation to one meta-test task from the run as it stands, in the studio. While the view is shown and
 * the run goes on, the same task is filmed again and again, one film at a time.
 */
export class FilmControl implements FilmPart {
  readonly store: StoreApi<FilmState> = createStore<FilmState>(() => ({
    film: null,
    working: false,
    held: false,
    trouble: null,
  }));
  private readonly run: WatchedRun;
  private readonly dependencies: FilmDependencies;
  private data: DataInUse | null = null;
  /** The episode that the view shows; null: nobody looks. */
  private wanted: number | null = null;
  private stopListening: () => void = () => {};
  /** The subject of the film shown, and one that is not tried again by itself: it failed, or was given up. */
  private shown = '';
  private declined = '';
  /** The run was opened since the film shown: after as many iterations its weights may be others. */
  private reopened = false;
  private busy = false;
  /** Films begun or given up: the result of an earlier one is not wanted any more. */
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private notBefore = 0;
  /** The task filmed last: the same object in every film of it. */
  private task: { key: string; episode: EpisodeBatch } | null = null;

  constructor(run: WatchedRun, dependencies: FilmDependencies) {
    this.run = run;
    this.dependencies = dependencies;
  }

  takeData(dataset: Dataset): void {
    const split = splitCharacters(dataset.characters);
    this.data = { dataset, split, id: (this.data?.id ?? 0) + 1 };
    this.consider();
  }

  show(episode: number): void {
    if (this.wanted === null) {
      this.stopListening = this.run.subscribe((state, before) => {
        if (before.phase === 'opening' && state.phase !== 'opening') this.reopened = true;
        this.consider();
      });
    } else if (episode !== this.wanted) this.store.setState({ trouble: null });
    this.wanted = episode;
    this.consider();
  }

  leave(): void {
    this.wanted = null;
    this.stopListening();
    clearTimeout(this.timer);
    // Nobody listens to the run from now on.
    this.reopened = true;
  }

  hold(held: boolean): void {
    this.store.setState({ held });
    if (!held) this.declined = '';
    this.consider();
  }

  cancel(): void {
    this.turn++;
    this.declined = this.subject()?.key ?? '';
    this.store.setState({ working: false, held: true });
  }

  retry(): void {
    this.store.setState({ trouble: null });
    this.hold(false);
  }

  /** Begins a film where one is wanted, now or when its time has come. */
  private consider(): void {
    const subject = this.subject();
    if (this.busy || subject === null || !this.wants(subject)) return;
    clearTimeout(this.timer);
    const wait = subject.key === this.shown ? this.notBefore - performance.now() : 0;
    if (wait > 0) this.timer = setTimeout(() => this.consider(), wait);
    else void this.make(subject);
  }

  /** What is to be filmed now; null where nobody looks, or there is no run to film. */
  private subject(): Subject | null {
    const { data, wanted: number } = this;
    const { settings, phase } = this.run.getState();
    if (number === null || data === null || phase === 'opening') return null;
    return { data, number, key: keyOf(data, number, settings) };
  }

  private wants({ key }: Subject): boolean {
    if (key === this.declined) return false;
    if (key !== this.shown) return true;
    const { film, held } = this.store.getState();
    return !held && (this.reopened || film?.iteration !== this.run.getState().iteration);
  }

  private async make(subject: Subject): Promise<void> {
    const turn = ++this.turn;
    const began = performance.now();
    this.busy = true;
    this.reopened = false;
    this.store.setState({ working: true });
    try {
      const { film, key } = await this.film(subject);
      if (turn === this.turn) {
        this.shown = key;
        this.store.setState({ film, trouble: null });
      }
    } catch (error) {
      if (turn === this.turn && !isOvertaken(error)) {
        this.declined = subject.key;
        this.store.setState({ trouble: troubleOf(error) });
      }
    }
    const now = performance.now();
    this.notBefore = Math.max(began + PACE, now + (SHARE - 1) * (now - began));
    this.busy = false;
    if (turn === this.turn) this.store.setState({ working: false });
    this.consider();
  }

  private async film({ number, data }: Subject): Promise<{ film: ShownFilm; key: string }> {
    // A data set too small for the task is told of even where it keeps the run from being opened.
    this.taskOf(number, data, this.run.getState().settings);
    const { settings, state } = await this.dependencies.snapshot();
    const { key, episode } = this.taskOf(number, data, settings);
    const { evaluateSteps: steps, innerLr } = settings;
    const start = { settings, parameters: state.parameters };
    const film = await this.dependencies.studio.film(start, episode, { steps, innerLr });
    return { key, film: { ...film, episode, number, iteration: state.iteration, innerLr } };
  }

  private taskOf(number: number, data: DataInUse, settings: RunSettings) {
    const key = keyOf(data, number, settings);
    if (this.task?.key !== key) {
      const source = createEpisodeSource(data.dataset, data.split, settings);
      // The first one is the task that stands beside the run.
      this.task = { key, episode: source.tasks('preview', number - 1, 1) };
    }
    return this.task;
  }
}
