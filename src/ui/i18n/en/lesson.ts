import type { LessonStepId, PredictedId, predictions, Wait } from '#session';

/** What a step of the lesson says. */
interface StepWords {
  title: string;
  text: string;
  todo: string;
  /** What holds whatever was seen; measured, see docs/lesson-claims.md. */
  done: string;
}

/** What is asked beforehand, and the answers to choose from. */
interface PredictionWords<Id extends PredictedId> {
  question: string;
  choices: Record<(typeof predictions)[Id]['choices'][number], string>;
}

/** The words of the lesson. Its parts are never called steps: a step is one of the inner loop. */
export const lesson = {
  label: 'Lesson',
  progress: '{step, number} of {steps, number}',
  jump: 'Part of the lesson',
  jumpTo: '{step, number}. {title}',
  back: 'Back',
  skip: 'Skip',
  next: 'Next',
  finish: 'To the page',
  formula: 'Formula',
  press: 'Press a symbol to see the part of the page it names.',
  doneSign: 'Done',
  todo: 'To do',
  copyStep: 'Copy link to this part',
  fold: 'Fold the lesson',
  unfold: 'Unfold the lesson',
  givesBack: 'When you go on, the network of iteration {iteration, number} comes back.',
  ownRun: 'Your own run, at iteration {iteration, number}, is kept. It comes back when you leave the lesson.',
  afreshMore: 'This run has been trained for {iteration, number} iterations. To see it from the start:',
  afresh: 'Begin with a new network',
  afreshKept: 'Your run is kept, and comes back when you leave the lesson.',
  lacksSettings:
    'This part is written for other settings than yours: a small network, a few inner steps, a moderate <sym>α</sym>.',
  lacksSettingsKept: 'That takes a new network. Your run is kept, and comes back when you leave the lesson.',
  prepare: 'Use the lesson’s settings',
  lacksTraining:
    'First the network must have learnt something. Press <b>Start</b>, and wait until inner step {steps, number} is 5 points above the random start.',
  lacksTrainingNow: 'Learnt start {learnt}, random start {random}',
  tries: 'Random start after inner step {steps, number}, by α',
  speed: '{speed} meta-iterations per second',
  characters: 'Meta-training characters',
  charactersAll: 'all {count, number}',
  charactersSome: '{count, number} characters',
  pictures: {
    short: 'too short',
    right: 'about right',
    long: 'too long',
    manyTasks: 'One start, many tasks: each arrow is one task’s inner loop.',
    before: 'random start',
    after: 'learnt start',
    exact: 'second order',
    approximate: 'first order',
  },
  symbols: {
    theta: 'starting weights',
    start: 'weights at step 0',
    first: 'weights after inner step 1',
    alpha: 'inner learning rate',
    beta: 'outer learning rate',
    adapted: 'weights after inner step i',
    next: 'weights after inner step i + 1',
    last: 'weights after the last inner step',
    support: 'support set',
    query: 'query set',
    loss: 'loss',
    accuracy: 'accuracy',
    trained: 'trained',
    fresh: 'new',
    adapt: 'inner loop',
  },
  /** Words inside formulas. */
  inFormula: {
    support: 'support',
    query: 'query',
    task: 'task',
    accuracy: 'accuracy',
    trained: 'trained',
    fresh: 'new',
    repeat: 'repeat',
    forEach: 'for each ',
    for: 'for ',
    gap: 'gap',
    adapt: 'adapt',
  },
  /** What a step still waits for; numbers are as they stand. */
  waits: {
    start: 'The run stands still: press <b>Start</b>',
    bothSets: 'Waiting for “support” and “query”',
    support: '“query” is found. Still to find: “support”',
    query: '“support” is found. Still to find: “query”',
    measuring: 'Measuring <sym>α</sym> = {stride}',
    tries: '{count, number} of 3 values measured',
    moreSteps: '{steps, number} inner steps now',
    measuringSteps: 'Measuring {steps, number} inner steps',
    gain: 'Learnt start {learnt}, random start {random}',
    figures: 'Waiting for the first meta-iterations',
    disc: 'Waiting for disc 0',
    shortStride: 'Waiting for <sym>α</sym> = 0.02; it is {stride}',
    shortStrides: '{iterations, number} of 50 meta-iterations; the first inner step brings {share}',
    lead: 'Waiting until the first inner step brings half; it brings {share}',
    longStride: 'Waiting for <sym>α</sym> = 1 or more; it is {stride}',
    longStrides: '{iterations, number} of 10 meta-iterations with <sym>α</sym> = {stride}',
    broken: 'Inner step {steps, number}: {accuracy}. Guessing: {guess}',
    firstOrder: 'Waiting for first order',
    firstOrders: '{iterations, number} of 50 meta-iterations',
    fewCharacters: 'Waiting for ten characters',
    evaluation: 'Waiting for the first ring with so few characters',
    gap: 'Meta-training {accuracy}, new characters {test}',
    symbols: '{symbols, plural, =0 {No symbol yet} other {# symbol}}; two are enough',
    adapt: '{symbols, number} symbols. Next: Adapt',
    ownQuery: 'Adapted. Next: draw one of them again',
  } satisfies Record<Wait, string>,
  /** What was measured just now. */
  seen: {
    scratch: 'Your best: {best} with <sym>α</sym> = {bestAlpha}, over {tried, number} tasks.',
    inner: 'After {from, number} inner steps it got {fewer} right, after {to, number} inner steps {more}.',
    zero: 'Step 0: {accuracy} right, loss {loss}. Guessing: {guess}, loss {chanceLoss}.',
    first: 'With <sym>α</sym> = {stride} the first inner step brings {share}.',
    overfit: 'Now {accuracy} on those few, {test} on new ones.',
    draw: 'It gives its answer {certainty}, after a few inner steps on your symbols.',
  },
  predict: 'Predict:',
  cameTrue: 'You said “{said}”, and so it is.',
  cameOtherwise: 'You said “{said}”. It came out as “{came}”: good that you tried.',
  predictions: {
    scratch: {
      question: 'with your best value it will get right …',
      choices: { low: 'under 50%', middle: '50–75%', high: 'over 75%' },
    },
    inner: {
      question: 'after eight inner steps it will get right …',
      choices: { less: 'less', same: 'the same (±5 points)', more: 'more' },
    },
    zero: {
      question: 'guessing has a loss of {chanceLoss}; that of step 0 is …',
      choices: { less: 'lower', same: 'the same (±0.1)', more: 'higher' },
    },
    first: {
      question: 'with these the first inner step will bring …',
      choices: { less: 'less than half', more: 'half or more' },
    },
    overfit: {
      question: 'on new characters the accuracy will …',
      choices: { less: 'fall', same: 'stay (±5 points)', more: 'rise' },
    },
  } satisfies { [Id in PredictedId]: PredictionWords<Id> },
  steps: {
    task: {
      title: 'A task: a few symbols, hardly any drawings',
      text: 'This network is not taught symbols. It is given <task>tasks</task>: {ways, plural, other {# symbols}} it has never met, {shots, plural, =1 {one drawing} other {# drawings}} of each to learn from, the <supportSet>support set</supportSet>, and other drawings of the same symbols to be tested on, the <querySet>query set</querySet>. That is called <nWay>{ways}‑way {shots}‑shot</nWay>.',
      todo: 'Press “support” and “query” in the formula, and find on the page what they name.',
      done: 'The symbols are numbered anew in each task, so no numbers can be learnt by heart. What can be learnt is how to learn.',
    },
    scratch: {
      title: 'Starting from nothing',
      text: 'Orange is the <randomStart>random start</randomStart>: a network that has only seen the support set. After {steps, number} inner steps on it, it gets {random} of the queries right; <chance>guessing</chance> gives {guess}. Perhaps it only needs another <alpha>stride <sym>α</sym></alpha>.',
      todo: 'Try two other values of <sym>α</sym>, and watch the orange curve.',
      done: 'Ours, over 400 tasks and in up to ten inner steps: 62 to 63%, with <sym>α</sym> at 0.2 to 0.4. Shorter and longer strides were worse. A handful of drawings is too few to start from nothing.',
    },
    inner: {
      title: 'The inner loop: one stride for each disc',
      text: 'At each <adaptationStep>inner step</adaptationStep> the network looks at the support set, finds which way its <crossEntropy>loss</crossEntropy> falls, and moves its weights one stride <sym>α</sym> that way. After each, it is asked about the queries. It never learns from those here.',
      todo: 'Give it eight inner steps. Does the random start get further?',
      done: 'In our runs with <sym>α</sym> = 0.1 it had 57% right after five, and 58% after ten. More practice on the same few drawings does not help; a better place to begin from does.',
    },
    outer: {
      title: 'The outer loop: a better place to begin from',
      text: 'One <metaIteration>meta-iteration</metaIteration>: adapt to {tasks, plural, =1 {one task} other {# tasks}}, see how wrong the last inner step still is on their query sets, and move the <theta>starting weights <sym>θ</sym></theta> a little, so that the same few inner steps would have ended better.',
      todo: 'Press <b>Start</b>, and wait until inner step {steps, number} is 10 points above the random start.',
      done: 'Same network, same drawings, same strides. Only <sym>θ</sym> has moved, and the task shown is of symbols that meta-training never used.',
    },
    zero: {
      title: 'Step 0 knows nothing, and cannot',
      text: '<stepZero>Step 0</stepZero> has not seen the task yet. Which symbol is called 1 was decided by chance, so however long you train, it answers at the level of <chance>guessing</chance>. What about its loss?',
      todo: '{charts, plural, =1 {Stay on disc 0 for a moment, and find its line in the chart.} other {Stay on disc 0 for a moment, and find its two lines in the charts.}}',
      done: 'Whoever cannot know does best to be undecided; step 0 is not, and being sure of a wrong number costs more. In our runs its loss fell from 2.2 to 2.4 at first to about 1.95 after 600 meta-iterations and stayed above that of guessing; with first order it climbed to 8. The start solves no task. It is a place from which many are near.',
    },
    first: {
      title: 'What does the first inner step bring?',
      text: 'From a random start each inner step adds a little; of what five gain, the first brings less than a third. From the start learnt so far, the first alone brings {shareBefore}. Are the strides just long enough for that? Make them five times shorter.',
      todo: 'Set <sym>α</sym> to 0.02, and train 50 meta-iterations with it.',
      done: 'Still most of it: meta-training has moved <sym>θ</sym> to where one stride, though short, does most of the work. In our runs the first inner step brought 71 to 83% with <sym>α</sym> at 0.01 to 0.05, after 100 meta-iterations; with longer strides less: 53 to 63% at 0.2, 34 to 51% at 0.4.',
    },
    break: {
      title: 'Turn <sym>α</sym> up until it breaks',
      text: 'The inner loop walks downhill on the support loss, and <sym>α</sym> is the length of its stride. Too short, and a few inner steps lead nowhere unless <sym>θ</sym> moves nearer first; too long, and each jumps across the valley, to where the other side is even steeper.',
      todo: 'While it trains, drag <sym>α</sym> up until inner step {steps, number} is no better than guessing.',
      done: 'In our runs inner step 5 fell from about 79% to 45% at <sym>α</sym> = 1, and close to guessing at 2 and 3, within 60 meta-iterations. From 3 on the loss stays far above guessing: after 80 meta-iterations the page calls the run <divergence>diverged</divergence>, and stops. With a single inner step it bears more: at 2 it still learnt, and at 4 the loss came down again.',
    },
    order: {
      title: 'Second order, or first order',
      text: 'Moving <sym>θ</sym> exactly takes the <metaGradient>meta-gradient</metaGradient>: how the end of the inner loop depends on its start, a derivative through derivatives, of <secondOrder>second order</secondOrder>. <firstOrder>First order</firstOrder> leaves that factor out.',
      todo: 'Switch to first order, and train 50 meta-iterations with it.',
      done: 'Less computing, and nearly as good: after 600 meta-iterations from scratch, our runs came to 81 to 82%, and with second order to 83 to 86%. But nothing holds the answers of step 0 back: they grow ever surer, and its loss climbed to 8.',
    },
    overfit: {
      title: 'Too few characters to learn from',
      text: 'Meta-training, too, can learn by heart. Lines are of <metaTraining>meta-training</metaTraining>, rings of <validation>characters it never met</validation>. Left with a few characters it comes to know them, and line and ring part: that gap is <overfitting>overfitting</overfitting>.',
      todo: 'Leave ten characters, and train until the line of inner step {steps, number} is 10 points above its ring.',
      done: 'In our runs, 400 meta-iterations on ten characters led to 93 to 98% on those and 80 to 82% on new ones; the same 400 on all characters, to 85 to 88% on new ones.',
    },
    draw: {
      title: 'Now with your own hand',
      text: 'Draw symbols that nobody ever drew: they are a <supportSet>support set</supportSet>. The network here comes with the page, meta-trained on other people’s alphabets, and takes a few inner steps on yours. The <randomStart>random start</randomStart> answers, too, for comparison.',
      todo: 'Draw a few symbols, or let the page draw some. Press <b>Adapt</b>, and draw one of them again.',
      done: 'What it brought along is a place to begin from: that is what MAML learns.',
    },
  } satisfies Record<LessonStepId, StepWords>,
} as const;
