import type { SettingKey } from './settings.ts';

/** What each setting means, in a few words of English: for the command line's help and the README. */
export const settingMeanings: Readonly<Record<SettingKey, string>> = {
  algorithm: 'how tasks adapt, and how their ends move the start',
  network: 'four convolutional blocks and a linear layer, of this kind',
  filters: 'of every convolution',
  ways: 'N: classes of a task',
  shots: 'K: support drawings of each class',
  queries: 'query drawings of each class',
  metaBatch: 'tasks of a meta-iteration',
  steps: 'inner-loop steps',
  innerLr: 'alpha, the inner learning rate; meta-sgd: where its learnt rates begin',
  outerLr: 'beta, the outer learning rate of Adam',
  outerSchedule: 'of beta; cosine: down to 0 over all --iterations',
  iterations: 'meta-iterations in all, those of a run gone on from among them',
  rotations: 'quarter turns of a character are new meta-training classes',
  trainCharacters: 'meta-training characters in use, spread over all there are; 0: all',
  split:
    "official: Omniglot's evaluation half is meta-test; file-order: 1,200 of 1,623 train, the rest is meta-test; shuffled: as many at random, whatever the alphabet",
  validationShare: 'of the meta-training alphabets, kept for the evaluations on the way; 0: trains on all',
  tasksWithin: 'where the classes of a task come from; alphabet: all from one, which is harder',
  ink: 'high: ink is 1 on 0, as in the code of the paper; low: ink is 0 on 1',
  seed: 'of the random start and of every episode',
  backend: 'where to compute; auto: the fastest here',
  evaluateEvery:
    'meta-iterations from one evaluation to the next, on validation classes where there are any; 0: only at the end',
  evaluateTasks: 'tasks of an evaluation; 0: none',
  evaluateSteps: 'inner-loop steps of an evaluation',
  evaluateRotations: 'quarter turns are new classes in evaluations, too',
};
