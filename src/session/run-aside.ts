import type { StoreApi } from 'zustand/vanilla';
import type { TrainingEvent } from '#workers';
import type { Recorder } from './history.ts';
import type { KeptRun } from './run.ts';
import type { RunOpener } from './run-opener.ts';
import type { SessionState } from './state.ts';

/** A run apart from its weights and numbers. */
export type Standing = Omit<KeptRun, 'state' | 'history' | 'seconds'>;

/** The run that made way for another, to be brought back: the last one only, so that memory has an end. */
export class RunAside {
  private readonly store: StoreApi<SessionState>;
  private kept: KeptRun | null = null;
  /** The numbers of the run that is making way: it may have something left to tell. */
  private numbers: Recorder | null = null;

  constructor(store: StoreApi<SessionState>) {
    this.store = store;
  }

  /** Keeps the run that stands there as soon as its weights can be had: as another is about to be opened. */
  keep(standing: Standing, numbers: Recorder, opener: RunOpener): void {
    this.numbers = numbers;
    opener.keepLast((state) => {
      numbers.truncate(state.iteration);
      this.numbers = null;
      this.kept = { ...standing, state, history: numbers.history(), seconds: numbers.seconds() };
      this.store.setState({ aside: { iteration: state.iteration } });
    });
  }

  /** What the run that is making way still says. */
  hear(event: TrainingEvent): void {
    if (event.type === 'iterations') this.numbers?.add(event.points);
    else if (event.type === 'evaluation') this.numbers?.addEvaluation(event.evaluation);
  }

  /** The run, which is not kept any longer. */
  take(): KeptRun | null {
    const { kept } = this;
    this.kept = null;
    this.store.setState({ aside: null });
    return kept;
  }
}
