/** The words of the two charts of a run. */
export const charts = {
  accuracy: 'Query accuracy',
  loss: 'Query loss',
  metaTraining: 'meta-training<more>, running mean</more>',
  evaluation: '{part}<more>, 95% interval</more>',
  chance: 'chance',
  chanceAt: 'chance {level}',
  iteration: 'meta-iteration',
  none: 'One line per inner step will grow here.',
  notANumber: 'NaN, {iteration, number}',
  stopped: 'stopped, {iteration, number}',
  /** The slider over a chart: its name and its value. */
  read: '{chart} at a meta-iteration',
  at: 'Meta-iteration {iteration, number}',
  readValue: 'Meta-iteration {iteration, number}, step 0 to step {steps, number}: {values}.',
  evaluationShort: '{part} {iteration, number}',
  within: '{value} ±{half}',
  yes: 'yes',
  no: 'no',
  summary: {
    nothing: 'Nothing is measured yet.',
    accuracy:
      'Query accuracy from step 0 to step {steps, number} at meta-iteration {iteration, number}: {values}.',
    loss: 'Query loss from step 0 to step {steps, number} at meta-iteration {iteration, number}: {values}.',
    evaluation: 'On {part} characters at meta-iteration {iteration, number}: {values}.',
    chance: 'Chance: {chance}.',
    stopped: 'The run stopped at meta-iteration {iteration, number}.',
    changes: 'Settings changed: {changes}.',
    change: '{change} from meta-iteration {iteration, number}',
  },
} as const;
