import { type Remote, releaseProxy, wrap } from 'comlink';
import type { BackendReport, LearnerState, Profile, RunSettings } from '#maml';
import { startEngineThread } from './engine-thread.ts';
import type { EvaluateOptions, Evaluation, OpenOptions, TrainingEvent, TrainingService } from './protocol.ts';
import { SerialQueue } from './serial-queue.ts';
import { workersHaveWebgl2 } from './webgl2.ts';

type Listener = (event: TrainingEvent) => void;
type Service = TrainingService | Remote<TrainingService>;

/** A service and how to end it. */
interface Place {
  thread: 'worker' | 'main';
  service: Service;
  end(): void;
}

function startWorker(listener: Listener): Place {
  const worker = startEngineThread('training');
  const service = wrap<TrainingService>(worker);
  worker.addEventListener('message', ({ data }: MessageEvent<{ event?: TrainingEvent }>) => {
    if (data.event !== undefined) listener(data.event);
  });
  worker.addEventListener('error', ({ message }) => {
    listener({ type: 'failed', message: message || 'The training worker did not start.' });
  });
  return {
    thread: 'worker',
    service,
    end: () => {
      service[releaseProxy]();
      worker.terminate();
    },
  };
}

async function startOnMainThread(listener: Listener): Promise<Place> {
  // The engine is loaded into the page only where the page has to run it.
  const { createTrainingRun } = await import('./create-training-run.ts');
  const service = createTrainingRun('main', () => startEngineThread('task'), listener);
  return { thread: 'main', service, end: () => service.close() };
}

/**
 * The training service as the page holds it: in a worker; on the main thread, between its other duties,
 * where only that one can use the graphics card.
 */
export class TrainingClient implements TrainingService {
  private readonly listener: Listener;
  private place: Place | null;
  /** Finding the place of one run may take longer than that of the next: the last one asked for must open last. */
  private readonly openings = new SerialQueue();

  /** Starts the worker at once, so that it is ready when the drawings are. */
  constructor(listener: Listener) {
    this.listener = listener;
    this.place = startWorker(listener);
    void workersHaveWebgl2();
  }

  open(options: OpenOptions): Promise<BackendReport> {
    return this.openings.run(() => this.openInPlace(options));
  }

  start(): void {
    void this.current().start();
  }

  async pause(): Promise<void> {
    await this.current().pause();
  }

  async iterateOnce(): Promise<void> {
    await this.current().iterateOnce();
  }

  async apply(settings: RunSettings): Promise<number> {
    return this.current().apply(settings);
  }

  async evaluate(options: EvaluateOptions): Promise<Evaluation> {
    return this.current().evaluate(options);
  }

  async state(): Promise<LearnerState> {
    return this.current().state();
  }

  async profile(): Promise<Profile> {
    return this.current().profile();
  }

  close(): void {
    this.place?.end();
    this.place = null;
  }

  private async openInPlace(options: OpenOptions): Promise<BackendReport> {
    const { backend } = options.settings;
    if ((backend === 'auto' || backend === 'webgl') && !(await workersHaveWebgl2())) {
      const report = await (await this.moveTo('main')).open(options);
      if (report.backend === 'webgl') return report;
      // The main thread has no graphics card to offer either, and better things to do.
    }
    return (await this.moveTo('worker')).open(options);
  }

  private current(): Service {
    if (this.place === null) throw new Error('No run is open.');
    return this.place.service;
  }

  private async moveTo(thread: Place['thread']): Promise<Service> {
    if (this.place?.thread !== thread) {
      this.close();
      this.place = thread === 'worker' ? startWorker(this.listener) : await startOnMainThread(this.listener);
    }
    return this.current();
  }
}
