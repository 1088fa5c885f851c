import { type Dataset, type Split, splitCharacters } from '#data';
import type { BackendReport, LearnerState, RunSettings } from '#maml';
import {
  createEpisodeSource,
  shareDataset,
  TrainingClient,
  type TrainingEvent,
  type TrainingService,
} from '#workers';
import { createRecorder, type Recorder } from './history.ts';
import type { Run } from './run.ts';
import type { BestRecord } from './run-file.ts';
import { Saving, type SavingOptions } from './saving.ts';
import type { History } from './state.ts';

/** A run without a page as it stands. */
export interface Snapshot {
  backend: BackendReport;
  state: LearnerState;
  history: History;
  /** Seconds spent in meta-iterations. */
  seconds: number;
  /** Where it was best on validation classes, if that is wanted; the state where it was so in this session. */
  best?: BestRecord & { state?: LearnerState };
}

/** How it ended; a run that diverged stands at the last state kept before. */
export interface HeadlessResult extends Snapshot {
  /** `stopped`: by the signal, after the meta-iteration under way. */
  outcome: 'finished' | 'diverged' | 'stopped';
}

export interface HeadlessOptions {
  settings: RunSettings;
  data: Dataset;
  /** Where to go on. */
  state?: LearnerState;
  /** What the run has done up to there, and with which settings: it goes on, too. */
  record?: Pick<Run, 'settings' | 'history' | 'seconds'> & { best?: BestRecord };
  /** Whether the state that is best on validation classes is wanted beside the last one. */
  keepBest?: boolean;
  /** Saves the run while it goes. */
  saving?: SavingOptions<Snapshot>;
  /** Whether the run goes on where it would count as diverged, as long as its figures are numbers. */
  keepGoing?: boolean;
  /** Aborted to end the run after the meta-iteration under way. */
  signal?: AbortSignal;
  /** Hears of everything in its order: of each meta-iteration once, several at a time where they are fast. */
  onEvent(event: TrainingEvent): void;
  /** Makes the service; the page's own where not given. */
  createService?(listener: (event: TrainingEvent) => void): TrainingService;
}

/** The page's own training. */
export const createClient = (listener: (event: TrainingEvent) => void): TrainingService =>
  new TrainingClient(listener);

/**
 * The page's training, without the page: meta-trains to `settings.iterations`, and evaluates on the way on validation
 * classes where there are any, at the end on meta-test classes. At once at its end where that many are done already.
 *
 * @throws TooFewError where the data set is too small for the tasks; any error of the training.
 */
export async function runHeadless(options: HeadlessOptions): Promise<HeadlessResult> {
  const { settings, data, state, record, keepGoing, signal, onEvent, createService = createClient } = options;
  const split = splitCharacters(data.characters, settings);
  createEpisodeSource(data, split, settings);
  const recorder = recorderFor(options);
  let saving: Saving<Snapshot> | null = null;
  let best: Snapshot['best'] = record?.best;
  let end: (outcome: HeadlessResult['outcome']) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<HeadlessResult['outcome']>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const service = createService((event) => {
    onEvent(event);
    if (event.type === 'iterations') {
      recorder.add(event.points);
      saving?.saveIfDue();
    } else if (event.type === 'evaluation') {
      const { iteration, queryAccuracy } = event.evaluation;
      recorder.addEvaluation(event.evaluation);
      if (event.best) best = { iteration, queryAccuracy: queryAccuracy.at(-1) ?? 0, state: event.best };
    } else if (event.type === 'rebuilt') recorder.truncate(event.iteration);
    else if (event.type === 'diverged') end('diverged');
    else if (event.type === 'finished') end('finished');
    else if (event.type === 'failed' || event.type === 'trouble') fail(new Error(event.message));
  });
  try {
    const backend = await service.open({
      data: await shareDataset(data),
      split,
      settings,
      state,
      bestAbove: options.keepBest ? (record?.best?.queryAccuracy ?? -1) : undefined,
      evaluatedAt: record && (record.history.evaluations.at(-1)?.iteration ?? 0),
      keepGoing,
      previews: false,
    });
    const snapshot = async (): Promise<Snapshot> => {
      const last = await service.state();
      return { backend, state: last, history: recorder.history(), seconds: recorder.seconds(), best };
    };
    if (options.saving) saving = new Saving(options.saving, snapshot);
    if (signal?.aborted) end('stopped');
    else if (state !== undefined && state.iteration >= settings.iterations) end('finished');
    else {
      signal?.addEventListener('abort', () => service.pause().then(() => end('stopped'), fail), {
        once: true,
      });
      service.start();
    }
    const outcome = await ended;
    await saving?.settled();
    const { state: last } = await snapshot();
    const { evaluateTasks: tasks, evaluateSteps: steps, seed } = settings;
    const classes = finalPart(split);
    const isDone = recorder
      .history()
      .evaluations.some((each) => each.iteration === last.iteration && each.split === classes);
    if (outcome === 'finished' && tasks > 0 && classes !== null && !isDone) {
      const evaluation = await service.evaluate({ tasks, steps, seed, classes });
      recorder.addEvaluation(evaluation);
      onEvent({ type: 'evaluation', evaluation });
    }
    return { outcome, ...(await snapshot()) };
  } finally {
    service.close();
  }
}

/** Goes on with the run's record; settings that differ from the run's own are changes of it. */
function recorderFor({ settings, state, record }: HeadlessOptions): Recorder {
  const recorder = createRecorder(record?.settings ?? settings, record);
  if (record !== undefined && state !== undefined) {
    recorder.truncate(state.iteration);
    recorder.take(settings, state.iteration);
  }
  return recorder;
}

/** What the last evaluation is on; null where there is nothing to judge a run on. */
function finalPart({ validation, test }: Split): 'validation' | 'test' | null {
  if (test.length > 0) return 'test';
  return validation.length > 0 ? 'validation' : null;
}
