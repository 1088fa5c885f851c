import { drawingCount, type SplitSummary } from '#data';
import type { RunSettings } from '#maml';
import {
  encodeCheckpoint,
  encodeOptimizer,
  encodeRun,
  type HeadlessResult,
  runHeadless,
  summarise,
  type TrainedOn,
  trainedOn,
} from '#session';
import type { LoadedSet } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { EventSender, post } from './events.ts';
import { doneLine, linesOf, warningLine } from './lines.ts';

export interface TrainRequest {
  settings: RunSettings;
  data: ServedFiles;
  resume: CheckpointFiles | null;
  /** Whether a run goes on that would count as diverged. */
  keepGoing: boolean;
  /** Whether to post the files of `--out`. */
  keep: boolean;
  /** Name and version of what `run.json` is to name. */
  versions: Record<string, string>;
}

/** Posts what `--out` holds: the checkpoint, Adam's moments beside it, and the run's record. */
async function keepRun(
  request: TrainRequest,
  { dataset, skipped }: Pick<LoadedSet, 'dataset' | 'skipped'>,
  result: HeadlessResult,
  before?: TrainedOn,
) {
  const { settings, versions } = request;
  const learnt = trainedOn(dataset.characters, settings, before);
  const { state, history, backend, seconds } = result;
  await post('checkpoint.safetensors', encodeCheckpoint({ settings, state, trainedOn: learnt }));
  const optimizer = encodeOptimizer({ settings, state });
  if (optimizer) await post('optimizer.safetensors', optimizer);
  const data = summarise(dataset, skipped, false, settings);
  const iteration = state.iteration;
  await post('run.json', encodeRun({ settings, data, backend, versions, iteration, seconds, history }));
}

/** What the parts of the data set leave to be wished for. */
function warningsOf(
  { validation, test }: SplitSummary,
  { evaluateTasks, validationShare }: RunSettings,
): string[] {
  if (evaluateTasks === 0) return [];
  if (test > 0) {
    return validation === 0 && validationShare > 0
      ? ['Too few alphabets for validation: the run is evaluated on meta-test classes on its way, too.']
      : [];
  }
  if (validation > 0) return ['No meta-test classes: the last evaluation is on validation classes.'];
  return ['Neither validation nor meta-test classes: the run is not evaluated.'];
}

/**
 * Trains as the page does and sends a line per event.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function train(request: TrainRequest, signal: AbortSignal): Promise<HeadlessResult['outcome']> {
  const sender = new EventSender();
  const { settings } = request;
  const before = request.resume ? await readCheckpoint(request.resume) : undefined;
  const loaded = await openData(request.data, signal);
  const { dataset, skipped, seconds } = loaded;
  const { split } = summarise(dataset, skipped, false, settings);
  sender.send({
    type: 'data',
    characters: dataset.characters.length,
    drawings: drawingCount(dataset),
    ...(skipped > 0 && { skipped }),
    split,
    seconds,
  });
  for (const warning of warningsOf(split, settings)) sender.send(warningLine(warning));
  const result = await runHeadless({
    settings,
    data: dataset,
    state: before?.state,
    keepGoing: request.keepGoing,
    signal,
    onEvent(event) {
      for (const line of linesOf(event, split)) sender.send(line);
    },
  });
  if (request.keep) await keepRun(request, loaded, result, before?.trainedOn);
  sender.send(doneLine(result));
  await sender.arrived();
  return result.outcome;
}
