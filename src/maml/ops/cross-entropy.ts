import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { mul, ones } from '@tensorflow/tfjs-core';
import { sumAxis } from './axis.ts';
import { type Block, defineOp, type Program, runOp } from './op.ts';

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

/** Share of each task's examples whose largest logit is the label's: `[task]`. Has no gradient. */
export function accuracy(logits: Tensor, labels: Tensor): Tensor {
  return runOp('Accuracy', {}, {}, { z: logits, labels })[0];
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

/** GLSL: constants, and the log-sum-exp of the example whose first logit is at `first`. */
const logSumExp = (z: TensorInfo) => `
  const int EXAMPLES = ${z.shape[1]};
  const int WAYS = ${z.shape[2]};
  float logSumExp(int first) {
    float most = at(z, first);
    for (int k = 1; k < WAYS; k++) most = max(most, at(z, first + k));
    float sum = 0.0;
    for (int k = 0; k < WAYS; k++) sum += exp(at(z, first + k) - most);
    return most + log(sum);
  }
`;

/** A program for one value per logit; `expression` knows o, first, i and p. */
function perLogit(z: TensorInfo, reads: Record<string, TensorInfo>, expression: string): Program {
  return {
    shape: z.shape,
    reads: { z, ...reads },
    code: `
      ${logSumExp(z)}
      void main() {
        ivec3 o = getOutputCoords();
        int example = o.x * EXAMPLES + o.y;
        int first = example * WAYS;
        int i = first + o.z;
        float logSum = logSumExp(first);
        float p = exp(at(z, i) - logSum);
        ${expression}
      }`,
  };
}

/** A program for one mean over a task's examples per task; `term` adds to sum, knowing example and first. */
function perTask(z: TensorInfo, reads: Record<string, TensorInfo>, term: string): Program {
  return {
    shape: [z.shape[0]],
    reads: { z, ...reads },
    code: `
      ${logSumExp(z)}
      void main() {
        int task = getOutputCoords();
        float sum = 0.0;
        for (int n = 0; n < EXAMPLES; n++) {
          int example = task * EXAMPLES + n;
          int first = example * WAYS;
          ${term}
        }
        setOutput(sum / float(EXAMPLES));
      }`,
  };
}

defineOp({
  name: 'CrossEntropy',
  cpu: ({ z, labels }) => {
    const [tasks, examples] = z.shape;
    const loss = new Float32Array(tasks);
    eachExample(z, (example, first, logSum) => {
      const task = Math.floor(example / examples);
      loss[task] += (logSum - z.values[first + labels.values[example]]) / examples;
    });
    return [{ shape: [tasks], values: loss }];
  },
  webgl: ({ z, labels }, _, draw) => [
    draw(perTask(z, { labels }, 'sum += logSumExp(first) - at(z, first + int(at(labels, example)));')),
  ],
  saves: { inputs: ['z'], constants: ['labels'] },
  gradient: ([dy], [z, labels]) => ({ z: () => gradientOf(z, dy, labels) }),
});

defineOp({
  name: 'CrossEntropyGradient',
  cpu: ({ z, dy, labels }) => {
    const [, examples, ways] = z.shape;
    const values = new Float32Array(z.values.length);
    eachExample(z, (example, first, logSum) => {
      const scale = dy.values[Math.floor(example / examples)] / examples;
      for (let k = 0; k < ways; k++) {
        const p = Math.exp(z.values[first + k] - logSum);
        values[first + k] = scale * (k === labels.values[example] ? p - 1 : p);
      }
    });
    return [{ shape: z.shape, values }];
  },
  webgl: ({ z, dy, labels }, _, draw) => [
    draw(
      perLogit(
        z,
        { dy, labels },
        `float hit = int(at(labels, example)) == o.z ? 1.0 : 0.0;
         setOutput(at(dy, o.x) * (p - hit) / float(EXAMPLES));`,
      ),
    ),
  ],
  saves: { inputs: ['z', 'dy'], constants: ['labels'] },
  gradient: ([u], [z, dy, labels]) => ({
    z: () => runOp('CrossEntropyTangent', { z, u, dy })[0],
    dy: () => sumAxis(sumAxis(mul(u, gradientOf(z, ones(dy.shape), labels)), 2), 1),
  }),
});

/** The softmax's Jacobian times u, times dy / N. No further derivative is ever asked for. */
defineOp({
  name: 'CrossEntropyTangent',
  cpu: ({ z, u, dy }) => {
    const [, examples, ways] = z.shape;
    const values = new Float32Array(z.values.length);
    eachExample(z, (example, first, logSum) => {
      const scale = dy.values[Math.floor(example / examples)] / examples;
      let mean = 0;
      for (let k = 0; k < ways; k++) mean += Math.exp(z.values[first + k] - logSum) * u.values[first + k];
      for (let k = 0; k < ways; k++) {
        const p = Math.exp(z.values[first + k] - logSum);
        values[first + k] = scale * p * (u.values[first + k] - mean);
      }
    });
    return [{ shape: z.shape, values }];
  },
  webgl: ({ z, u, dy }, _, draw) => [
    draw(
      perLogit(
        z,
        { u, dy },
        `float mean = 0.0;
         for (int k = 0; k < WAYS; k++) mean += exp(at(z, first + k) - logSum) * at(u, first + k);
         setOutput(at(dy, o.x) * p * (at(u, i) - mean) / float(EXAMPLES));`,
      ),
    ),
  ],
});

defineOp({
  name: 'Accuracy',
  cpu: ({ z, labels }) => {
    const [tasks, examples, ways] = z.shape;
    const values = new Float32Array(tasks);
    for (let example = 0; example < tasks * examples; example++) {
      const logits = z.values.subarray(example * ways, (example + 1) * ways);
      const best = logits.indexOf(Math.max(...logits));
      if (best === labels.values[example]) values[Math.floor(example / examples)] += 1 / examples;
    }
    return [{ shape: [tasks], values }];
  },
  webgl: ({ z, labels }, _, draw) => [
    draw(
      perTask(
        z,
        { labels },
        `int best = 0;
         for (int k = 1; k < WAYS; k++) if (at(z, first + k) > at(z, first + best)) best = k;
         if (best == int(at(labels, example))) sum += 1.0;`,
      ),
    ),
  ],
});

defineOp({
  name: 'Probabilities',
  cpu: ({ z }) => {
    const values = new Float32Array(z.values.length);
    eachExample(z, (_, first, logSum) => {
      for (let k = 0; k < z.shape[2]; k++) values[first + k] = Math.exp(z.values[first + k] - logSum);
    });
    return [{ shape: z.shape, values }];
  },
  webgl: ({ z }, _, draw) => [draw(perLogit(z, {}, 'setOutput(p);'))],
});
