import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import {
  createDataClient,
  StudioClient,
  type StudioService,
  TrainingClient,
  type TrainingEvent,
  type TrainingService,
} from '#workers';
import { version } from '../../package.json';
import { createAddressBar, readAddress, readPageOptions } from './address.ts';
import type { Checkpoint } from './checkpoint.ts';
import { DataControl, type DataSource, INVENTED, INVENTED_NAME, idOf } from './data-control.ts';
import { DrawControl } from './draw-control.ts';
import type { DrawPart } from './draw-state.ts';
import { browserStorage, type DrawingStorage } from './drawings/storage.ts';
import { createExports, type Exports } from './exports/exports.ts';
import { RunOpening } from './exports/run-opening.ts';
import { FilmControl } from './film-control.ts';
import type { FilmPart } from './film-state.ts';
import { LessonControl } from './lesson/lesson-control.ts';
import type { Lesson } from './lesson/lesson-state.ts';
import { createProgressStore, type ProgressStore } from './lesson/progress.ts';
import type { ParsedOptions } from './options.ts';
import { runFrom } from './run.ts';
import { RunControl } from './run-control.ts';
import { type ShippedSource, shippedFrom } from './shipped.ts';
import type { SessionActions, SessionState } from './state.ts';

/** A run on a page: what the page shows, and all that a person can do. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly actions: SessionActions;
  readonly film: FilmPart;
  readonly draw: DrawPart;
  readonly lesson: Lesson;
  readonly exports: Exports;
}

/** What a session works with; a test hands in its own. */
export interface SessionDependencies {
  data: DataSource;
  createService(listener: (event: TrainingEvent) => void): TrainingService;
  /** Adapts to single tasks, apart from the run. */
  studio: StudioService;
  shipped: ShippedSource;
  drawings: DrawingStorage;
  /** The address's search part when the page was opened. */
  search: string;
  saveAddress(settings: RunSettings, data: string): void;
  /** How far a person has come in the lesson. */
  progress: ProgressStore;
  /** Name and version of what a run's file is to name. */
  versions(): Promise<Record<string, string>>;
}

async function versionsHere(): Promise<Record<string, string>> {
  return { 'maml-playground': version, browser: navigator.userAgent };
}

function fromBrowser(): SessionDependencies {
  return {
    data: createDataClient(),
    createService: (listener) => new TrainingClient(listener),
    studio: new StudioClient(),
    shipped: shippedFrom(document.baseURI),
    drawings: browserStorage(),
    search: window.location.search,
    saveAddress: createAddressBar(window),
    progress: createProgressStore(() => window.localStorage),
    versions: versionsHere,
  };
}

function initialState({ settings, preset, errors }: ParsedOptions): SessionState {
  return {
    settings,
    preset,
    dataset: null,
    choices: [{ id: INVENTED, name: INVENTED_NAME }],
    loading: null,
    phase: 'opening',
    iteration: 0,
    elapsed: 0,
    rate: null,
    memory: null,
    backend: null,
    thread: null,
    measuring: null,
    profile: null,
    profiling: false,
    examining: null,
    history: { points: [], evaluations: [], changes: [] },
    preview: null,
    curve: null,
    aside: null,
    notice: errors.length > 0 ? { kind: 'address', option: errors[0].option, value: errors[0].value } : null,
  };
}

/**
 * Opens a session: reads the address, opens the first data set and a run on it, and starts that where the
 * address says `autostart=1`. One session lasts as long as its page.
 */
export function createSession(dependencies: SessionDependencies = fromBrowser()): Session {
  const {
    data: source,
    createService,
    studio,
    shipped,
    drawings,
    search,
    saveAddress,
    progress,
    versions,
  } = dependencies;
  const address = readAddress(search);
  const { embed, autostart } = readPageOptions(search);
  const store = createStore<SessionState>(() => initialState(address));
  const run = new RunControl(store, createService, (shown) => {
    opening.cancel();
    data.putBack(shown);
    film.takeData(shown.shown.dataset);
  });
  const openCheckpoint = (checkpoint: Checkpoint, file?: string) =>
    run.openRun(runFrom(checkpoint, store.getState().settings.backend), file);
  const film = new FilmControl(store, {
    studio,
    shipped,
    snapshot: () => run.snapshot(),
    // In another page's frame the first sight is of what meta-training brings.
    standIn: embed === 'filmstrip' && !autostart,
  });
  const data = new DataControl(store, source, (taken) => {
    const used = run.useData(taken);
    if (used) {
      film.takeData(taken.shown.dataset);
      opening.dataChanged();
    }
    return used;
  });
  const opening = new RunOpening(store, {
    openSaved: (saved, file) => run.openRun(saved, file),
    openCheckpoint,
    openData: (files) => data.openFiles(files),
    chooseData: (wanted) => data.chooseNamed(wanted),
  });
  const draw = new DrawControl({
    studio,
    shipped,
    storage: drawings,
    training: {
      snapshot: () => run.snapshot(),
      hasLearnt: () => store.getState().iteration > 0,
      openCheckpoint,
      addClasses: (name, classes) => data.addClasses(name, classes),
      removeClasses: () => data.removeClasses(),
    },
    seed: Date.now,
  });

  const lesson = new LessonControl(store, run, draw.store, progress);

  store.subscribe((state, before) => {
    if (state.dataset === null || before.dataset === null) return;
    if (state.settings === before.settings && state.dataset.source === before.dataset.source) return;
    saveAddress(lesson.lasting(state.settings), idOf(state.dataset));
  });
  void data.openFirst(address.data);
  if (autostart) run.start();

  function dismissNotice(): void {
    if (store.getState().notice?.kind === 'run-data') opening.forget();
    store.setState({ notice: null });
  }

  function acceptNotice(): void {
    const { notice } = store.getState();
    store.setState({ notice: null });
    if (notice?.kind === 'run-data') opening.goOn();
    else if (notice?.kind === 'drawings') data.openFiles([notice.file]);
    else if (notice?.kind === 'new-network') run.renew(notice.change, true);
    else if (notice?.kind === 'failed') run.reset();
    else if (notice?.kind === 'unloaded') notice.what === 'data' ? data.retry() : run.openAgain();
    else if (notice?.kind === 'diverged') {
      run.change(notice.suggestion);
      run.start();
    }
  }

  return {
    store,
    film,
    draw,
    lesson,
    exports: createExports({
      state: store.getState,
      lasting: (settings) => lesson.lasting(settings),
      snapshot: () => run.snapshot(),
      versions,
    }),
    actions: {
      start: () => {
        data.ensure();
        run.start();
      },
      pause: () => run.pause(),
      keepGoing: () => run.keepGoing(),
      iterateOnce: () => {
        data.ensure();
        run.iterateOnce();
      },
      reset: () => {
        data.ensure();
        run.reset();
      },
      change: (change) => run.change(change),
      choosePreset: (preset) => run.choosePreset(preset),
      acceptNotice,
      dismissNotice,
      giveSettings: (settings) => void opening.giveSettings(settings),
      bringBackRun: () => run.bringBack(),
      forgetRun: () => void run.aside.take(),
      openFiles: (files) => void opening.open(files),
      cancelLoading: () => {
        opening.cancel();
        data.cancel();
      },
      chooseDataset: (id) => data.choose(id),
      takeExam: () => run.takeExam(),
      cancelExam: () => run.cancelExam(),
      takeProfile: () => run.takeProfile(),
      measureBackends: () => run.measureBackends(),
      forgetDataset: () => void data.forget(),
    },
  };
}
