import { splitCharacters } from '#data';
import type { BackendReport, LearnerState } from '#maml';
import {
  type DrawnEvaluation,
  type Evaluated,
  type EvaluateOptions,
  measureDrawn,
  measureNearest,
  StudioClient,
  shareDataset,
  type TaskOrigin,
  type TaskSource,
  taskSource,
} from '#workers';
import { createClient, type HeadlessOptions } from './headless.ts';

type EvaluationOptions = Pick<HeadlessOptions, 'settings' | 'data'> & EvaluateOptions;

/** Evaluates weights on a data set, as training does: the same seed gives the same tasks. */
export async function evaluateCheckpoint(
  options: EvaluationOptions & Pick<HeadlessOptions, 'createService'> & { state: LearnerState },
): Promise<Evaluated & { backend: BackendReport }> {
  const { settings, data, state, createService = createClient, ...evaluate } = options;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const service = createService((event) => {
    if (event.type === 'failed' || event.type === 'trouble') fail(new Error(event.message));
  });
  const work = async () => {
    const backend = await service.open({
      data: await shareDataset(data),
      split: splitCharacters(data.characters, settings),
      settings,
      state,
      previews: false,
    });
    return { ...(await service.evaluateTasks(evaluate)), backend };
  };
  try {
    return await Promise.race([work(), failed]);
  } finally {
    service.close();
  }
}

/**
 * Evaluates weights as the drawing view uses them: every query drawing is classified alone. The tasks are
 * those of `evaluateCheckpoint`; the random start is that of the settings' seed.
 *
 * @throws TooFewError where the data set is too small for the tasks
 */
export async function evaluateDrawn(
  options: EvaluationOptions & { state: LearnerState },
): Promise<DrawnEvaluation & Pick<TaskSource, 'split' | 'classes'>> {
  const { settings, state, tasks, steps } = options;
  const source = sourceOf(options);
  const studio = new StudioClient();
  try {
    const drawn = await measureDrawn(studio, {
      start: { settings, parameters: state.parameters },
      inner: { steps, innerLr: settings.innerLr },
      tasks,
      episode: (index) => source.tasks('evaluation', index, 1),
    });
    return { ...drawn, split: source.split, classes: source.classes };
  } finally {
    studio.close();
  }
}

/**
 * What the nearest support drawing reaches on the tasks of `evaluateCheckpoint`, without a network.
 *
 * @throws TooFewError where the data set is too small for the tasks
 */
export function evaluateNearest(options: EvaluationOptions): Promise<Evaluated> {
  return measureNearest(sourceOf(options), options.tasks);
}

/** Where the tasks of an evaluation come from, in their order. */
export function originsOf(options: EvaluationOptions): TaskOrigin[] {
  const source = sourceOf(options);
  return Array.from({ length: options.tasks }, (_, index) => source.origin('evaluation', index));
}

function sourceOf({ settings, data, seed, classes }: EvaluationOptions): TaskSource {
  return taskSource(data, splitCharacters(data.characters, settings), { ...settings, seed }, classes);
}
