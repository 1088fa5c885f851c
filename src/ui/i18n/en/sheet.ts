/** A sheet of questions for a class, to be printed; its answers are a page of their own. */
export const sheet = {
  title: 'Questions for a class',
  print: 'Print',
  heading: 'Learning to learn: MAML',
  intro: 'The page to try it all on: {address}',
  name: 'Name',
  date: 'Date',
  answers: 'Answers',
  answersMore: 'Figures are of the page’s own settings; yours will differ by a few points.',
  items: {
    sets: {
      question:
        'A task is 5-way 1-shot, with five queries of each symbol. How many drawings has its support set, how many its query set? Which of them may the inner loop see?',
      answer: '5 and 25. Only the support set.',
    },
    numbers: {
      question: 'In each task the symbols are numbered anew. What could be learnt by heart if they were not?',
      answer:
        'Which number belongs to which symbol. That would be of no use for symbols that were not in meta-training.',
    },
    loops: {
      question:
        'Write down an inner step and the update of the outer loop as formulas. Of which drawings is the loss in each?',
      answer:
        'Inner: φᵢ₊₁ = φᵢ − α ∇L(φᵢ, support). Outer: θ ← θ − β ∇ Σ L(φ, query), with φ after the last inner step, the gradient by θ, and the sum over the tasks of a meta-batch.',
    },
    scratch: {
      question:
        'Without meta-training, try three values of α. How much is right after the last inner step? What limits it?',
      answer:
        'About 57% with 0.1, 62 to 63% with 0.2 to 0.4, less with shorter and longer strides. A handful of drawings is too few to start from nothing.',
    },
    zero: {
      question:
        'Why can step 0 not be right more often than guessing, however long one trains? Why is its loss above ln 5 = 1.61 all the same?',
      answer:
        'The numbers of the symbols are not known before the support set was seen. Its loss is higher than that of guessing since it is sure of answers that cannot be known; nothing in meta-training asks it not to be.',
    },
    first: {
      question:
        'Of all that five inner steps gain, how much does the first bring: before meta-training, after 300 meta-iterations, and with strides five times shorter?',
      answer: 'Less than a third; about 75%; about 80% after 50 meta-iterations with α = 0.02.',
    },
    stride: {
      question:
        'Draw the loss as a valley, and in it inner steps with strides that are too short, about right and too long. At which α does your network break?',
      answer:
        'Too long, each inner step crosses the valley to where it is steeper. Ours came down to 45% at α = 1, to guessing at 2 and 3; from 4 on the loss explodes.',
    },
    order: {
      question: 'What does first order leave out, and what does that save? Where can the difference be seen?',
      answer:
        'How the adapted weights depend on the start: the second derivatives. It takes about 0.6 of the time and ends 1 to 3 points lower after 600 meta-iterations; the loss of step 0 climbs to 8.',
    },
    overfit: {
      question: 'There are two things to overfit to. Which, and how does each show?',
      answer:
        'The drawings of a task: its support loss falls and its queries stay wrong. The characters of meta-training: accuracy on them rises, and that on new characters stays behind.',
    },
    fair: {
      question: 'One network is reported with 98.2% and with 97.0%, both rightly. How can that be?',
      answer:
        'Batch norm: 98.2% with all queries of a task judged together, 97.0% with one at a time beside the support set.',
    },
  },
} as const;
