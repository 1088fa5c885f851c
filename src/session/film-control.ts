import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dataset } from '#data';
import type { RunSettings } from '#maml';
import { shortageOf, TooFewError } from '#tasks';
import { isOvertaken, messageOf, type StudioService, type StudioStart } from '#workers';
import type { Checkpoint } from './checkpoint.ts';
import type { FilmPart, FilmState, FilmTrouble, ShownFilm } from './film-state.ts';
import { type DataInUse, FilmTasks, placeOf, type TaskPlace } from './film-tasks.ts';
import { tooFewNotice } from './notices.ts';
import { type ShippedName, type ShippedSource, shippedFor } from './shipped.ts';
import type { SessionState } from './state.ts';

/** What the filmstrip watches of the run. */
type WatchedRun = Pick<
  StoreApi<Pick<SessionState, 'settings' | 'phase' | 'iteration' | 'preview'>>,
  'getState' | 'subscribe'
>;

export interface FilmDependencies {
  studio: Pick<StudioService, 'film'>;
  shipped: Pick<ShippedSource, 'network'>;
  /** The run as it stands; it goes on meanwhile. Rejects where there is none. */
  snapshot(): Promise<Checkpoint>;
  /** Whether a network that comes with the page stands in for an untrained run from the beginning. */
  standIn: boolean;
}

/** Milliseconds from one film of the same episode to the next. */
const PACE = 2000;
/** A film may keep the processor busy for one part in so many: the run needs it more. */
const SHARE = 5;

/** The settings that make another film of the same weights. */
const filmSettings = [
  'algorithm',
  'network',
  'filters',
  'ways',
  'shots',
  'queries',
  'ink',
  'seed',
  'split',
  'validationShare',
  'tasksWithin',
  'innerLr',
  'evaluateSteps',
  'evaluateRotations',
] as const satisfies (keyof RunSettings)[];

/** What a film is of, apart from the moment of the run. */
interface Subject {
  key: string;
  number: number;
  place: TaskPlace;
  data: DataInUse;
  /** The network that stands in for the run; null: none does. */
  shipped: ShippedName | null;
}

/** Where a film sets out from. */
interface FilmStart {
  /** Those of the tasks and of the number of steps. */
  settings: RunSettings;
  start: StudioStart;
  iteration: number;
  innerLr: number;
}

function keyOf(
  data: DataInUse,
  { purpose, index }: TaskPlace,
  shipped: ShippedName | null,
  settings: RunSettings,
): string {
  return [data.id, purpose, index, shipped, ...filmSettings.map((key) => settings[key])].join();
}

function troubleOf(error: unknown): FilmTrouble {
  if (error instanceof TooFewError) {
    return { kind: 'too-few', ...shortageOf(error) };
  }
  return { kind: 'failed', message: messageOf(error) };
}

/**
 * Films adaptation to one meta-test task from the run as it stands, in the studio. While the view is shown and
 * the run goes on, the same task is filmed again and again, one film at a time.
 */
export class FilmControl implements FilmPart {
  readonly store: StoreApi<FilmState>;
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
  private readonly tasks = new FilmTasks();

  constructor(run: WatchedRun, dependencies: FilmDependencies) {
    this.run = run;
    this.dependencies = dependencies;
    const { standIn } = dependencies;
    this.store = createStore(() => ({ film: null, working: false, held: false, standIn, trouble: null }));
  }

  takeData(dataset: Dataset): void {
    this.data = { dataset, id: (this.data?.id ?? 0) + 1 };
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

  setStandIn(standIn: boolean): void {
    this.store.setState({ standIn, trouble: null });
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
    if (subject === null) this.tellIfTooSmall();
    if (this.busy || subject === null || !this.wants(subject)) return;
    clearTimeout(this.timer);
    const wait = subject.key === this.shown ? this.notBefore - performance.now() : 0;
    if (wait > 0) this.timer = setTimeout(() => this.consider(), wait);
    else void this.make(subject);
  }

  /** What is to be filmed now; null where nobody looks, or there is no run, or no task yet, to film. */
  private subject(): Subject | null {
    const { data, wanted: number } = this;
    const { settings, phase, preview } = this.run.getState();
    if (number === null || data === null || phase === 'opening') return null;
    const place = placeOf(number, preview, settings);
    if (place === null) return null;
    const shipped = this.standIn();
    return { data, number, place, shipped, key: keyOf(data, place, shipped, settings) };
  }

  /** The network that stands in for the run. One that is held stays when the run begins to learn. */
  private standIn(): ShippedName | null {
    const { standIn, held, film } = this.store.getState();
    const { iteration, settings } = this.run.getState();
    const stays = iteration === 0 || (held && film !== null && film.shipped !== null);
    return standIn && stays ? shippedFor(settings.ways) : null;
  }

  /** A data set too small for the task is told of even where it keeps the run from being opened. */
  private tellIfTooSmall(): void {
    const { data, wanted } = this;
    const { settings, phase } = this.run.getState();
    if (wanted === null || data === null || phase === 'opening' || this.store.getState().trouble) return;
    const trouble = tooFewNotice(data.dataset, settings);
    if (trouble !== null) this.store.setState({ trouble });
  }

  private wants({ key, shipped }: Subject): boolean {
    if (key === this.declined) return false;
    if (key !== this.shown) return true;
    const { film, held } = this.store.getState();
    // A network that came with the page stays as it is.
    if (held || shipped !== null) return false;
    return this.reopened || film?.iteration !== this.run.getState().iteration;
  }

  private async make(subject: Subject): Promise<void> {
    const turn = ++this.turn;
    const began = performance.now();
    this.busy = true;
    this.reopened = false;
    this.store.setState({ working: true });
    try {
      const made = await this.film(subject);
      if (made !== null && turn === this.turn) {
        this.shown = made.key;
        this.store.setState({ film: made.film, trouble: null });
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

  /** Null where the settings have changed meanwhile, and no task is known yet that goes with them. */
  private async film(subject: Subject): Promise<{ film: ShownFilm; key: string } | null> {
    const { number, data, shipped } = subject;
    // Where the data set is too small for it, that is told even if no run could be opened.
    this.tasks.take(data, subject.place, this.run.getState().settings);
    const { settings, start, iteration, innerLr } = await this.startFrom(shipped);
    const place = placeOf(number, this.run.getState().preview, settings);
    if (place === null) return null;
    const { episode, split } = this.tasks.take(data, place, settings);
    const inner = { steps: settings.evaluateSteps, innerLr };
    const film = await this.dependencies.studio.film(start, episode, inner);
    return {
      key: keyOf(data, place, shipped, settings),
      film: { ...film, episode, split, number, shipped, iteration, innerLr },
    };
  }

  /** The network that stands in is adapted with the rate that it was trained with. */
  private async startFrom(shipped: ShippedName | null): Promise<FilmStart> {
    const network =
      shipped === null
        ? await this.dependencies.snapshot()
        : await this.dependencies.shipped.network(shipped);
    const { settings, state } = network;
    return {
      settings: shipped === null ? settings : this.run.getState().settings,
      start: { settings, parameters: state.parameters },
      iteration: state.iteration,
      innerLr: settings.innerLr,
    };
  }
}
