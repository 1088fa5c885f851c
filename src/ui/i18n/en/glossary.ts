/** Every term of the page in a sentence or two. */
export const terms = {
  task: {
    term: 'Task, episode',
    text: 'A small problem of its own: a few symbols, a few drawings of each to learn from, and others to be tested on. Meta-learning learns from tasks as ordinary learning does from examples.',
  },
  supportSet: {
    term: 'Support set',
    text: 'The drawings of a task that the network may learn from. The inner loop sees nothing else.',
  },
  querySet: {
    term: 'Query set',
    text: 'Other drawings of the same symbols. They test what the network has learnt; in meta-training, their loss is what moves the starting weights.',
  },
  nWay: {
    term: 'N-way K-shot',
    text: 'A task of N symbols with K drawings of each in its support set. 5-way 1-shot: five symbols, one drawing each.',
  },
  theta: {
    term: 'Starting weights',
    text: 'The weights of the network that every task begins with. They are all that meta-training learns.',
  },
  randomStart: {
    term: 'Random start',
    text: 'The same network with the weights it had before any meta-training. It adapts to a task in the same way, and shows what that is worth without a learnt start. Orange on this page.',
  },
  innerLoop: {
    term: 'Inner loop',
    text: 'The learning within one task: a few steps of gradient descent on the support set, from the starting weights.',
  },
  adaptationStep: {
    term: 'Adaptation step',
    text: 'One step of the inner loop. Step 0 is before the first one; the discs on this page are numbered by it.',
  },
  adaptedWeights: {
    term: 'Adapted weights',
    text: 'The weights after so many steps of the inner loop. They are made for one task and thrown away after it.',
  },
  alpha: {
    term: 'Inner learning rate',
    text: 'How long one step of the inner loop is: the gradient is multiplied by it.',
  },
  outerLoop: {
    term: 'Outer loop',
    text: 'The learning over many tasks: it moves the starting weights so that the inner loop ends better.',
  },
  beta: {
    term: 'Outer learning rate',
    text: 'How far one meta-iteration moves the starting weights. The optimiser Adam scales it for each weight.',
  },
  metaBatch: {
    term: 'Meta-batch',
    text: 'The tasks of one meta-iteration. Their gradients are averaged before the starting weights move.',
  },
  metaIteration: {
    term: 'Meta-iteration',
    text: 'One turn of the outer loop: adapt to a meta-batch of tasks, look at their query losses, move the starting weights once.',
  },
  metaTraining: {
    term: 'Meta-training characters',
    text: 'The characters whose tasks move the starting weights. Lines in the charts are of these.',
  },
  validation: {
    term: 'Validation characters',
    text: 'Whole alphabets taken out of meta-training, a tenth of them unless set otherwise, to watch a run on while it goes: rings in the charts, the figure and the adaptation curve are of these. Who chooses settings by them has used them up as a test. Where a set has too few alphabets, meta-test characters stand in, and it is said.',
  },
  metaTest: {
    term: 'Meta-test characters',
    text: 'Characters kept apart for the final exam: no task of meta-training has ever shown them. Of Omniglot they are the evaluation half, whatever stands beside it; the background half never is. Without halves they are the last quarter of the classes, or as many more as a task needs. Rings with a dot in the charts are of these.',
  },
  stepZero: {
    term: 'Step 0',
    text: 'The network before it has adapted. The numbers of the symbols are dealt anew in each task, so it can only guess.',
  },
  adaptationCurve: {
    term: 'Adaptation curve',
    text: 'Accuracy on the query sets after step 0, 1, 2 and so on. Its steepness is what MAML is about.',
  },
  gradient: {
    term: 'Gradient',
    text: 'For every weight, how fast the loss rises with it. A step against it goes downhill.',
  },
  metaGradient: {
    term: 'Meta-gradient',
    text: 'The gradient of the query loss after adaptation with respect to the starting weights. It leads through every step of the inner loop.',
  },
  secondOrder: {
    term: 'Second order',
    text: 'The exact meta-gradient. Since each inner step has a gradient in it, it takes the derivative of a derivative.',
  },
  firstOrder: {
    term: 'First order, FOMAML',
    text: 'An approximation of the meta-gradient: the gradient of the query loss at the adapted weights, used as if it were that at the start. No second derivatives.',
  },
  anil: {
    term: 'ANIL',
    text: 'Almost no inner loop: only the last layer adapts to a task, all others stay as they were meta-learnt. It does nearly as well as MAML on Omniglot, and costs less: most of what MAML learns is features to be reused.',
  },
  reptile: {
    term: 'Reptile',
    text: 'Moves the starting weights towards where the inner loop has taken them, the mean over the tasks. It needs no query set and no second derivatives. First-order MAML uses the last gradient only, Reptile the sum of all inner steps: with one step that is training on all tasks together, so it takes two or more.',
  },
  metaSgd: {
    term: 'Meta-SGD',
    text: 'MAML that learns an inner learning rate for every weight beside the starting weights: direction and length of each step. A rate may become negative.',
  },
  orderOfDerivatives: {
    term: 'K steps, order of derivatives',
    text: 'However many inner steps there are, the exact meta-gradient takes derivatives of second order only: each step adds a factor with second derivatives in it, and factors multiply.',
  },
  fineTuning: {
    term: 'Pre-training and fine-tuning',
    text: 'One network learns all meta-training classes together, then takes gradient steps on the task. Nothing in its training asked that few steps should go far: it does well with many drawings and steps, and worse with one drawing and one step.',
  },
  crossEntropy: {
    term: 'Loss, cross-entropy',
    text: 'Minus the logarithm of the probability that the network gave to the right answer, averaged. 0 is perfect; guessing among five gives 1.61.',
  },
  chance: {
    term: 'Chance',
    text: 'What guessing reaches: one in N. Dotted in the charts.',
  },
  interval: {
    term: '95% interval',
    text: 'The measured mean, give or take 1.96 standard errors over the tasks. Of 100 intervals measured so, each on new tasks, about 95 hold the true mean. It speaks of this one network: another seed may lie outside.',
  },
  confidence: {
    term: 'Confidence, probability',
    text: 'The percentage beside an answer: the probability that the network gives to the symbol it names. Over the symbols of a task they add up to 100%. It tells how sure the network is, not how often it is right, and a wrong answer may be a sure one.',
  },
  batchNorm: {
    term: 'Batch norm and the query set',
    text: 'Batch norm brings what enters a layer to mean 0 and variance 1. Here, as in the paper’s code, it takes both from the drawings at hand, also at test: the query drawings of a task are judged together, and each answer depends a little on the others. Is that cheating? No label is seen, but the drawings to be judged are, all at once; this is called transductive. It makes the task easier, so such figures compare only with others measured so. In Draw, where one drawing is judged at a time, the 5-way network that comes with the page is right in 97.0% in place of 98.2%.',
  },
  overfitting: {
    term: 'Overfitting',
    text: 'Getting better on what was trained with and not on anything else. In meta-learning there are two things to overfit to: the drawings of a task, and the characters of meta-training.',
  },
  divergence: {
    term: 'Divergence',
    text: 'A run that does not come back by itself: over 40 meta-iterations its loss is far above guessing on average, and not lower than over the 40 before; or it is no number any more; or the network answers the same to every drawing. The page stops then, keeps the last sound weights, and can go on all the same.',
  },
  accuracy: {
    term: 'Accuracy',
    text: 'The share of query drawings for which the right symbol got the highest probability.',
  },
  adam: {
    term: 'Adam',
    text: 'The rule by which the outer loop moves the starting weights: it averages recent meta-gradients and scales each weight’s move by how large its gradients have been.',
  },
  schedule: {
    term: 'Schedule of the outer rate',
    text: 'Constant, or falling to 0 along half a cosine until the run stops.',
  },
  network: {
    term: 'Network',
    text: 'Four blocks of a convolution, batch norm and ReLU, then a linear layer. Strided: the convolutions halve the picture. Pooled: a 2 × 2 maximum does. “Pooled, blog” orders them as the reference implementation does. “Strided, paper” is the network of the paper’s own code: batch norm without gain, whose shifts the inner loop leaves alone, and the mean over the last map.',
  },
  presets: {
    term: 'Presets, and what is the paper’s',
    text: '“The paper’s code” is what the program of MAML’s authors does for 5-way 1-shot: its network, characters split at random whatever their alphabet, quarter turns also in evaluations, ten evaluation steps, and α = 2, since it adds up the loss of the five classes, of which this page takes the mean, and goes 0.4 along that. Only the drawings are resized more smoothly. “Like the paper” has the same task and sizes, with a network as most write it today, a fifth of that stride (0.4 of the mean), no turns, and Omniglot’s own halves. “As in the reference” is a well-known re-implementation, of first order. “Watch” and “Quick look” are this page’s own: small, to learn while you look. No preset smooths labels; the paper’s code does not either. Figures compare only where these differences are told.',
  },
  filters: {
    term: 'Filters',
    text: 'The patterns that a convolution looks for at every place of a picture; here, how many each block has.',
  },
  ink: {
    term: 'Ink',
    text: 'Which number a drawn point has: 1 on paper of 0, as in the paper’s code, or 0 on paper of 1, as in the reference implementation.',
  },
  rotations: {
    term: 'Quarter turns as characters',
    text: 'Each character turned by 90, 180 and 270 degrees counts as three more. There are four times as many to learn from. Evaluations may turn theirs, too, as the paper’s code does.',
  },
  omniglot: {
    term: 'Omniglot',
    text: '1,623 characters of 50 alphabets, each drawn once by 20 people; the usual test of learning from few drawings. The invented alphabets stand in for it until its archive is opened.',
  },
  nearestNeighbour: {
    term: 'Nearest neighbour',
    text: 'No learning at all: the answer is the symbol whose drawing is most like the query, point by point. What a network is worth shows beside it.',
  },
  checkpoint: {
    term: 'Checkpoint',
    text: 'The weights of a run at one iteration, with its settings, in a file.',
  },
  seed: {
    term: 'Seed',
    text: 'The number that all chance follows from. On the same processor, the same seed, settings and backend give the same run, whatever the number of cores.',
  },
  backend: {
    term: 'Backend',
    text: 'What computes: the graphics card (WebGL), or the processor (WebAssembly, or plain JavaScript).',
  },
} as const;
