import type { RunSettings } from '#maml';
import { evaluateCheckpoint } from '#session';
import type { EvaluateOptions } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { type Archive, openData } from './data.ts';
import { evaluationLine } from './lines.ts';

export interface EvaluateRequest extends EvaluateOptions {
  settings: RunSettings;
  /** None: the invented alphabets. */
  archives: Archive[];
  checkpoint: CheckpointFiles;
}

/**
 * Evaluates a checkpoint as the page does and returns the line to print.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function evaluate(request: EvaluateRequest) {
  const { settings, archives, checkpoint, ...options } = request;
  const { state } = await readCheckpoint(checkpoint);
  const { dataset: data } = await openData(archives, new AbortController().signal);
  const { evaluation } = await evaluateCheckpoint({ settings, data, state, ...options });
  return evaluationLine(evaluation);
}
