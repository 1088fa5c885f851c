import type { LessonStepId } from '#session';

/** What a step of the lesson says. */
interface StepWords {
  title: string;
  text: string;
  todo: string;
  waiting: string;
  done: string;
}

/** The words of the lesson. What they claim is measured: see docs/lesson-claims.md. */
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
  givesBack: 'When you go on, the network of iteration {iteration, number} comes back.',
  ownRun: 'Your own run, at iteration {iteration, number}, is kept. It comes back when you leave the lesson.',
  afreshMore: 'This run has been trained for {iteration, number} iterations. To see it from the start:',
  afresh: 'Begin with a new network',
  afreshKept: 'Your run is kept, and comes back when you leave the lesson.',
  lacksSettings:
    'This part is written for other settings than yours: a small network, a few steps, a moderate <sym>α</sym>.',
  lacksSettingsKept: 'That takes a new network. Your run is kept, and comes back when you leave the lesson.',
  prepare: 'Use the lesson’s settings',
  lacksTraining:
    'First the network must have learnt something. Press <b>Start</b>, and wait until step {steps, number} is 5 points above the random start.',
  lacksTrainingNow: 'Learnt start {learnt}, random start {random}',
  tries: 'Random start after step {steps, number}, by α',
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
    first: 'weights after step 1',
    alpha: 'inner learning rate',
    beta: 'outer learning rate',
    adapted: 'weights after step i',
    next: 'weights after step i + 1',
    last: 'weights after the last step',
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
    gap: 'gap',
    adapt: 'adapt',
  },
  steps: {
    task: {
      title: 'A task: a few symbols, hardly any drawings',
      text: 'This network is not taught symbols. It is given <task>tasks</task>: {ways, plural, other {# symbols}} it has never met, {shots, plural, =1 {one drawing} other {# drawings}} of each to learn from, the <supportSet>support set</supportSet>, and other drawings of the same symbols to be tested on, the <querySet>query set</querySet>. That is called <nWay>{ways}‑way {shots}‑shot</nWay>.',
      todo: 'Press both words in the line above, and find them on the page.',
      waiting: 'Waiting for “support” and “query”',
      done: 'The symbols are numbered anew in each task, so no numbers can be learnt by heart. What can be learnt is how to learn.',
    },
    scratch: {
      title: 'Five drawings are too few to start from nothing',
      text: 'Orange is the <randomStart>random start</randomStart>: a network that has only seen the support set. After {steps, number} steps on it, it gets {random} of the queries right; <chance>guessing</chance> gives {guess}. Perhaps it only needs another <alpha>stride <sym>α</sym></alpha>.',
      todo: 'Try two other values of <sym>α</sym>, and watch the orange curve.',
      waiting: '{count, number} of 3 values measured',
      done: 'Too short or too long is worse, and the best is not good: in our tries at most 63%, whatever the stride, in up to ten steps.',
    },
    inner: {
      title: 'The inner loop: one stride for each disc',
      text: 'At each <adaptationStep>step</adaptationStep> the network looks at the support set, finds which way its <crossEntropy>loss</crossEntropy> falls, and moves its weights one stride <sym>α</sym> that way. After each, it is asked about the queries. It never learns from those here.',
      todo: 'Give it eight steps. Does the random start get further?',
      waiting: '{steps, number} steps now',
      done: 'Hardly. In our runs with <sym>α</sym> = 0.1 it had 57% right after five steps, and 58% after ten. More practice on five drawings does not help; a better place to begin from does.',
    },
    outer: {
      title: 'The outer loop: a better place to begin from',
      text: 'One <metaIteration>meta-iteration</metaIteration>: adapt to {tasks, plural, =1 {one task} other {# tasks}}, see how wrong the last step still is on their query sets, and move the <theta>starting weights <sym>θ</sym></theta> a little, so that the same few steps would have ended better.',
      todo: 'Press <b>Start</b>, and wait until step {steps, number} is 10 points above the random start.',
      waiting: 'Learnt start {learnt}, random start {random}',
      done: 'Same network, same drawings, same strides. Only <sym>θ</sym> has moved, and the task shown is of symbols that meta-training never used.',
    },
    zero: {
      title: 'Step 0 knows nothing, and cannot',
      text: '<stepZero>Step 0</stepZero> has not seen the task yet. Which symbol is called 1 was decided by chance, so however long you train, it answers at the level of <chance>guessing</chance>. Its loss even comes to lie above that of guessing.',
      todo: 'Stay on disc 0 for a moment, and find its two lines in the charts.',
      waiting: 'Waiting for disc 0',
      done: 'Step 0: {accuracy} right, loss {loss}; guessing: {guess}, loss {chanceLoss}. The start solves no task. It is a place from which many are near.',
    },
    first: {
      title: 'Most of it comes with the first step',
      text: 'From a random start each step adds a little; the first brings less than a third of it all. After meta-training the first step alone brings {share}. Are the strides just long enough for that? Make them five times shorter.',
      todo: 'Set <sym>α</sym> to 0.02, and train 50 meta-iterations with it.',
      waiting: '{iterations, number} of 50; the first step brings {share}',
      done: 'Still the first step. Meta-training moves <sym>θ</sym> to where one stride of the length it is given does most of the work, whatever that length is.',
    },
    break: {
      title: 'Turn <sym>α</sym> up until it breaks',
      text: 'The inner loop walks downhill on the support loss, and <sym>α</sym> is the length of its stride. Too short, and five steps lead nowhere; too long, and each jumps across the valley, to where the other side is even steeper.',
      todo: 'While it trains, drag <sym>α</sym> up until step {steps, number} is no better than guessing.',
      waiting: 'Step {steps, number}: {accuracy}. Guessing: {guess}',
      done: 'In our runs step 5 fell from about 79% to 45% at <sym>α</sym> = 1, and close to guessing at 2 and 3. From 4 on the loss <divergence>explodes</divergence>, and the page stops. A single step bears more: at 2 it still learnt.',
    },
    order: {
      title: 'Second order, or first order',
      text: 'Moving <sym>θ</sym> exactly takes the <metaGradient>meta-gradient</metaGradient>: how the end of the inner loop depends on its start, a derivative through derivatives, of <secondOrder>second order</secondOrder>. <firstOrder>First order</firstOrder> leaves that factor out.',
      todo: 'Switch to first order, and train 50 meta-iterations with it.',
      waiting: '{iterations, number} of 50',
      done: 'It is cheaper and nearly as good. From scratch, after 600 iterations, our runs came to 83 to 85% with second order and 81 to 82% with first.',
    },
    overfit: {
      title: 'Too few characters to learn from',
      text: 'Meta-training, too, can learn by heart. Left with a few characters it comes to know them: lines, which are of <metaTraining>meta-training</metaTraining>, rise; rings, of <metaTest>characters it never met</metaTest>, stay behind. The gap is <overfitting>overfitting</overfitting>.',
      todo: 'Leave ten characters, and train until the line of step {steps, number} is 10 points above its ring.',
      waiting: 'Meta-training {accuracy}, meta-test {test}',
      done: 'In our runs, 400 iterations on ten characters led to 98% on those and 80% on new ones.',
    },
    draw: {
      title: 'Now with your own hand',
      text: 'Draw symbols that nobody ever drew: they are a <supportSet>support set</supportSet>. The network beside them comes with the page, meta-trained on other people’s alphabets, and takes a few steps on yours. Beside its answer stands that of the <randomStart>random start</randomStart>.',
      todo: 'Draw a few symbols, or let the page draw some. Press <b>Adapt</b>, and draw one of them again.',
      waiting:
        '{stage, select, pads {{symbols, plural, =0 {No symbol yet} other {# symbol}}; two are enough} adapt {{symbols, number} symbols. Next: Adapt} other {Adapted. Next: draw one of them again}}',
      done: 'It answers with {certainty}, after one look at each of your symbols. What it brought along is a place to begin from: that is what MAML learns.',
    },
  } satisfies Record<LessonStepId, StepWords>,
} as const;
