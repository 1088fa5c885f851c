/** The words of the lesson's closing page; what they claim is measured, see docs/lesson-claims.md. */
export const closing = {
  title: 'The whole of it, and what is left to ask',
  label: 'The end of the lesson',
  algorithm: 'MAML in eight lines',
  /** What a line of the algorithm does. */
  lines: {
    begin: 'the only thing that is learnt',
    repeat: 'one meta-iteration each time',
    tasks: 'a meta-batch of them',
    start: 'every task begins at the same place',
    steps: 'the inner loop',
    descend: 'one inner step, on the support set alone',
    judge: 'the query set says how well that went',
    move: 'the outer loop, through all inner steps',
  },
  note: 'This page takes the mean over the tasks for the sum, and Adam scales each weight’s move. <firstOrder>First order</firstOrder> takes the gradient of line 8 at the <adaptedWeights>adapted weights</adaptedWeights>, as if these did not depend on <sym>θ</sym>.',
  asked: 'What learners ask',
  questions: {
    tuning: {
      question: 'How does it differ from pre-training and fine-tuning?',
      answer:
        'In what is trained. Pre-training makes weights that solve a problem of their own, and hopes that a little <gradient>gradient descent</gradient> then leads to others. MAML makes small what the loss is <b>after</b> that descent, on drawings that it has not seen: the fine-tuning itself is trained. So its start solves no task, and is made for few inner steps on few drawings. Where there is much data for a task, ordinary pre-training is often as good, and simpler.',
    },
    neighbour: {
      question: 'Why not just take the most similar drawing?',
      answer:
        'It needs no training, and is right more often than a network with a <randomStart>random start</randomStart>. But point by point, two hands’ drawings of one symbol may differ more than those of two symbols. One drawing at a time, over 1,000 tasks of Omniglot, <nearestNeighbour>nearest neighbour</nearestNeighbour> is right in 77.1%, the random start in 46.8%, and the network that comes with this page in 97.0%. Methods that learn what similar means, such as prototypical networks, are the closest rivals of MAML.',
    },
    querySet: {
      question: 'Why a query set, if the support set has its answers?',
      answer:
        'Because a few inner steps fit the <supportSet>support set</supportSet> from almost any start. What that was worth, only other drawings of the same symbols can tell: the <querySet>query set</querySet>. In meta-training its loss moves the <theta>starting weights</theta>. On new characters it moves nothing and only measures.',
    },
    stepZero: {
      question: 'Why is step 0 worse than guessing?',
      answer:
        'Its accuracy is not: that is <chance>one in N</chance>. Its <crossEntropy>loss</crossEntropy> is, since it is sure of answers that cannot be known yet. Nothing asks it not to be: line 7 judges the weights after the last inner step, and never those of <stepZero>step 0</stepZero>. With second order its loss stays near 2; with first order it climbs to 8 within 600 meta-iterations.',
    },
    batchNorm: {
      question: 'Is batch norm over the query set cheating?',
      answer:
        'It is help that has to be told. <batchNorm>Batch norm</batchNorm> takes mean and variance from the drawings at hand, so that the queries of a task are judged together, without their answers: that is called transductive. The figures of MAML’s paper are of this kind, and compare only with their like. The network that comes with this page is right in 98.2% so, and in 97.0% with one query at a time beside the support set, as in Draw your own: that is what the help was worth.',
    },
    beyond: {
      question: 'What is it good for, beyond symbols?',
      answer:
        'For many problems of one kind with little data for each. MAML’s paper fits sine curves to a few points, and has simulated robots run in a direction or at a speed that a few gradient steps teach them. Others adapt robots to a worn or lost part, speech and keyboards to a person, predictions to a molecule of which few measurements exist. Symbols stand for them here since the eye can check every answer.',
    },
  },
  sheet: 'Questions for a class',
  glossary: 'Glossary',
} as const;
