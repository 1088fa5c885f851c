/** The words of the two charts of a run. */
export const charts = {
  accuracy: 'Query accuracy',
  loss: 'Query loss',
  metaTraining: 'meta-training<more>, running mean</more>',
  metaTest: 'meta-test<more>, 95% interval</more>',
  chance: 'chance',
  chanceAt: 'chance {level}',
  iteration: 'meta-iteration',
  none: 'One line per inner step will grow here.',
  notANumber: 'NaN, {iteration, number}',
  stopped: 'stopped, {iteration, number}',
  summary: {
    nothing: 'Nothing is measured yet.',
    accuracy:
      'Query accuracy from step 0 to step {steps, number} at meta-iteration {iteration, number}: {values}.',
    loss: 'Query loss from step 0 to step {steps, number} at meta-iteration {iteration, number}: {values}.',
    test: 'Meta-test at meta-iteration {iteration, number}: {values}.',
    chance: 'Chance: {chance}.',
  },
} as const;
