import type { Dataset, Split } from '#data';
import type { RunSettings } from '#maml';
import { learntAmong, type TrainedOn } from '#session';

/** That some of the classes evaluated on are known to the network; none where it tells of none. */
export function knownClasses(
  learnt: TrainedOn | undefined,
  { characters }: Dataset,
  indices: readonly number[],
): string[] {
  const known = learnt === undefined ? 0 : learntAmong(learnt, characters, indices);
  if (known === 0) return [];
  return [
    `The checkpoint was meta-trained on ${known} of the ${indices.length} classes it is evaluated on: this is no test.`,
  ];
}

/** What the parts of the data set leave to be wished for. */
export function missingParts(
  { validation, test }: Split,
  { evaluateTasks, validationShare }: RunSettings,
): string[] {
  if (evaluateTasks === 0) return [];
  if (test.length > 0) {
    return validation.length === 0 && validationShare > 0
      ? ['Too few alphabets for validation: the run is evaluated on meta-test classes on its way, too.']
      : [];
  }
  if (validation.length > 0) return ['No meta-test classes: the last evaluation is on validation classes.'];
  return ['Neither validation nor meta-test classes: the run is not evaluated.'];
}

/** What keeps `--keep-best` from choosing: nothing is evaluated on validation classes. */
export function missingBest({ validation }: Split, { evaluateEvery, evaluateTasks }: RunSettings): string[] {
  if (validation.length > 0 && evaluateEvery > 0 && evaluateTasks > 0) return [];
  return ['--keep-best: no evaluation on validation classes; only the last weights are kept.'];
}
