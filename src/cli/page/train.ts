import { drawingCount, splitCharacters, summariseSplit } from '#data';
import type { RunSettings } from '#maml';
import {
  encodeRunFiles,
  type HeadlessOptions,
  type HeadlessResult,
  type MachineRecord,
  machineRecord,
  runHeadless,
  type Snapshot,
  summarise,
  type TrainedOn,
  trainedOn,
} from '#session';
import { createEpisodeSource, type LoadedSet } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { EventSender, post } from './events.ts';
import { doneLine, linesOf, warningLine } from './lines.ts';
import { knownClasses, missingBest, missingParts } from './warnings.ts';

export interface TrainRequest {
  settings: RunSettings;
  data: ServedFiles;
  resume: CheckpointFiles | null;
  /** What the run to go on with has done so far. */
  record: HeadlessOptions['record'];
  /** Whether the weights that are best on validation are kept beside the last ones. */
  keepBest: boolean;
  /** Whether a run goes on that would count as diverged. */
  keepGoing: boolean;
  /** Seconds from one save to the next; null: nothing is kept. */
  saveEvery: number | null;
  /** Name and version of what `run.json` is to name. */
  versions: Record<string, string>;
  /** What Node knows of the processor. */
  machine: Pick<MachineRecord, 'processor' | 'architecture'>;
}

/** `unbegun`: stopped before anything was learnt. */
export type TrainOutcome = HeadlessResult['outcome'] | 'unbegun';

/** Hands the files of a save over, once the Node side has heard of all that led to it. */
async function handOver(files: Map<string, Uint8Array<ArrayBuffer>>, sender: EventSender): Promise<void> {
  await sender.arrived();
  for (const [name, bytes] of files) await post(name, bytes);
  await window.saveFiles([...files.keys()]);
}

/** A run's files as it stands. */
function filesOf(
  request: TrainRequest,
  { dataset, skipped }: Pick<LoadedSet, 'dataset' | 'skipped'>,
  snapshot: Snapshot,
  before?: TrainedOn,
) {
  const { settings, versions } = request;
  const { state, backend, history, seconds, best } = snapshot;
  const data = summarise(dataset, skipped, false, settings);
  const machine = { ...machineRecord(backend), ...request.machine };
  const { iteration } = state;
  const learnt = trainedOn(dataset.characters, settings, before);
  const bestRecord = best && { iteration: best.iteration, queryAccuracy: best.queryAccuracy };
  return encodeRunFiles(
    { settings, data, backend, versions, machine, iteration, seconds, best: bestRecord, history },
    { settings, state, trainedOn: learnt },
    best?.state && { settings, state: best.state, trainedOn: learnt },
  );
}

/**
 * Trains as the page does, sends a line per event, and hands the run's files over while it goes and at its end.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function train(request: TrainRequest, signal: AbortSignal): Promise<TrainOutcome> {
  const { settings, record, keepBest, keepGoing, saveEvery } = request;
  const sender = new EventSender();
  const before = request.resume ? await readCheckpoint(request.resume) : undefined;
  const loaded = await openData(request.data, signal).catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (loaded === null) return 'unbegun';
  const { dataset, skipped, seconds } = loaded;
  const split = splitCharacters(dataset.characters, settings);
  const parts = summariseSplit(split);
  sender.send({
    type: 'data',
    characters: dataset.characters.length,
    drawings: drawingCount(dataset),
    ...(skipped > 0 && { skipped }),
    split: parts,
    seconds,
  });
  // A set that is refused is told of in one line.
  createEpisodeSource(dataset, split, settings);
  const judging = settings.evaluateTasks > 0 ? [...split.validation, ...split.test] : [];
  const warnings = [
    ...missingParts(split, settings),
    ...(keepBest ? missingBest(split, settings) : []),
    ...knownClasses(before?.trainedOn, dataset, judging),
  ];
  for (const warning of warnings) sender.send(warningLine(warning));
  const save = (snapshot: Snapshot) =>
    handOver(filesOf(request, loaded, snapshot, before?.trainedOn), sender);
  const result = await runHeadless({
    settings,
    data: dataset,
    state: before?.state,
    record,
    keepBest,
    keepGoing,
    signal,
    saving: saveEvery === null ? undefined : { every: saveEvery, save },
    onEvent(event) {
      for (const line of linesOf(event, parts)) sender.send(line);
    },
  });
  // What was there before is worth more than a start that nothing was learnt from.
  const isUnbegun = result.outcome === 'stopped' && result.state.iteration === (before?.state.iteration ?? 0);
  if (saveEvery !== null && !isUnbegun) await save(result);
  sender.send(doneLine(result));
  await sender.arrived();
  return isUnbegun ? 'unbegun' : result.outcome;
}
