import {
  DataError,
  type DataErrorCode,
  type DataErrorDetail,
  type Dataset,
  inventAlphabets,
  loadCached,
  type NamedFile,
  type Progress,
  type ReadSet,
  readDataset,
  saveCached,
  throttleProgress,
} from '#data';

/** A data set ready for use, and how it came about. */
export interface LoadedSet {
  dataset: Dataset;
  /** Drawings left out because they are damaged or no PNGs, ... */
  skipped: number;
  /** ... and the path of the first of them. */
  skippedExample: string | null;
  /** Whether the browser keeps the set for the next visit. */
  cached: boolean;
  /** From the request to here. */
  seconds: number;
}

/** A DataError as plain data: what crosses from a worker keeps an error's message only. */
export interface DataFailure {
  code: DataErrorCode;
  file: string;
  detail: DataErrorDetail;
}

export type LoadOutcome = { set: LoadedSet } | { failure: DataFailure };
export type OnProgress = (progress: Progress) => void;

/** What the data worker does; `data.client.ts` is the way to it. */
export interface DataService {
  /** Adds files to those that `loadArchive` reads. */
  addFiles(files: NamedFile[]): void;
  loadArchive(onProgress: OnProgress): Promise<LoadOutcome>;
  loadInvented(seed: number, onProgress: OnProgress): Promise<LoadOutcome>;
  loadCached(): Promise<LoadedSet | null>;
  keep(set: ReadSet): Promise<boolean>;
}

/** Measures `load` and turns a DataError into an outcome. */
async function outcomeOf(
  onProgress: OnProgress,
  load: (report: OnProgress) => Promise<Omit<LoadedSet, 'seconds'>>,
): Promise<LoadOutcome> {
  const start = performance.now();
  try {
    const set = await load(throttleProgress(onProgress));
    return { set: { ...set, seconds: (performance.now() - start) / 1000 } };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { failure: { code: error.code, file: error.file, detail: error.detail } };
  }
}

export function createDataService(): DataService {
  const files: NamedFile[] = [];
  return {
    addFiles(more) {
      files.push(...more);
    },
    loadArchive(onProgress) {
      return outcomeOf(onProgress, async (report) => {
        return { ...(await readDataset(files, report)), cached: false };
      });
    },
    loadInvented(seed, onProgress) {
      return outcomeOf(onProgress, async (report) => {
        const dataset = inventAlphabets({ seed }, (done, total) => report({ phase: 'drawing', done, total }));
        return { dataset, skipped: 0, skippedExample: null, cached: false };
      });
    },
    async loadCached() {
      const start = performance.now();
      const prepared = await loadCached();
      return prepared && { ...prepared, cached: true, seconds: (performance.now() - start) / 1000 };
    },
    keep: saveCached,
  };
}
