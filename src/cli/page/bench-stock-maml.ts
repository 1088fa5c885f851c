import * as tf from '@tensorflow/tfjs';
import type { StockOps } from './bench-stock-ops.ts';

// MAML as a user of TensorFlow.js writes it, task by task, from the library's own ops.

export interface StockExamples {
  /** `[image, 28, 28, 1]`, 0 to 1. */
  images: tf.Tensor4D;
  /** One-hot, `[image, way]`. */
  labels: tf.Tensor2D;
}

export interface StockTask {
  support: StockExamples;
  query: StockExamples;
}

export interface StockSettings {
  network: 'strided' | 'pooled';
  steps: number;
  innerLr: number;
}

type Weights = tf.Tensor[];

const BLOCKS = 4;
const EPSILON = 1e-5;

/** Shapes of kernel, gain and shift of each block, then the linear layer's. */
export function shapesOf(network: StockSettings['network'], filters: number, ways: number): number[][] {
  const side = network === 'pooled' ? 1 : 2;
  const blocks = Array.from({ length: BLOCKS }, (_, i) => [
    [3, 3, i === 0 ? 1 : filters, filters],
    [filters],
    [filters],
  ]);
  return [...blocks.flat(), [side * side * filters, ways], [ways]];
}

function batchNorm(x: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON))), gain), shift);
}

function predict(
  ops: StockOps,
  network: StockSettings['network'],
  theta: Weights,
  images: tf.Tensor4D,
): tf.Tensor2D {
  let x = images;
  for (let block = 0; block < BLOCKS; block++) {
    const [kernel, gain, shift] = theta.slice(3 * block);
    const convolution = block === 0 ? ops.imageConvolution : ops.convolution;
    const convolved = convolution(x, kernel as tf.Tensor4D, network === 'pooled' ? 1 : 2);
    x = tf.relu(batchNorm(convolved, gain, shift)) as tf.Tensor4D;
    if (network === 'pooled') x = ops.maxPool(x);
  }
  const [linear, bias] = theta.slice(3 * BLOCKS);
  return tf.add(tf.matMul(tf.reshape(x, [images.shape[0], -1]), linear as tf.Tensor2D), bias);
}

/** The inner loop: the weights after 0, 1, ..., S steps. */
function adapt(ops: StockOps, settings: StockSettings, theta: Weights, support: StockExamples): Weights[] {
  const { network, steps, innerLr } = settings;
  const loss = (...phi: Weights) =>
    ops.crossEntropy(support.labels, predict(ops, network, phi, support.images));
  const path = [theta];
  for (let step = 0; step < steps; step++) {
    const gradients = tf.grads(loss)(path[step]);
    path.push(path[step].map((parameter, i) => tf.sub(parameter, tf.mul(innerLr, gradients[i]))));
  }
  return path;
}

/** Query loss and accuracy, `[2]`. */
function report(ops: StockOps, labels: tf.Tensor2D, logits: tf.Tensor2D): tf.Tensor1D {
  const right = tf.equal(tf.argMax(logits, 1), tf.argMax(labels, 1));
  return tf.stack([ops.crossEntropy(labels, logits), tf.mean(tf.cast(right, 'float32'))]) as tf.Tensor1D;
}

/** A task's meta-gradient, and `[step, 2]` query loss and accuracy after every step. */
export type TaskResult = { gradients: tf.Tensor[]; reports: tf.Tensor };

/** Exact second order: the query loss is differentiated through every inner step. */
export function exactGradient(
  ops: StockOps,
  settings: StockSettings,
  theta: Weights,
  task: StockTask,
): TaskResult {
  const { images, labels } = task.query;
  const outputs: tf.Tensor2D[] = [];
  const queryLoss = (...weights: Weights) => {
    const path = adapt(ops, settings, weights, task.support);
    outputs.push(...path.map((phi) => tf.keep(predict(ops, settings.network, phi, images))));
    return ops.crossEntropy(labels, outputs[settings.steps]);
  };
  const gradients = tf.grads(queryLoss)(theta);
  const reports = tf.stack(outputs.map((logits) => report(ops, labels, logits)));
  tf.dispose(outputs);
  return { gradients, reports };
}

/** First order: the query loss is differentiated at the adapted weights. */
export function firstOrderGradient(
  ops: StockOps,
  settings: StockSettings,
  theta: Weights,
  task: StockTask,
): TaskResult {
  const { images, labels } = task.query;
  const path = adapt(ops, settings, theta, task.support);
  const outputs = path.slice(0, settings.steps).map((phi) => predict(ops, settings.network, phi, images));
  const queryLoss = (...phi: Weights) => {
    const logits = tf.keep(predict(ops, settings.network, phi, images));
    outputs.push(logits);
    return ops.crossEntropy(labels, logits);
  };
  const gradients = tf.grads(queryLoss)(path[settings.steps]);
  const reports = tf.stack(outputs.map((logits) => report(ops, labels, logits)));
  tf.dispose(outputs);
  return { gradients, reports };
}
