import { readFile } from 'node:fs/promises';
import { type Checkpoint, type OptionRecord, openCheckpoint, toOptions } from '#session';
import { messageOf } from '#workers';
import { UsageError } from './program.ts';
import { remarkLines } from './remarks.ts';

async function decode<Value>(file: string, decoder: (bytes: Uint8Array) => Value): Promise<Value> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: cannot be read (${error.code})`);
  });
  try {
    return decoder(bytes);
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}

/**
 * Reads a checkpoint's settings and weights, and says on stderr what is to be said of a file that has been through other
 * programs.
 *
 * @param given settings of weights whose file does not name them
 * @throws UsageError where it is none or cannot be read
 */
export async function readCheckpoint(file: string, given?: OptionRecord): Promise<Checkpoint> {
  const opened = await decode(file, (bytes) => openCheckpoint(bytes, given));
  for (const line of remarkLines(file, opened)) process.stderr.write(`${line}\n`);
  return opened.checkpoint;
}

/** A checkpoint's settings as options, which others may override. */
export function optionsOf({ settings }: Checkpoint): OptionRecord {
  const { 'evaluate-steps': evaluateSteps, ...options } = toOptions(settings);
  // Left out where it follows `steps`, so that it still does when `--steps` is given.
  return settings.evaluateSteps === settings.steps
    ? options
    : { ...options, 'evaluate-steps': evaluateSteps };
}
