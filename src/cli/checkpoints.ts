import { readFile } from 'node:fs/promises';
import { type Checkpoint, decodeCheckpoint, type OptionRecord, toOptions } from '#session';
import { messageOf } from '#workers';
import { UsageError } from './program.ts';

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
 * Reads a checkpoint's settings and weights.
 *
 * @param given settings of weights whose file does not name them
 * @throws UsageError where it is none or cannot be read
 */
export function readCheckpoint(file: string, given?: OptionRecord): Promise<Checkpoint> {
  return decode(file, (bytes) => decodeCheckpoint(bytes, given));
}

/** A checkpoint's settings as options, which others may override. */
export function optionsOf({ settings }: Checkpoint): OptionRecord {
  const { 'evaluate-steps': evaluateSteps, ...options } = toOptions(settings);
  // Left out where it follows `steps`, so that it still does when `--steps` is given.
  return settings.evaluateSteps === settings.steps
    ? options
    : { ...options, 'evaluate-steps': evaluateSteps };
}
