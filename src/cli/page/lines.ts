import type { SplitSummary } from '#data';
import type { HeadlessResult } from '#session';
import type { DrawnEvaluation, Evaluation, TaskResults, TaskSource, TrainingEvent } from '#workers';

/** A line of JSON as the command line prints it. */
export type Line = { type: string } & Record<string, unknown>;

/** Something to be said on stderr. */
export function warningLine(message: string): Line {
  return { type: 'warning', message };
}

/** The line of an evaluation, in training and by `evaluate`; `parts`: of the data set. */
export function evaluationLine(evaluation: Evaluation, parts: SplitSummary): Line {
  return { type: 'evaluation', ...evaluation, parts };
}

/** The line of `evaluate --drawn`. */
export function drawnLine(evaluation: DrawnEvaluation & Pick<TaskSource, 'split' | 'classes'>): Line {
  const { perTask: _, ...rest } = evaluation;
  return { type: 'drawn', ...rest, transductive: false };
}

/** Of each task, its query loss and accuracy after every step. */
export function taskLines({ queryLoss, queryAccuracy }: TaskResults): object[] {
  return queryLoss[0].map((_, task) => ({
    queryLoss: queryLoss.map((step) => step[task]),
    queryAccuracy: queryAccuracy.map((step) => step[task]),
  }));
}

/** The lines that the command line prints for an event of the training. */
export function linesOf(event: TrainingEvent, parts: SplitSummary): Line[] {
  switch (event.type) {
    case 'iterations':
      return event.points.map(({ iteration, queryLoss, queryAccuracy, seconds }) => ({
        type: 'iteration',
        iteration,
        queryLoss,
        queryAccuracy,
        seconds,
      }));
    case 'evaluation':
      return [evaluationLine(event.evaluation, parts)];
    case 'diverged':
    case 'context-lost':
    case 'rebuilt':
      return [event];
    default:
      return [];
  }
}

/** The last line: how the run ended, on what, and its last evaluation. */
export function doneLine({ outcome, backend, state, history, seconds }: HeadlessResult): Line {
  const last = history.evaluations.at(-1);
  const { backend: name, renderer, reason } = backend;
  return {
    type: 'done',
    outcome,
    iterations: state.iteration,
    seconds,
    backend: name,
    ...(renderer && { renderer }),
    ...(reason && { reason }),
    // The figures are those of the iteration they name, which a run that was stopped has left behind.
    ...(last && {
      evaluatedAt: last.iteration,
      split: last.split,
      tasks: last.tasks,
      queryAccuracy: last.queryAccuracy,
      ci95: last.ci95,
    }),
  };
}
