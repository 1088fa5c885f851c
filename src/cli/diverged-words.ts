import type { TrainingEvent } from '#workers';

type Diverged = Extract<TrainingEvent, { type: 'diverged' }>;

/** A loss as a person would write it. */
const told = (loss: number) => (loss < 100 ? loss.toFixed(2) : String(Math.round(loss)));

function seenOf({ cause, trend }: Diverged): string {
  if (trend !== null) {
    const { window, loss, before } = trend;
    return `query loss at ${told(loss)} on average over the last ${window} meta-iterations, at ${told(before)} over the ${window} before`;
  }
  if (cause === 'collapsed') return 'the network answers the same to every drawing';
  return cause === 'not-finite' ? 'a loss is no number any more' : 'a parameter is no number any more';
}

/** What was seen of a run that diverged, and what may help, in one line. */
export function divergedWords(event: Diverged): string {
  const isLost = event.cause === 'not-finite' || event.cause === 'not-finite-parameters';
  const remedy = isLost ? '' : '; --keep-going goes on all the same';
  return `The run diverged at iteration ${event.iteration}: ${seenOf(event)}. Try a smaller --inner-lr or --outer-lr${remedy}.`;
}

/** Whether this is the event of a run that diverged. */
export function isDiverged(event: object): event is Diverged {
  return 'type' in event && event.type === 'diverged';
}
