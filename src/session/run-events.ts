import type { StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import type { TrainingEvent } from '#workers';
import { createRecorder, type Recorder } from './history.ts';
import { failedNotice, suggestRates } from './notices.ts';
import { RateMeter } from './rate-meter.ts';
import type { KeptRun, Run } from './run.ts';
import type { RunPhase, SessionState } from './state.ts';

/** What the training says, as the session's state. */
export class RunEvents {
  private readonly store: StoreApi<SessionState>;
  private recorder: Recorder;
  private meter = new RateMeter();
  /** The numbers of a run as it was called diverged, which has gone back since. */
  private left: (Pick<Run, 'settings' | 'history' | 'seconds'> & { iteration: number }) | null = null;
  /** The phase that a lost graphics card interrupted. */
  private interrupted: RunPhase = 'paused';

  constructor(store: StoreApi<SessionState>) {
    this.store = store;
    this.recorder = createRecorder(store.getState().settings);
  }

  /** The numbers of the run, which go on being those of this one when another begins. */
  get numbers(): Recorder {
    return this.recorder;
  }

  /** A new run begins. */
  begin(settings: RunSettings): void {
    this.recorder = createRecorder(settings);
    this.restart(0, { preview: null, curve: null });
  }

  /** A run goes on from where it stood. */
  resume(run: Run, shown: KeptRun['shown']): void {
    this.recorder = createRecorder(run.settings, run);
    // The numbers in a file may go beyond the weights: those of a run that diverged.
    this.recorder.truncate(run.state.iteration);
    this.restart(run.state.iteration, shown);
  }

  /** The run goes on with these settings from here on. */
  take(settings: RunSettings, iteration: number): void {
    this.recorder.take(settings, iteration);
    this.store.setState({ history: this.recorder.history() });
  }

  /** The run stands where it was called diverged again. */
  undoDivergence(): void {
    if (this.left === null) return;
    const { settings, iteration } = this.left;
    this.recorder = createRecorder(settings, this.left);
    this.store.setState({ iteration });
    this.take(this.store.getState().settings, iteration);
  }

  hear(event: TrainingEvent): void {
    const { setState } = this.store;
    switch (event.type) {
      case 'measuring':
        setState({ measuring: event.backend });
        break;
      case 'backend':
        setState({ backend: event.report, thread: event.thread, profile: null });
        break;
      case 'phase':
        this.phase(event.phase);
        break;
      case 'iterations':
        this.iterations(event);
        break;
      case 'evaluation':
        this.recorder.addEvaluation(event.evaluation);
        setState({ history: this.recorder.history() });
        break;
      case 'preview':
        setState({ preview: event.preview });
        break;
      case 'curve':
        setState({ curve: event.curve });
        break;
      case 'diverged':
        this.diverged(event);
        break;
      case 'context-lost':
        this.contextLost(event.iteration);
        break;
      case 'rebuilt':
        this.rebuilt(event.iteration);
        break;
      case 'finished':
        setState({ phase: 'finished', rate: null });
        break;
      case 'failed':
        this.phase('paused');
        setState({ notice: failedNotice(event.message, 'training') });
        break;
      case 'trouble':
        setState({ notice: failedNotice(event.message, 'beside') });
        break;
    }
  }

  private restart(iteration: number, shown: KeptRun['shown']): void {
    this.meter = new RateMeter();
    this.store.setState({
      ...shown,
      iteration,
      elapsed: this.recorder.seconds(),
      rate: null,
      memory: null,
      history: this.recorder.history(),
    });
  }

  private phase(phase: 'warming' | 'running' | 'paused'): void {
    if (phase !== 'paused') this.store.setState({ phase });
    else this.store.setState({ phase: restingPhase(this.store.getState().iteration), rate: null });
  }

  private iterations({ points, memory }: Extract<TrainingEvent, { type: 'iterations' }>): void {
    this.recorder.add(points);
    for (const { seconds } of points) this.meter.add(seconds);
    this.store.setState({
      iteration: points[points.length - 1].iteration,
      elapsed: this.recorder.seconds(),
      rate: this.meter.rate,
      memory,
      history: this.recorder.history(),
    });
  }

  private diverged(event: Extract<TrainingEvent, { type: 'diverged' }>): void {
    const { cause, trend, iteration, keptIteration } = event;
    const { settings } = this.store.getState();
    const { innerLr, outerLr } = settings;
    const suggestion = suggestRates(settings);
    const { recorder } = this;
    this.left = { settings, history: recorder.history(), seconds: recorder.seconds(), iteration };
    this.goBack(keptIteration);
    this.store.setState({
      phase: 'diverged',
      rate: null,
      notice: { kind: 'diverged', cause, trend, iteration, keptIteration, innerLr, outerLr, suggestion },
    });
  }

  private contextLost(iteration: number): void {
    this.interrupted = this.store.getState().phase;
    this.store.setState({ phase: 'rebuilding', notice: { kind: 'rebuilding', iteration } });
  }

  private rebuilt(iteration: number): void {
    const { phase, notice } = this.store.getState();
    this.goBack(iteration);
    if (notice?.kind === 'rebuilding') this.store.setState({ notice: null });
    if (phase === 'rebuilding') this.store.setState({ phase: this.interrupted });
  }

  /** The run stands at an earlier iteration again; what came after it is not part of it any more. */
  private goBack(iteration: number): void {
    this.recorder.truncate(iteration);
    this.store.setState({ iteration, history: this.recorder.history() });
  }
}

/** The phase of a run at rest. */
export function restingPhase(iteration: number): RunPhase {
  return iteration === 0 ? 'empty' : 'paused';
}
