import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { NEW } from './files.ts';

export const HISTORY_FILE = 'history.jsonl';

/** The lines of a log from iteration 1 to `last`; where one is missing or torn, those before it. */
export async function* linesUpTo(file: string, last: number): AsyncGenerator<string> {
  if (!existsSync(file)) return;
  let next = 1;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (next > last || iterationOf(line) !== next) return;
    yield line;
    next++;
  }
}

function iterationOf(line: string): number | null {
  try {
    return JSON.parse(line).iteration;
  } catch {
    return null;
  }
}

/** A meta-iteration as a line of the log. */
export interface LoggedIteration {
  iteration: number;
  [figure: string]: unknown;
}

/**
 * `history.jsonl`: a line a meta-iteration, appended while the run goes. Until the run's first save it has another
 * name, so that what was there stays with what was saved with it.
 */
export class HistoryLog {
  private readonly path: string;
  private handle: FileHandle | null = null;
  private isNamed = false;
  /** Where the next line goes: a write that fails may leave a part of one behind it. */
  private end = 0;
  private waiting = '';
  private writing: Promise<void> = Promise.resolve();

  /** @param path of the log in its folder */
  constructor(path: string) {
    this.path = path;
  }

  /** Begins the log with an earlier one's lines. @throws what the file system throws */
  async begin(lines: AsyncIterable<string> | Iterable<string> = []): Promise<void> {
    this.handle = await open(this.path + NEW, 'w+');
    for await (const line of lines) {
      this.waiting += `${line}\n`;
      if (this.waiting.length > 65_536) await this.write();
    }
    await this.write();
  }

  /** Adds a line; what the disk does not take now is tried again with the next. */
  add(iteration: LoggedIteration): void {
    const line = `${JSON.stringify(iteration)}\n`;
    void this.inTurn(async () => {
      this.waiting += line;
      await this.writeWaiting();
    }).catch(() => {});
  }

  /** Waits until the disk has every line. @throws what the file system throws */
  async sync(): Promise<void> {
    await this.write();
    await this.handle?.sync();
  }

  /** Takes the log's own name, with the first save. */
  async name(): Promise<void> {
    if (this.isNamed) return;
    await rename(this.path + NEW, this.path);
    this.isNamed = true;
  }

  /** Drops the lines after an iteration: the run has gone back to it. */
  goBack(iteration: number): Promise<void> {
    return this.inTurn(async () => {
      await this.writeWaiting();
      let end = 0;
      const file = this.isNamed ? this.path : this.path + NEW;
      for await (const line of linesUpTo(file, iteration)) end += Buffer.byteLength(line) + 1;
      this.end = end;
      await this.handle?.truncate(end);
    });
  }

  /** Closes the file; a log that was never saved goes. */
  async close(): Promise<void> {
    await this.write().catch(() => {});
    await this.handle?.close();
    this.handle = null;
    if (!this.isNamed) await rm(this.path + NEW, { force: true });
  }

  private write(): Promise<void> {
    return this.inTurn(() => this.writeWaiting());
  }

  private inTurn(job: () => Promise<void>): Promise<void> {
    const work = this.writing.then(job);
    this.writing = work.catch(() => {});
    return work;
  }

  private async writeWaiting(): Promise<void> {
    if (this.handle === null || this.waiting === '') return;
    const text = this.waiting;
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.handle.write(
        bytes,
        written,
        bytes.length - written,
        this.end + written,
      );
      written += bytesWritten;
    }
    this.end += bytes.length;
    this.waiting = this.waiting.slice(text.length);
  }
}
