import { mul, ones, type Tensor } from '@tensorflow/tfjs-core';
import { sumAxis } from './axis.ts';
import {
  crossEntropyGradientWebgl,
  crossEntropyTangentWebgl,
  crossEntropyWebgl,
  probabilitiesWebgl,
  reportWebgl,
} from './cross-entropy.webgl.ts';
import { type Block, defineOp, runOp } from './op.ts';

/*
 * Cross-entropy keeps its logits z, not its probabilities p: derivatives of a saved output would be lost.
 *   loss = mean over examples of -log p[label];  its gradient G = dy (p - onehot) / N;
 *   the derivative of <<u, G>> by z is dy p (u - <p, u>) / N (the softmax's Jacobian is symmetric).
 */

/**
 * Softmax cross-entropy in nats, mean over each task's examples.
 *
 * @param logits `[task, example, way]`
 * @param labels `[task, example]`, whole numbers
 * @returns `[task]`
 */
export function crossEntropy(logits: Tensor, labels: Tensor): Tensor {
  return runOp('CrossEntropy', { z: logits }, {}, { labels })[0];
}

/**
 * How adaptation went, to be read back at once: each step's loss per task, then each step's hits, the number of
 * the examples whose largest logit is the label's: a count is exact on every device, a share is not. Has no gradient.
 *
 * @param logits of steps 0..S, at most 11
 * @returns `[2 (S + 1), task]`
 */
export function report(logits: Tensor[], labels: Tensor): Tensor {
  const steps = Object.fromEntries(logits.map((z, step) => [`z${step}`, z]));
  return runOp('Report', {}, {}, { labels, ...steps })[0];
}

/** Softmax over the last axis, for showing: has no gradient. */
export function probabilities(logits: Tensor): Tensor {
  return runOp('Probabilities', {}, {}, { z: logits })[0];
}

const gradientOf = (z: Tensor, dy: Tensor, labels: Tensor) =>
  runOp('CrossEntropyGradient', { z, dy }, {}, { labels })[0];

/** Calls `visit` for each example with its index, its first logit's index, its maximum and log-sum-exp. */
function eachExample(z: Block, visit: (example: number, first: number, logSum: number) => void): void {
  const [tasks, examples, ways] = z.shape;
  for (let example = 0; example < tasks * examples; example++) {
    const first = example * ways;
    let most = -Infinity;
    for (let k = 0; k < ways; k++) most = Math.max(most, z.values[first + k]);
    let sum = 0;
    for (let k = 0; k < ways; k++) sum += Math.exp(z.values[first + k] - most);
    visit(example, first, most + Math.log(sum));
  }
}

/** Adds each example's share of its task's mean loss. */
function addLosses(z: Block, labels: Block, losses: Float32Array): void {
  const examples = z.shape[1];
  eachExample(z, (example, first, logSum) => {
    const loss = logSum - z.values[first + labels.values[example]];
    losses[Math.floor(example / examples)] += loss / examples;
  });
}

/** Counts each example whose largest logit is its label's, the first of equal ones. */
function addHits(z: Block, labels: Block, hits: Float32Array): void {
  const [tasks, examples, ways] = z.shape;
  for (let example = 0; example < tasks * examples; example++) {
    const first = example * ways;
    let best = 0;
    for (let k = 1; k < ways; k++) if (z.values[first + k] > z.values[first + best]) best = k;
    if (best === labels.values[example]) hits[Math.floor(example / examples)]++;
  }
}

defineOp({
  name: 'CrossEntropy',
  shapes: ({ z }) => [[z[0]]],
  cpu: ({ z, labels }, [loss]) => {
    loss.values.fill(0);
    addLosses(z, labels, loss.values);
  },
  webgl: crossEntropyWebgl,
  saves: { inputs: ['z'], constants: ['labels'] },
  gradient: ([dy], [z, labels]) => ({ z: () => gradientOf(z, dy, labels) }),
});

defineOp({
  name: 'CrossEntropyGradient',
  shapes: ({ z }) => [z],
  cpu: ({ z, dy, labels }, [dz]) => {
    const [, examples, ways] = z.shape;
    eachExample(z, (example, first, logSum) => {
      const scale = dy.values[Math.floor(example / examples)] / examples;
      for (let k = 0; k < ways; k++) {
        const p = Math.exp(z.values[first + k] - logSum);
        dz.values[first + k] = scale * (k === labels.values[example] ? p - 1 : p);
      }
    });
  },
  webgl: crossEntropyGradientWebgl,
  saves: { inputs: ['z', 'dy'], constants: ['labels'] },
  gradient: ([u], [z, dy, labels]) => ({
    z: () => runOp('CrossEntropyTangent', { z, u, dy })[0],
    dy: () => sumAxis(sumAxis(mul(u, gradientOf(z, ones(dy.shape), labels)), 2), 1),
  }),
});

/** The softmax's Jacobian times u, times dy / N. No further derivative is ever asked for. */
defineOp({
  name: 'CrossEntropyTangent',
  shapes: ({ z }) => [z],
  cpu: ({ z, u, dy }, [toZ]) => {
    const [, examples, ways] = z.shape;
    eachExample(z, (example, first, logSum) => {
      const scale = dy.values[Math.floor(example / examples)] / examples;
      let mean = 0;
      for (let k = 0; k < ways; k++) mean += Math.exp(z.values[first + k] - logSum) * u.values[first + k];
      for (let k = 0; k < ways; k++) {
        const p = Math.exp(z.values[first + k] - logSum);
        toZ.values[first + k] = scale * p * (u.values[first + k] - mean);
      }
    });
  },
  webgl: crossEntropyTangentWebgl,
});

defineOp({
  name: 'Report',
  shapes: ({ labels, ...logits }) => [[2 * Object.keys(logits).length, labels[0]]],
  cpu: ({ labels, ...logits }, [figures]) => {
    const steps = Object.values(logits);
    const tasks = labels.shape[0];
    const row = (i: number) => figures.values.subarray(i * tasks, (i + 1) * tasks);
    figures.values.fill(0);
    steps.forEach((z, step) => {
      addLosses(z, labels, row(step));
      addHits(z, labels, row(steps.length + step));
    });
  },
  webgl: reportWebgl,
});

defineOp({
  name: 'Probabilities',
  shapes: ({ z }) => [z],
  cpu: ({ z }, [p]) => {
    eachExample(z, (_, first, logSum) => {
      for (let k = 0; k < z.shape[2]; k++) p.values[first + k] = Math.exp(z.values[first + k] - logSum);
    });
  },
  webgl: probabilitiesWebgl,
});
