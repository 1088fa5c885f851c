/** What this page is, for somebody who meets it. */
export const welcome = {
  label: 'What this is',
  sentence:
    'Watch a network learn to learn symbols from a few drawings, here in your browser: this is <b>MAML, Model-Agnostic Meta-Learning</b> (<paper>Finn et al. 2017</paper>), on invented alphabets or on <dataset>Omniglot</dataset>.',
  lesson: 'Learn how in 10 minutes',
  hide: 'Hide this sentence',
  sources:
    'The method: <paper>Finn, Abbeel and Levine, 2017, arXiv:1703.03400</paper>. The drawings: invented by this page, or <dataset>Omniglot</dataset> (Lake, Salakhutdinov and Tenenbaum, 2015).',
} as const;
