import { type ProxyMarked, proxy, type Remote, wrap } from 'comlink';
import { DataError, drawingCount, forgetCached, type NamedFile, type Progress, type ReadSet } from '#data';
import type { DataService, LoadedSet, LoadOutcome, OnProgress } from './data.service.ts';
import { startWorker } from './start-worker.ts';

/** Data sets, read or drawn off the main thread. */
export interface DataClient {
  /**
   * Reads archives or a folder's files.
   *
   * @throws DataError where they cannot be read; the signal's reason once it is aborted.
   */
  loadArchive(files: readonly NamedFile[], onProgress: OnProgress, signal?: AbortSignal): Promise<LoadedSet>;
  /** Draws the invented alphabets of a seed. @throws the signal's reason once it is aborted. */
  loadInvented(seed: number, onProgress: OnProgress, signal?: AbortSignal): Promise<LoadedSet>;
  /** The set that an earlier visit kept, or null. */
  loadCached(): Promise<LoadedSet | null>;
  /**
   * Keeps a set for the next visit, in place of the one kept before.
   *
   * @returns false where the browser does not; the one kept before stays then, as it does once the signal is aborted
   */
  keep(set: ReadSet, signal?: AbortSignal): Promise<boolean>;
  /** Removes the set kept for the next visit; the one in use stays. */
  forgetCached(): Promise<void>;
  /** Ends whatever is under way. */
  dispose(): void;
}

/** Files handed to the worker at a time: a folder of 32,460 at once would hold up the main thread. */
const FILES_PER_MESSAGE = 500;

/**
 * Runs a task in a data worker of its own, which ends with it: that frees what reading took, and makes
 * cancelling real.
 */
async function inWorker<Result>(
  signals: readonly AbortSignal[],
  task: (service: Remote<DataService>) => Promise<Result>,
): Promise<Result> {
  const life = new AbortController();
  const end = () => life.abort(signals.find(({ aborted }) => aborted)?.reason);
  for (const signal of signals) signal.addEventListener('abort', end);
  if (signals.some(({ aborted }) => aborted)) end();
  try {
    const worker = await startWorker(
      () => new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' }),
      life.signal,
    );
    return await new Promise<Result>((resolve, reject) => {
      life.signal.addEventListener('abort', () => reject(life.signal.reason));
      worker.addEventListener('error', ({ message }) => reject(new Error(message || 'data worker failed')));
      task(wrap<DataService>(worker)).then(resolve, reject);
    });
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', end);
    life.abort();
  }
}

/** Loads a set and reports progress, `ready` last. */
async function load(
  signals: readonly AbortSignal[],
  onProgress: OnProgress,
  request: (service: Remote<DataService>, report: OnProgress & ProxyMarked) => Promise<LoadOutcome>,
): Promise<LoadedSet> {
  // Progress comes by another port than the outcome, and may come after it.
  let isOver = false;
  const report = proxy((progress: Progress) => {
    if (!isOver) onProgress(progress);
  });
  try {
    const outcome = await inWorker(signals, (service) => request(service, report));
    if ('failure' in outcome) {
      const { code, file, detail } = outcome.failure;
      throw new DataError(code, file, detail);
    }
    const drawings = drawingCount(outcome.set.dataset);
    onProgress({ phase: 'ready', done: drawings, total: drawings });
    return outcome.set;
  } finally {
    isOver = true;
  }
}

/** Makes a client; its workers start when they are needed. */
export function createDataClient(): DataClient {
  const disposal = new AbortController();
  const signals = (signal?: AbortSignal) => (signal ? [disposal.signal, signal] : [disposal.signal]);
  return {
    loadArchive(files, onProgress, signal) {
      return load(signals(signal), onProgress, async (service, report) => {
        for (let first = 0; first < files.length; first += FILES_PER_MESSAGE) {
          await service.addFiles(files.slice(first, first + FILES_PER_MESSAGE));
        }
        return service.loadArchive(report);
      });
    },
    loadInvented(seed, onProgress, signal) {
      return load(signals(signal), onProgress, (service, report) => service.loadInvented(seed, report));
    },
    loadCached() {
      return inWorker(signals(), (service) => service.loadCached());
    },
    keep({ dataset, skipped, skippedExample }, signal) {
      return inWorker(signals(signal), (service) => service.keep({ dataset, skipped, skippedExample })).catch(
        () => false,
      );
    },
    forgetCached,
    dispose() {
      disposal.abort(new Error('data client disposed of'));
    },
  };
}
