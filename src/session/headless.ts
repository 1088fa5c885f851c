import { type Dataset, type Split, splitCharacters } from '#data';
import type { BackendReport, LearnerState, RunSettings } from '#maml';
import { createEpisodeSource, TrainingClient, type TrainingEvent, type TrainingService } from '#workers';
import { shared } from './headless-data.ts';
import { createRecorder } from './history.ts';
import type { History } from './state.ts';

/** How a run without a page ended. */
export interface HeadlessResult {
  /** `stopped`: by the signal, after the meta-iteration under way. */
  outcome: 'finished' | 'diverged' | 'stopped';
  backend: BackendReport;
  /** Where the run stands: at its end, or at the last state kept before it diverged. */
  state: LearnerState;
  history: History;
  /** Seconds spent in meta-iterations. */
  seconds: number;
}

export interface HeadlessOptions {
  settings: RunSettings;
  data: Dataset;
  /** Where to go on. */
  state?: LearnerState;
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
  const { settings, data, state, keepGoing, signal, onEvent, createService = createClient } = options;
  const split = splitCharacters(data.characters, settings);
  createEpisodeSource(data, split, settings);
  const recorder = createRecorder(settings);
  let end: (outcome: HeadlessResult['outcome']) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<HeadlessResult['outcome']>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const service = createService((event) => {
    onEvent(event);
    if (event.type === 'iterations') recorder.add(event.points);
    else if (event.type === 'evaluation') recorder.addEvaluation(event.evaluation);
    else if (event.type === 'rebuilt') recorder.truncate(event.iteration);
    else if (event.type === 'diverged') end('diverged');
    else if (event.type === 'finished') end('finished');
    else if (event.type === 'failed' || event.type === 'trouble') fail(new Error(event.message));
  });
  try {
    const backend = await service.open({
      ...(await shared(data, settings)),
      settings,
      state,
      keepGoing,
      previews: false,
    });
    if (signal?.aborted) end('stopped');
    else if (state !== undefined && state.iteration >= settings.iterations) end('finished');
    else {
      signal?.addEventListener('abort', () => service.pause().then(() => end('stopped'), fail), {
        once: true,
      });
      service.start();
    }
    const outcome = await ended;
    const last = await service.state();
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
    return { outcome, backend, state: last, history: recorder.history(), seconds: recorder.seconds() };
  } finally {
    service.close();
  }
}

/** What the last evaluation is on; null where there is nothing to judge a run on. */
function finalPart({ validation, test }: Split): 'validation' | 'test' | null {
  if (test.length > 0) return 'test';
  return validation.length > 0 ? 'validation' : null;
}
