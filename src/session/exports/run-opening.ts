import type { StoreApi } from 'zustand/vanilla';
import type { RunSettings } from '#maml';
import { messageOf } from '#workers';
import type { Checkpoint } from '../checkpoint.ts';
import { nameOfFiles } from '../data-control.ts';
import { isDrawingsZip } from '../drawings/zip.ts';
import { findFile } from '../listing.ts';
import type { DatasetSummary, SessionState } from '../state.ts';
import { openWeights, remarksOn } from '../travelled.ts';
import { decodeRunArchive, isRunArchive, type SavedRun } from './run-archive.ts';

/** What opening a run needs of the session. */
export interface OpeningSide {
  openSaved(run: SavedRun, file: string): void;
  openCheckpoint(checkpoint: Checkpoint, file: string): void;
  openData(files: readonly File[]): void;
  /** Takes a set into use that is at hand; false where there is none of that name. */
  chooseData(data: Pick<DatasetSummary, 'source' | 'name'>): boolean;
}

const isCheckpoint = async ({ name }: File) => /\.safetensors$/i.test(name);

/** Tells a run's file and a checkpoint from archives of drawings, and opens each as what it is. */
export class RunOpening {
  private readonly store: StoreApi<SessionState>;
  private readonly side: OpeningSide;
  private looking = new AbortController();
  /** The run that waits for its data set. */
  private waiting: { file: string; run: SavedRun } | null = null;

  constructor(store: StoreApi<SessionState>, side: OpeningSide) {
    this.store = store;
    this.side = side;
  }

  /** Files picked or dropped: a run, a checkpoint, archives of drawings, or a run with its archives. */
  async open(files: readonly File[]): Promise<void> {
    const asked = new AbortController();
    this.looking.abort();
    this.looking = asked;
    this.store.setState({ loading: { name: nameOfFiles(files), phase: 'reading', done: 0, total: 0 } });
    const [run, drawings] = await Promise.all([
      findFile(files, isRunArchive),
      findFile(files, isDrawingsZip),
    ]);
    const checkpoint = await findFile(files, isCheckpoint);
    if (asked.signal.aborted) return;
    this.store.setState({ loading: null });
    const others = files.filter((file) => file !== run && file !== checkpoint && file !== drawings);
    const opened = run ?? checkpoint;
    if (opened !== undefined) {
      await this.attempt(opened, () =>
        opened === run ? this.openRun(opened, others) : this.openWeights(opened),
      );
    }
    if (others.length > 0) this.side.openData(others);
    if (drawings !== undefined) this.store.setState({ notice: { kind: 'drawings', file: drawings } });
  }

  /** Files that are being looked into are not wanted any more. */
  cancel(): void {
    this.looking.abort();
  }

  /** A data set was taken into use: a run that waits for it goes on. */
  dataChanged(): void {
    const { waiting } = this;
    if (waiting === null) return;
    if (this.isInUse(waiting.run.data)) this.goOn();
    else this.ask();
  }

  /** The run that waits goes on on the data set in use. */
  goOn(): void {
    const { waiting } = this;
    this.forget();
    if (waiting !== null) this.side.openSaved(waiting.run, waiting.file);
  }

  /** The run that waits is not wanted any more. */
  forget(): void {
    this.waiting = null;
    if (this.store.getState().notice?.kind === 'run-data') this.store.setState({ notice: null });
  }

  private async openRun(file: File, others: readonly File[]): Promise<void> {
    const run = await decodeRunArchive(file);
    this.waiting = { file: file.name, run };
    if (this.isInUse(run.data)) return this.goOn();
    const isComing =
      this.store.getState().dataset === null || others.length > 0 || this.side.chooseData(run.data);
    if (!isComing) this.ask();
  }

  /** Says which data set the run waits for. */
  private ask(): void {
    if (this.waiting === null) return;
    const { file, run } = this.waiting;
    const { iteration } = run.state;
    this.store.setState({ notice: { kind: 'run-data', file, iteration, data: run.data.name } });
  }

  /** The weights that a person was asked about open with what was said. */
  async giveSettings(given: Partial<RunSettings>): Promise<void> {
    const { notice } = this.store.getState();
    if (notice?.kind !== 'weights-settings') return;
    this.store.setState({ notice: null });
    await this.attempt(notice.file, () => this.openWeights(notice.file, given));
  }

  private async openWeights(file: File, given?: Partial<RunSettings>): Promise<void> {
    const opened = await openWeights(file, given);
    if ('kind' in opened) {
      this.store.setState({ notice: opened });
      return;
    }
    this.side.openCheckpoint(opened.checkpoint, file.name);
    // What stands in the way is said first.
    if (this.store.getState().notice === null) this.store.setState({ notice: remarksOn(file, opened) });
  }

  private async attempt(file: File, open: () => Promise<void>): Promise<void> {
    try {
      await open();
    } catch (error) {
      const message = messageOf(error);
      this.store.setState({ notice: { kind: 'run-file', file: file.name, message } });
    }
  }

  /** The same drawings, whatever the archive is called. */
  private isInUse(data: SavedRun['data']): boolean {
    const { dataset } = this.store.getState();
    return (
      dataset !== null &&
      dataset.source === data.source &&
      dataset.characters === data.characters &&
      dataset.drawings === data.drawings
    );
  }
}
