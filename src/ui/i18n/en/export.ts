/** The words of exports and of the program. */
export const exporting = {
  open: 'Export',
  title: 'Export',
  intro: 'Files are made here, in the browser. Their names tell the settings and the meta-iteration.',
  nothingYet:
    'Nothing is learnt yet: press Start, and what is greyed out can be taken after the first meta-iteration.',
  noCurve: 'The adaptation curve is still being measured.',
  charts: 'Charts',
  chartsMore: 'With title, axes and legend, on white paper. PNG at twice the size.',
  accuracy: 'Query accuracy',
  loss: 'Query loss',
  curve: 'Adaptation curve',
  history: 'History',
  historyMore:
    'Every point and evaluation that the page keeps, with 95% intervals. The CSV has a row per inner step: classes, iteration, step, query_loss, query_accuracy, their ci95, tasks, seconds.',
  weights: 'Weights',
  weightsMore:
    'The starting weights θ as safetensors in PyTorch’s layout, and a short script that loads them and measures their accuracy on the archives.',
  checkpoint: 'Checkpoint',
  script: 'PyTorch script',
  run: 'The whole run',
  runMore:
    'Settings, weights, optimiser and history in one file. Drop it on this page, or open it where archives are opened, and the run goes on from here.',
  runFile: 'Run as one file',
  program: 'The program',
  programMore: 'These settings as a short PyTorch program, for one machine or many.',
  embed: 'Embed',
  embedMore: 'One view with these settings, for slides and web pages.',
  embedView: 'View',
  embedCode: 'HTML to paste',
  copyEmbed: 'Copy HTML',
  copied: 'Copied',
  copyFailed: 'Select it and copy by hand',
  saved: '{name} is saved.',
  making: 'Making {what}.',
  failed: '{what} could not be made: {message}',
  as: '{what} as {format}',
  showCode: 'Show the code',
  code: {
    open: 'Code',
    title: 'These settings in PyTorch',
    intro:
      'MAML as plain autograd. Needs PyTorch 1.13 or newer and Pillow; reads Omniglot’s archives as they are. It follows every change of the settings.',
    invented: 'The invented alphabets exist on this page only: give it Omniglot’s archives.',
    copy: 'Copy',
    download: 'Download {name}',
  },
  chart: {
    settings:
      '{order, select, maml {MAML, exact second order} other {FOMAML, first order}}, {ways, number}-way {shots, number}-shot, {network}, {filters, number} filters, {steps, plural, =1 {# step} other {# steps}}, α {innerLr}, β {outerLr}, meta-batch {metaBatch, number}, seed {seed}',
    iterations: 'meta-iterations',
    accuracyAxis: 'query accuracy, mean over the tasks',
    lossAxis: 'query loss, nats',
    innerStep: 'inner step, meta-training',
    metaTest: 'meta-test, 95% interval',
    chance: 'chance {level}',
    stepAxis: 'inner steps on the support set',
    curveAxis: 'query accuracy on new tasks',
    learnt:
      'after {iteration, plural, =1 {one meta-iteration} other {# meta-iterations}}, mean of {tasks, number} new tasks',
    random: 'random start',
  },
  notice: {
    runFile: '<b>{file} cannot be opened as a run.</b> {message} The run on this page is as it was.',
    runData:
      '<b>The run in {file} ({iteration, plural, =1 {one meta-iteration} other {# meta-iterations}}) learnt from {data}, which is not in use.</b> Open that set and it goes on there.',
    runDataOpen: 'Open the data set',
    runDataGoOn: 'Go on with {name}',
    runDataInvented: 'Go on with the invented alphabets',
    runDataLeave: 'Leave it',
  },
} as const;
