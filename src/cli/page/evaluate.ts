import type { RunSettings } from '#maml';
import { evaluateCheckpoint, evaluateDrawn } from '#session';
import type { EvaluateOptions } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { drawnLine, evaluationLine } from './lines.ts';

export interface EvaluateRequest extends EvaluateOptions {
  settings: RunSettings;
  data: ServedFiles;
  checkpoint: CheckpointFiles;
  /** As the drawing view does it: each query drawing alone, beside the random start and nearest neighbour. */
  drawn: boolean;
}

/**
 * Evaluates a checkpoint as the page does and returns the line to print.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function evaluate(request: EvaluateRequest) {
  const { settings, data: served, checkpoint, drawn, ...options } = request;
  const { state, settings: trained } = await readCheckpoint(checkpoint);
  const { dataset: data } = await openData(served, new AbortController().signal);
  if (drawn) {
    // The random start is the run's own; a seed given here is for the tasks.
    const start = { ...settings, seed: trained.seed };
    return drawnLine(await evaluateDrawn({ settings: start, data, state, ...options }));
  }
  const { evaluation } = await evaluateCheckpoint({ settings, data, state, ...options });
  return evaluationLine(evaluation);
}
