import { type Dataset, type Split, splitCharacters, summariseSplit } from '#data';
import type { RunSettings } from '#maml';
import {
  type Checkpoint,
  evaluateCheckpoint,
  evaluateDrawn,
  evaluateNearest,
  originsOf,
  toOptions,
} from '#session';
import type { TaskClass } from '#tasks';
import { charactersOf, type Evaluated, type EvaluateOptions } from '#workers';
import { type CheckpointFiles, readCheckpoint } from './checkpoints.ts';
import { openData, type ServedFiles } from './data.ts';
import { post } from './events.ts';
import { drawnLine, evaluationLine, type Line, taskLines, warningLine } from './lines.ts';
import { knownClasses } from './warnings.ts';

/** What is evaluated in place of the weights that were learnt. */
export type Baseline = 'random' | 'nearest';

export interface EvaluateRequest extends EvaluateOptions {
  settings: RunSettings;
  data: ServedFiles;
  checkpoint: CheckpointFiles;
  /** As the drawing view does it: each query drawing alone, beside the random start and nearest neighbour. */
  drawn: boolean;
  baseline?: Baseline;
  /** Where a line per task is wanted, which is posted as `per-task.jsonl`: its file. */
  perTask?: string;
}

/** "Latin/character03"; "Latin/character03 turned 90" where it is turned by so many degrees. */
function className({ characters }: Dataset, { index, turns }: TaskClass): string {
  const { alphabet, name } = characters[index];
  return `${alphabet}/${name}${turns > 0 ? ` turned ${90 * turns}` : ''}`;
}

type Subject = EvaluateOptions & Pick<Checkpoint, 'state' | 'settings'> & { data: Dataset };

/** The line of an evaluation, and what each task contributed to it. */
async function measure(
  { drawn, baseline }: EvaluateRequest,
  subject: Subject,
  split: Split,
): Promise<{ line: Line; perTask: object[] }> {
  const parts = summariseSplit(split);
  if (drawn) {
    const evaluation = await evaluateDrawn(subject);
    const perTask = evaluation.perTask.map((accuracy) => ({ queryAccuracy: accuracy }));
    return { line: { ...drawnLine(evaluation), parts }, perTask };
  }
  const measured: Evaluated =
    baseline === 'nearest'
      ? await evaluateNearest(subject)
      : await evaluateCheckpoint({ ...subject, start: baseline === 'random' ? 'random' : 'learnt' });
  const line = evaluationLine(measured.evaluation, parts);
  return { line: baseline ? { ...line, baseline } : line, perTask: taskLines(measured.perTask) };
}

/**
 * Evaluates a checkpoint as the page does and returns the lines to print: a warning, where there is one, and the result.
 *
 * @throws DataError, TooFewError, CheckpointError for what is wrong with the files
 */
export async function evaluate(request: EvaluateRequest): Promise<Line[]> {
  const { data: served, settings, tasks, steps, seed, classes, baseline } = request;
  const {
    state,
    settings: trained,
    trainedOn,
  } = await readCheckpoint(request.checkpoint, toOptions(settings));
  const { dataset: data } = await openData(served, new AbortController().signal);
  const split = splitCharacters(data.characters, settings);
  const options = { tasks, steps, seed, classes };
  // The random start is the run's own; a seed given here is for the tasks.
  const subject = { ...options, data, state, settings: { ...settings, seed: trained.seed } };
  const { line, perTask } = await measure(request, subject, split);
  if (request.perTask !== undefined) {
    const origins = originsOf(subject);
    const lines = perTask.map((figures, task) => {
      const { seeds, classes } = origins[task];
      return JSON.stringify({
        task,
        seeds,
        classes: classes.map((each) => className(data, each)),
        ...figures,
      });
    });
    await post('per-task.jsonl', `${lines.join('\n')}\n`);
  }
  const warnings =
    baseline === undefined ? knownClasses(trainedOn, data, charactersOf(data, split, classes)) : [];
  return [...warnings.map(warningLine), line];
}
