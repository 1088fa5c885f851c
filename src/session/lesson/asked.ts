/** What is asked for, as the words say it too. */
export const ASKED = {
  /** Inner learning rates to try, with the one that stood there. */
  tries: 3,
  /** Inner steps to take. */
  steps: 8,
  /** How far above the random start the learnt one is to come. */
  gain: 0.1,
  /** Strides several times shorter than the usual ones, meta-trained with for so many iterations. */
  smallInnerLr: 0.03,
  shortStrides: 50,
  /** Of the whole gain, what the first inner step is to bring. */
  firstShare: 0.5,
  /** An inner learning rate so large that it may break. */
  largeInnerLr: 1,
  /** So near to chance, the last inner step has broken. */
  broken: 0.05,
  /** Meta-iterations of the first order. */
  firstOrder: 50,
  /** At most so many characters for meta-training. */
  fewCharacters: 10,
  /** Between meta-training and meta-test. */
  gap: 0.1,
} as const;
