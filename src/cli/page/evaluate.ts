import { type Dataset, splitCharacters, summariseSplit } from '#data';
import type { RunSettings } from '#maml';
import { evaluateCheckpoint, evaluateDrawn, learntAmong, type TrainedOn } from '#session';
import { charactersOf, type EvaluateOptions } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { drawnLine, evaluationLine, type Line, warningLine } from './lines.ts';

export interface EvaluateRequest extends EvaluateOptions {
  settings: RunSettings;
  data: ServedFiles;
  checkpoint: CheckpointFiles;
  /** As the drawing view does it: each query drawing alone, beside the random start and nearest neighbour. */
  drawn: boolean;
}

/** That some of the classes evaluated on are known to the network; null where none is. */
function warningOf(
  learnt: TrainedOn | undefined,
  { characters }: Dataset,
  indices: readonly number[],
): string | null {
  const known = learnt === undefined ? 0 : learntAmong(learnt, characters, indices);
  return known === 0
    ? null
    : `The checkpoint was meta-trained on ${known} of the ${indices.length} classes it is evaluated on: this is no test.`;
}

/**
 * Evaluates a checkpoint as the page does and returns the lines to print: a warning, where there is one, and the result.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function evaluate(request: EvaluateRequest): Promise<Line[]> {
  const { settings, data: served, checkpoint, drawn, ...options } = request;
  const { state, settings: trained, trainedOn } = await readCheckpoint(checkpoint);
  const { dataset: data } = await openData(served, new AbortController().signal);
  const split = splitCharacters(data.characters, settings);
  const warning = warningOf(trainedOn, data, charactersOf(data, split, options.classes));
  const warnings = warning === null ? [] : [warningLine(warning)];
  if (drawn) {
    // The random start is the run's own; a seed given here is for the tasks.
    const start = { ...settings, seed: trained.seed };
    const drawnAlone = await evaluateDrawn({ settings: start, data, state, ...options });
    return [...warnings, { ...drawnLine(drawnAlone), split: options.classes, parts: summariseSplit(split) }];
  }
  const { evaluation } = await evaluateCheckpoint({ settings, data, state, ...options });
  return [...warnings, evaluationLine(evaluation, summariseSplit(split))];
}
