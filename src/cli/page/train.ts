import { type Dataset, drawingCount } from '#data';
import type { RunSettings } from '#maml';
import {
  encodeCheckpoint,
  encodeOptimizer,
  encodeRun,
  type HeadlessResult,
  runHeadless,
  summarise,
} from '#session';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { EventSender, post } from './events.ts';
import { doneLine, linesOf } from './lines.ts';

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
async function keepRun(request: TrainRequest, dataset: Dataset, skipped: number, result: HeadlessResult) {
  const { settings, versions } = request;
  const { state, history, backend, seconds } = result;
  await post('checkpoint.safetensors', encodeCheckpoint({ settings, state }));
  const optimizer = encodeOptimizer({ settings, state });
  if (optimizer) await post('optimizer.safetensors', optimizer);
  const data = summarise(dataset, skipped, false, settings);
  const iteration = state.iteration;
  await post('run.json', encodeRun({ settings, data, backend, versions, iteration, seconds, history }));
}

/**
 * Trains as the page does and sends a line per event.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function train(request: TrainRequest, signal: AbortSignal): Promise<HeadlessResult['outcome']> {
  const sender = new EventSender();
  const state = request.resume ? (await readCheckpoint(request.resume)).state : undefined;
  const { dataset, skipped, seconds } = await openData(request.data, signal);
  sender.send({
    type: 'data',
    characters: dataset.characters.length,
    drawings: drawingCount(dataset),
    ...(skipped > 0 && { skipped }),
    seconds,
  });
  const result = await runHeadless({
    settings: request.settings,
    data: dataset,
    state,
    keepGoing: request.keepGoing,
    signal,
    onEvent(event) {
      for (const line of linesOf(event)) sender.send(line);
    },
  });
  if (request.keep) await keepRun(request, dataset, skipped, result);
  sender.send(doneLine(result));
  await sender.arrived();
  return result.outcome;
}
