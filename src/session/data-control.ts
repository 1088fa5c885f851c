import type { StoreApi } from 'zustand/vanilla';
import {
  type ClassDrawings,
  DataError,
  type Dataset,
  drawingCount,
  namedFiles,
  type Progress,
  type SplitOptions,
  splitCharacters,
  summariseSplit,
  withTrainingClasses,
} from '#data';
import { type DataClient, type LoadedSet, shareDataset } from '#workers';
import { failedNotice } from './notices.ts';
import type { DataInUse } from './run.ts';
import type { DatasetSummary, Notice, SessionState } from './state.ts';

/** Where data sets come from. */
export type DataSource = Omit<DataClient, 'dispose'>;

/** The embedded data set's id, name and seed. */
export const INVENTED = 'invented';
export const INVENTED_NAME = 'Invented alphabets';
export const INVENTED_SEED = 1;
/** The id of the archive opened last, which the browser keeps where it can. */
export const ARCHIVE = 'archive';

type Read = (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<LoadedSet | null>;

/** The data sets as a person deals with them; the one in use stays in use until another is ready. */
export class DataControl {
  private readonly store: StoreApi<SessionState>;
  private readonly source: DataSource;
  /** Takes a data set into use; false where it does not suit. */
  private readonly use: (data: DataInUse) => boolean;
  private loading = new AbortController();
  /** The set in use as it was read. */
  private read: LoadedSet | null = null;
  /** Name of the archive that the browser keeps. */
  private kept: string | null = null;
  /** Ends the keeping of an archive that is under way. */
  private keeping = new AbortController();
  /** What the address asked for. */
  private wanted: string | undefined;
  /** Loads once more what did not load last. */
  private loadAgain: () => Promise<unknown> = async () => {};

  constructor(store: StoreApi<SessionState>, source: DataSource, use: (data: DataInUse) => boolean) {
    this.store = store;
    this.source = source;
    this.use = use;
  }

  /** The first data set of a visit: the one asked for, else the archive that is kept, else the embedded one. */
  async openFirst(wanted: string | undefined): Promise<void> {
    this.wanted = wanted;
    if (wanted !== INVENTED && (await this.load(ARCHIVE, () => this.source.loadCached()))) return;
    const wasRefused = this.store.getState().notice?.kind === 'too-few';
    if (wanted !== INVENTED && wanted !== undefined && !wasRefused) {
      this.store.setState({ notice: { kind: 'address', option: 'data', value: wanted } });
    }
    await this.openInvented();
    if (wanted === INVENTED || wasRefused) await this.offerKept();
    if (this.read === null) this.store.setState({ phase: 'empty' });
  }

  /** Tries once more what failed; where nothing is in use yet, all that a visit begins with. */
  retry(): void {
    if (this.read === null) this.ensure();
    else void this.loadAgain();
  }

  /** Sees to it that there is a set, where those that a visit begins with could not be loaded. */
  ensure(): void {
    if (this.read !== null || this.store.getState().loading !== null) return;
    this.store.setState({ phase: 'opening' });
    void this.openFirst(this.wanted);
  }

  openFiles(files: readonly File[]): void {
    void this.load(nameOfFiles(files), (onProgress, signal) =>
      this.source.loadArchive(namedFiles(files), onProgress, signal),
    ).then(() => this.openSomething());
  }

  cancel(): void {
    this.loading.abort();
    this.store.setState({ loading: null });
  }

  choose(id: string): void {
    const { dataset, choices } = this.store.getState();
    if (dataset !== null && idOf(dataset) === id) return;
    if (id === INVENTED) void this.openInvented();
    else {
      const name = choices.find((choice) => choice.id === id)?.name ?? id;
      void this.load(name, () => this.source.loadCached());
    }
  }

  /** Takes the embedded set, or the archive that is kept, into use; false where it is in use or not at hand. */
  chooseNamed({ source, name }: Pick<DatasetSummary, 'source' | 'name'>): boolean {
    const { dataset, choices } = this.store.getState();
    if (dataset?.source === source) return false;
    const choice = choices.find(({ id }) => (source === 'invented' ? id === INVENTED : id === ARCHIVE));
    if (choice?.name !== name) return false;
    this.choose(choice.id);
    return true;
  }

  /**
   * Adds meta-training classes to the set in use, in place of those added before.
   *
   * @returns the name of the set with them; null where there is no set, or it was refused
   */
  async addClasses(name: string, classes: readonly ClassDrawings[]): Promise<string | null> {
    const { read } = this;
    if (read === null) return null;
    const dataset = await shareDataset(withTrainingClasses(read.dataset, name, classes));
    // Another set may have been opened meanwhile.
    if (this.read?.dataset !== read.dataset) return null;
    return this.show(this.read, { ...this.read, dataset }) ? dataset.name : null;
  }

  /** Takes the set as it was read into use again. */
  removeClasses(): void {
    if (this.read !== null) this.show(this.read, this.read);
  }

  /** A set that was in use before is in use again, and nothing that is being read takes its place. */
  putBack({ read, shown }: DataInUse): void {
    this.cancel();
    const cached = this.kept === read.dataset.name;
    this.read = { ...read, cached };
    this.store.setState({ dataset: this.summaryOf({ ...shown, cached }) });
    this.offerChoices();
  }

  async forget(): Promise<void> {
    this.keeping.abort();
    try {
      await this.source.forgetCached();
    } catch (error) {
      this.store.setState({ notice: failedNotice(error, 'storage') });
      return;
    }
    this.kept = null;
    this.tellKept(false);
    this.offerChoices();
  }

  private async openInvented(): Promise<void> {
    await this.load(INVENTED_NAME, (onProgress, signal) =>
      this.source.loadInvented(INVENTED_SEED, onProgress, signal),
    );
  }

  /** The embedded set where archives opened early came to nothing: it had to make way for them. */
  private async openSomething(): Promise<void> {
    if (this.read === null && this.store.getState().loading === null) await this.openInvented();
  }

  /** Offers the archive that is kept, where the address asked for the embedded set. */
  private async offerKept(): Promise<void> {
    try {
      const kept = await this.source.loadCached();
      this.kept ??= kept?.dataset.name ?? null;
      this.offerChoices();
    } catch {
      // Where the browser keeps nothing, there is nothing to offer.
    }
  }

  /** Reads a data set and takes it into use; false where there is none, or it failed, or was cancelled. */
  private async load(name: string, read: Read): Promise<boolean> {
    this.loading.abort();
    const loading = new AbortController();
    this.loading = loading;
    const { notice } = this.store.getState();
    const isOver = notice?.kind === 'unloaded' && notice.what === 'data';
    this.store.setState({
      loading: { name, phase: 'reading', done: 0, total: 0 },
      notice: isOver ? null : notice,
    });
    const onProgress = (progress: Progress) => {
      if (!loading.signal.aborted) this.store.setState({ loading: { name, ...progress } });
    };
    try {
      const loaded = await read(onProgress, loading.signal);
      const dataset = loaded && (await shareDataset(loaded.dataset));
      if (loading.signal.aborted) return false;
      this.store.setState({ loading: null });
      return loaded !== null && dataset !== null && this.take({ ...loaded, dataset });
    } catch (error) {
      if (loading.signal.aborted) return false;
      this.loadAgain = () => this.load(name, read);
      this.store.setState({ loading: null, notice: errorNotice(error) });
      return false;
    }
  }

  private take(loaded: LoadedSet): boolean {
    if (!this.show(loaded, loaded)) return false;
    this.read = loaded;
    const { dataset, skipped, skippedExample, cached } = loaded;
    if (cached) this.kept = dataset.name;
    else if (dataset.source === 'archive') void this.keep(loaded);
    this.offerChoices();
    if (skipped > 0) {
      const example = skippedExample ?? '';
      this.store.setState({ notice: { kind: 'skipped', file: dataset.name, skipped, example } });
    }
    return true;
  }

  /** Keeps an archive for the next visit, now that it is in use: one that was refused never takes its place. */
  private async keep(loaded: LoadedSet): Promise<void> {
    this.keeping.abort();
    const keeping = new AbortController();
    this.keeping = keeping;
    const isKept = await this.source.keep(loaded, keeping.signal);
    if (!isKept || keeping.signal.aborted) return;
    this.kept = loaded.dataset.name;
    if (this.read?.dataset === loaded.dataset) this.tellKept(true);
    this.offerChoices();
  }

  /** Tells of the set in use whether the browser keeps it. */
  private tellKept(cached: boolean): void {
    const { dataset } = this.store.getState();
    this.read = this.read && { ...this.read, cached };
    this.store.setState({ dataset: dataset && { ...dataset, cached } });
  }

  /** Takes a set into use, as it was read or with more classes, unless it does not suit. */
  private show(read: LoadedSet, shown: LoadedSet): boolean {
    const before = this.store.getState().dataset;
    this.store.setState({ dataset: this.summaryOf(shown) });
    if (this.use({ read, shown })) return true;
    this.store.setState({ dataset: before });
    return false;
  }

  private summaryOf({ dataset, skipped, cached }: LoadedSet): DatasetSummary {
    return summarise(dataset, skipped, cached, this.store.getState().settings);
  }

  /** The embedded set, the archive in use, and one that is kept. */
  private offerChoices(): void {
    const dataset = this.read?.dataset;
    const archive = dataset?.source === 'archive' ? dataset.name : this.kept;
    const choices = [{ id: INVENTED, name: INVENTED_NAME }];
    if (archive !== null) choices.push({ id: ARCHIVE, name: archive });
    this.store.setState({ choices });
  }
}

/** The id of the data set in use, as the address has it. */
export function idOf({ source }: Pick<DatasetSummary, 'source'>): string {
  return source === 'invented' ? INVENTED : ARCHIVE;
}

/** A data set without its bytes, as the page and `run.json` tell of it; `options`: how it is split. */
export function summarise(
  dataset: Dataset,
  skipped: number,
  cached: boolean,
  options: SplitOptions,
): DatasetSummary {
  const { name, source, characters } = dataset;
  const drawers = characters[0]?.drawings ?? null;
  return {
    name,
    source,
    characters: characters.length,
    drawings: drawingCount(dataset),
    drawers: characters.every(({ drawings }) => drawings === drawers) ? drawers : null,
    split: summariseSplit(splitCharacters(characters, options)),
    skipped,
    cached,
  };
}

/** What files are called together: their folder's name where they have one, else all of theirs. */
export function nameOfFiles(files: readonly File[]): string {
  if (files.length === 1) return files[0].name;
  const folder = files[0]?.webkitRelativePath.split('/')[0];
  return folder || files.map((file) => file.name).join(', ');
}

function errorNotice(error: unknown): Notice {
  if (error instanceof DataError) {
    return { kind: 'data', code: error.code, file: error.file, detail: error.detail };
  }
  return failedNotice(error, 'data');
}
