import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Checkpoint, decodeCheckpoint, type OptionRecord, toOptions, withOptimizer } from '#session';
import { messageOf } from '#workers';
import { UsageError } from './program.ts';

const CHECKPOINT = 'checkpoint.safetensors';
const OPTIMIZER = 'optimizer.safetensors';

/** A checkpoint read from the disk, and the files that it was read from: itself, then Adam's moments. */
export interface ReadCheckpoint extends Checkpoint {
  files: string[];
}

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
 * Reads a checkpoint, with the optimizer's moments that a run's folder has beside it.
 *
 * @param given settings of weights whose file does not name them
 * @throws UsageError where it is none or cannot be read
 */
export async function readCheckpoint(file: string, given?: OptionRecord): Promise<ReadCheckpoint> {
  const checkpoint = await decode(file, (bytes) => decodeCheckpoint(bytes, given));
  const optimizer = join(dirname(file), OPTIMIZER);
  if (basename(file) !== CHECKPOINT || !existsSync(optimizer)) return { ...checkpoint, files: [file] };
  const whole = await decode(optimizer, (bytes) => withOptimizer(checkpoint, bytes));
  return { ...whole, files: [file, optimizer] };
}

/** A checkpoint's settings as options, which others may override. */
export function optionsOf({ settings }: Checkpoint): OptionRecord {
  const { 'evaluate-steps': evaluateSteps, ...options } = toOptions(settings);
  // Left out where it follows `steps`, so that it still does when `--steps` is given.
  return settings.evaluateSteps === settings.steps
    ? options
    : { ...options, 'evaluate-steps': evaluateSteps };
}
