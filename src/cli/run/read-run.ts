import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  BEST_FILE,
  type Checkpoint,
  decodeRunArchive,
  decodeRunRecord,
  type OptionRecord,
  OtherSaveError,
  openCheckpoint,
  RUN_FILES,
  type Run,
  type SavedRecord,
  saveMark,
  withOptimizer,
} from '#session';
import { messageOf } from '#workers';
import { UsageError } from '../program.ts';
import { remarkLines } from '../remarks.ts';
import { codeOf, isFolder, NEW } from './files.ts';
import { HISTORY_FILE, linesUpTo } from './history-log.ts';
import type { Beginning } from './run-writer.ts';

/** A run to go on with, as it was found on the disk. */
export interface FoundRun extends Checkpoint, Beginning {
  /** What it has done so far; undefined where that is not known. */
  record: (Pick<Run, 'settings' | 'history' | 'seconds'> & Pick<SavedRecord, 'best'>) | undefined;
  /** The folder that it lies in; null for a run in one file. */
  folder: string | null;
  /** What is not as a run that goes on exactly would have it, each in a line. */
  remarks: string[];
}

async function read(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error) => {
    throw new UsageError(`--resume ${file}: cannot be read (${codeOf(error)}).`);
  });
}

/** @throws UsageError with what `decode` says about the file */
async function decoded<Value>(file: string, decode: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await decode();
  } catch (error) {
    throw new UsageError(`--resume ${file}: ${messageOf(error)}`);
  }
}

/** The file of a save under one of its names or, after a crash between two renames, under that of a new one. */
async function ofSameSave<Value>(
  folder: string,
  names: readonly string[],
  take: (bytes: Uint8Array) => Value | null,
): Promise<{ value: Value | null; isUnnamed: boolean; isThere: boolean }> {
  const files = names
    .flatMap((name) => [name, name + NEW])
    .map((each) => join(folder, each))
    .filter((file) => existsSync(file));
  for (const file of files) {
    const bytes = await read(file);
    const value = await decoded(file, () => take(bytes));
    if (value !== null) return { value, isUnnamed: file.endsWith(NEW), isThere: true };
  }
  return { value: null, isUnnamed: false, isThere: files.length > 0 };
}

/** A checkpoint under any name, with what was saved with it beside it. */
async function readFolderRun(file: string, bytes: Uint8Array, given: OptionRecord): Promise<FoundRun> {
  const folder = dirname(file);
  const opened = await decoded(file, () => openCheckpoint(bytes, given));
  const { checkpoint } = opened;
  const { iteration } = checkpoint.state;
  const mark = saveMark(checkpoint.state);
  const remarks = remarkLines(file, opened);
  const unnamed: string[] = [];

  // An exported program names the moments after its checkpoint.
  const asProgram = basename(file).replace(/(\.safetensors)?$/, `.${RUN_FILES.optimizer}`);
  const moments = await ofSameSave(folder, [RUN_FILES.optimizer, asProgram], (content) => {
    try {
      return withOptimizer(checkpoint, content);
    } catch (error) {
      if (error instanceof OtherSaveError) return null;
      throw error;
    }
  });
  if (moments.value === null) {
    const why = moments.isThere
      ? `${RUN_FILES.optimizer} beside ${file} belongs to another iteration or run`
      : `there is no ${RUN_FILES.optimizer} beside ${file}`;
    remarks.push(`Adam's moments start from zero at iteration ${iteration}: ${why}.`);
  } else if (moments.isUnnamed) unnamed.push(RUN_FILES.optimizer);

  const record = await ofSameSave(folder, [RUN_FILES.record], (content) => {
    const found = decodeRunRecord(content);
    const isOurs = found.save === undefined ? found.iteration === iteration : found.save === mark;
    return isOurs ? found : null;
  });
  if (record.value === null) {
    const why = record.isThere ? 'is of another save' : 'is missing';
    remarks.push(
      `The record begins anew at iteration ${iteration}: ${RUN_FILES.record} beside ${file} ${why}.`,
    );
  } else if (record.isUnnamed) {
    unnamed.push(RUN_FILES.record);
    if (existsSync(join(folder, HISTORY_FILE + NEW))) unnamed.push(HISTORY_FILE);
  }
  const log = (settled: boolean) =>
    join(folder, unnamed.includes(HISTORY_FILE) && !settled ? HISTORY_FILE + NEW : HISTORY_FILE);
  const history = (settled: boolean) => (record.value === null ? [] : linesUpTo(log(settled), iteration));
  const whole = moments.value ?? checkpoint;
  const known = record.value && { ...record.value, settings: checkpoint.settings };
  const bestFile = join(folder, BEST_FILE);
  const best = record.value?.best !== undefined && existsSync(bestFile) ? bestFile : null;
  return { ...whole, record: known ?? undefined, folder, unnamed, best, history, remarks };
}

async function readZippedRun(file: string, bytes: Uint8Array): Promise<FoundRun> {
  const { settings, state, trainedOn, ...record } = await decoded(file, () =>
    decodeRunArchive(new Blob([new Uint8Array(bytes)])),
  );
  const remarks =
    state.optimizer === undefined
      ? [`Adam's moments start from zero at iteration ${state.iteration}: there are none in ${file}.`]
      : [];
  return {
    settings,
    state,
    trainedOn,
    record: { settings, ...record },
    folder: null,
    unnamed: [],
    best: null,
    history: () => [],
    remarks,
  };
}

/**
 * The run that `--resume` names: a run's folder, a checkpoint under any name, or a run's `.maml.zip`.
 *
 * @param given options for what the file of another program does not tell
 * @throws UsageError where it is none or cannot be read
 */
export async function readRun(path: string, given: OptionRecord = {}): Promise<FoundRun> {
  const file = (await isFolder(path)) ? join(path, RUN_FILES.checkpoint) : path;
  const bytes = await read(file);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readZippedRun(file, bytes) : readFolderRun(file, bytes, given);
}
