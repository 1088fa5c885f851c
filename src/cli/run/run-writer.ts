import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BEST_FILE, RUN_FILES } from '#session';
import { UsageError } from '../program.ts';
import { codeOf, isFolder, makeFolder, NEW, syncFolder, writeWhole } from './files.ts';
import { HISTORY_FILE, HistoryLog, type LoggedIteration } from './history-log.ts';

/** Bytes that there must be room for before training: a save of the largest network. */
const ROOM = 4 * 2 ** 20;

const PROBE = '.room';

/** What a run's folder goes on from. */
export interface Beginning {
  /** Files of an interrupted save that belong to the state the run goes on from: they get their names now. */
  unnamed: readonly string[];
  /** The weights that were best so far, where they are to be kept and lie elsewhere. */
  best: string | null;
  /** The earlier log's lines; `settled`: it has got its name. */
  history(settled: boolean): AsyncIterable<string> | Iterable<string>;
}

/**
 * A run's folder while the run goes. The files of a save are written beside the old ones, then take their names one
 * after the other; each names its save, so that whoever reads them after a crash in between finds those that belong
 * together (`readRun`).
 */
export class RunWriter {
  private readonly folder: string;
  private readonly log: HistoryLog;
  private saving: Promise<unknown> = Promise.resolve();

  private constructor(folder: string) {
    this.folder = folder;
    this.log = new HistoryLog(join(folder, HISTORY_FILE));
  }

  /**
   * Makes the folder, and sees to it that a run can be saved there.
   *
   * @throws UsageError where it cannot
   */
  static async open(folder: string, beginning: Partial<Beginning> = {}): Promise<RunWriter> {
    const writer = new RunWriter(folder);
    try {
      await makeFolder(folder);
      await assertNoFolders(folder);
      const probe = join(folder, PROBE);
      await writeWhole(probe, new Uint8Array(ROOM)).finally(() => rm(probe, { force: true }));
      const { unnamed = [], best = null, history } = beginning;
      for (const name of unnamed) await rename(join(folder, name + NEW), join(folder, name));
      if (best !== null) await writeWhole(join(folder, BEST_FILE), await readFile(best));
      await writer.log.begin(history?.(unnamed.includes(HISTORY_FILE)));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`--out ${folder}: cannot be written (${codeOf(error)}).`);
    }
    return writer;
  }

  /** Logs a line of the run's, where it is one to log. */
  hear(line: object): void {
    const { type, ...rest } = line as { type?: string } & LoggedIteration;
    if (type === 'iteration') this.log.add(rest);
    if (type === 'rebuilt') void this.log.goBack(rest.iteration).catch(() => {});
  }

  /**
   * Saves files that belong together, in place of those saved before.
   *
   * @throws Error where it cannot; what was saved before is still there
   */
  save(files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
    const work = this.saving.then(() => this.replace(files));
    this.saving = work.catch(() => {});
    return work;
  }

  async close(): Promise<void> {
    await this.saving;
    await this.log.close();
  }

  private async replace(files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
    const names = [...files.keys()];
    const at = (name: string) => join(this.folder, name);
    try {
      await this.log.sync();
      for (const [name, content] of files) await writeWhole(at(name) + NEW, content);
    } catch (error) {
      await Promise.all(names.map((name) => rm(at(name) + NEW, { force: true })));
      throw new Error(
        `${this.folder}: cannot be saved (${codeOf(error)}); what was saved before is still there.`,
      );
    }
    for (const name of names) {
      // What tells which files are whole comes last: the log before it.
      if (name === names.at(-1)) await this.log.name();
      await rename(at(name) + NEW, at(name));
    }
    await syncFolder(this.folder);
  }
}

/** @throws UsageError where a folder has the name of a file */
async function assertNoFolders(folder: string): Promise<void> {
  const names = [...Object.values(RUN_FILES), BEST_FILE, HISTORY_FILE];
  for (const name of [...names, ...names.map((each) => each + NEW), PROBE]) {
    if (await isFolder(join(folder, name)))
      throw new UsageError(`--out ${folder}: ${name} in it is a folder.`);
  }
}
