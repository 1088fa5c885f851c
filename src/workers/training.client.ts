import { type Remote, wrap } from 'comlink';
import { loadPart } from '#data';
import type { BackendReport, LearnerState, Profile, RunSettings } from '#maml';
import { startEngineThread } from './engine-thread.ts';
import { messageOf } from './message-of.ts';
import type {
  Evaluated,
  EvaluateOptions,
  Evaluation,
  OpenOptions,
  TrainingEvent,
  TrainingService,
} from './protocol.ts';
import { SerialQueue } from './serial-queue.ts';
import { workersHaveWebgl2 } from './webgl2.ts';

type Listener = (event: TrainingEvent) => void;
type Service = TrainingService | Remote<TrainingService>;

/** Where a service runs or will, and how to end it. */
interface Place {
  thread: 'worker' | 'main';
  service: Promise<Service>;
  end(): void;
}

async function serviceInWorker(listener: Listener, life: AbortSignal): Promise<Service> {
  const worker = await startEngineThread('training', life);
  worker.addEventListener('message', ({ data }: MessageEvent<{ event?: TrainingEvent }>) => {
    if (data.event !== undefined) listener(data.event);
  });
  // Whatever ends the training is told as an event of its own; this happens beside it.
  worker.addEventListener('error', ({ message }) => listener({ type: 'trouble', message }));
  return wrap<TrainingService>(worker);
}

function startInWorker(listener: Listener): Place {
  const life = new AbortController();
  return {
    thread: 'worker',
    service: serviceInWorker(listener, life.signal),
    end: () => life.abort(new Error('The run was closed.')),
  };
}

async function serviceHere(listener: Listener): Promise<TrainingService> {
  // The engine is loaded into the page only where the page has to run it.
  const { createTrainingRun } = await loadPart(() => import('./create-training-run.ts'));
  return createTrainingRun('main', (life) => startEngineThread('task', life), listener);
}

function startOnMainThread(listener: Listener): Place {
  const service = serviceHere(listener);
  const end = () =>
    service.then(
      (run) => run.close(),
      () => {},
    );
  return { thread: 'main', service, end };
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
    this.place = this.startIn('worker');
    void workersHaveWebgl2();
  }

  /** @throws WorkerUnavailable, PartUnavailable where the engine does not load; it is tried again at the next call */
  open(options: OpenOptions): Promise<BackendReport> {
    return this.openings.run(() => this.openInPlace(options));
  }

  start(): void {
    this.current()
      .then((service) => service.start())
      .catch((error) => this.listener({ type: 'failed', message: messageOf(error) }));
  }

  async pause(): Promise<void> {
    await (await this.current()).pause();
  }

  async keepGoing(): Promise<void> {
    await (await this.current()).keepGoing();
  }

  async iterateOnce(): Promise<void> {
    await (await this.current()).iterateOnce();
  }

  async apply(settings: RunSettings): Promise<number> {
    return (await this.current()).apply(settings);
  }

  async evaluate(options: EvaluateOptions): Promise<Evaluation> {
    return (await this.current()).evaluate(options);
  }

  async evaluateTasks(options: EvaluateOptions): Promise<Evaluated> {
    return (await this.current()).evaluateTasks(options);
  }

  async state(): Promise<LearnerState> {
    return (await this.current()).state();
  }

  async profile(): Promise<Profile> {
    return (await this.current()).profile();
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

  private async current(): Promise<Service> {
    if (this.place === null) throw new Error('No run is open.');
    return this.place.service;
  }

  private moveTo(thread: Place['thread']): Promise<Service> {
    if (this.place?.thread !== thread) {
      this.close();
      this.place = this.startIn(thread);
    }
    return this.current();
  }

  private startIn(thread: Place['thread']): Place {
    const place = thread === 'worker' ? startInWorker(this.listener) : startOnMainThread(this.listener);
    place.service.catch(() => {
      if (this.place === place) this.place = null;
    });
    return place;
  }
}
