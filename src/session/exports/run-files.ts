import { type Checkpoint, encodeCheckpoint, encodeOptimizer } from '../checkpoint.ts';
import { encodeRun, type RunRecord } from '../run-file.ts';
import { saveMark } from '../save-mark.ts';

/** The files of a run, as the command line's `--out` and a `.maml.zip` name them. */
export const RUN_FILES = {
  checkpoint: 'checkpoint.safetensors',
  optimizer: 'optimizer.safetensors',
  record: 'run.json',
} as const;

/** The weights that were best on validation, beside the last ones. */
export const BEST_FILE = 'best.safetensors';

/**
 * A run as files that belong together, each by its name; the one that tells which are whole comes last.
 *
 * @param best the weights that were best on validation, where they are to be kept, too
 */
export function encodeRunFiles(
  record: RunRecord,
  checkpoint: Checkpoint,
  best?: Checkpoint,
): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map([[RUN_FILES.checkpoint as string, encodeCheckpoint(checkpoint)]]);
  const optimizer = encodeOptimizer(checkpoint);
  if (optimizer !== null) files.set(RUN_FILES.optimizer, optimizer);
  if (best !== undefined) files.set(BEST_FILE, encodeCheckpoint(best));
  const json = encodeRun({ ...record, save: saveMark(checkpoint.state) });
  return files.set(RUN_FILES.record, new TextEncoder().encode(json));
}
