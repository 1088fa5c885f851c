import { type Remote, wrap } from 'comlink';
import type { EpisodeBatch } from '#tasks';
import { startEngineThread } from './engine-thread.ts';
import { LatestWins, Overtaken } from './latest-wins.ts';
import type {
  Answers,
  Film,
  OwnAdaptation,
  OwnTask,
  StudioAdaptation,
  StudioService,
  StudioStart,
} from './studio.protocol.ts';

/** A service somewhere, and how to end it. */
export interface StudioPlace {
  service: StudioService | Promise<Remote<StudioService>>;
  end(): void;
}

function startInWorker(onBroken: (error: Error) => void): StudioPlace {
  const life = new AbortController();
  const service = startEngineThread('studio', life.signal).then((worker) => {
    worker.addEventListener('error', ({ message }) => onBroken(new Error(message)));
    return wrap<StudioService>(worker);
  });
  service.catch(onBroken);
  return { service, end: () => life.abort(new Overtaken('The studio was closed.')) };
}

/**
 * The studio as the page holds it. Its worker starts at the first call, and anew at the first one after
 * `close` or after it broke.
 *
 * One request is under way at a time. A request that has to wait and is followed by another of its kind is
 * rejected with `Overtaken` (see `isOvertaken`).
 */
export class StudioClient implements StudioService {
  private readonly start: (onBroken: (error: Error) => void) => StudioPlace;
  private readonly requests = new LatestWins();
  private place: StudioPlace | null = null;
  /** Rejects the request under way. */
  private abandon: (error: Error) => void = () => {};

  /** @param start where not given: a worker. `onBroken` is to be called when it no longer answers. */
  constructor(start: (onBroken: (error: Error) => void) => StudioPlace = startInWorker) {
    this.start = start;
  }

  film(start: StudioStart, episode: EpisodeBatch, inner: StudioAdaptation): Promise<Film> {
    return this.ask('film', (service) => service.film(start, episode, inner));
  }

  adapt(start: StudioStart, task: OwnTask, inner: StudioAdaptation): Promise<OwnAdaptation> {
    return this.ask('adapt', (service) => service.adapt(start, task, inner));
  }

  answer(drawing: Uint8Array): Promise<Answers> {
    return this.ask('answer', (service) => service.answer(drawing));
  }

  /** Ends the worker and whatever is under way or waits, which is rejected with `Overtaken`. */
  close(): void {
    this.requests.clear();
    this.end(new Overtaken('The studio was closed.'));
  }

  private ask<Result>(
    kind: keyof StudioService,
    request: (service: StudioService | Remote<StudioService>) => Promise<Result>,
  ): Promise<Result> {
    return this.requests.run(
      kind,
      () =>
        new Promise<Result>((resolve, reject) => {
          this.abandon = reject;
          this.place ??= this.open();
          Promise.resolve<StudioService | Remote<StudioService>>(this.place.service)
            .then(request)
            .then(resolve, reject);
        }),
    );
  }

  private open(): StudioPlace {
    const place = this.start((error) => {
      if (this.place === place) this.end(error);
    });
    return place;
  }

  private end(reason: Error): void {
    this.place?.end();
    this.place = null;
    this.abandon(reason);
  }
}
