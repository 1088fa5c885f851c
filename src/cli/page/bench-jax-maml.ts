import { grad, jit, lax, nn, numpy as np, vjp, vmap } from '@jax-js/jax';

// MAML as a user of jax-js writes it: grad, vmap and jit. A function owns its arguments; `.ref` keeps one.

type Arrays = np.Array[];

/** `images` `[image, 1, 28, 28]` from 0 to 1, `labels` one-hot `[image, way]`; in a meta-batch `[task, ...]`. */
export type JaxExamples = { images: np.Array; labels: np.Array };
export type JaxTask = { support: JaxExamples; query: JaxExamples };

export interface JaxSettings {
  network: 'strided' | 'pooled';
  algorithm: 'maml' | 'fomaml';
  steps: number;
  innerLr: number;
}

const BLOCKS = 4;
const EPSILON = 1e-5;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const shared = (arrays: Arrays): Arrays => arrays.map((array) => array.ref);
const sharedExamples = ({ images, labels }: JaxExamples) => ({ images: images.ref, labels: labels.ref });

function batchNorm(x: np.Array, gain: np.Array, shift: np.Array): np.Array {
  const centred = x.ref.sub(np.mean(x, [0, 2, 3], { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), [0, 2, 3], { keepdims: true });
  const perChannel = (parameter: np.Array) => parameter.reshape([1, -1, 1, 1]);
  return centred
    .mul(np.reciprocal(np.sqrt(variance.add(EPSILON))))
    .mul(perChannel(gain))
    .add(perChannel(shift));
}

/** 2x2, odd rows and columns at the end left out. */
function maxPool(x: np.Array): np.Array {
  const [images, channels, height, width] = x.shape;
  const even = x.slice([], [], [0, height & ~1], [0, width & ~1]);
  return np.max(even.reshape([images, channels, height >> 1, 2, width >> 1, 2]), [3, 5]);
}

/** Kernels are `[out, in, 3, 3]`; the linear layer reads row by row, channels last. */
function predict(network: JaxSettings['network'], theta: Arrays, images: np.Array): np.Array {
  let x = images;
  const stride = network === 'pooled' ? 1 : 2;
  for (let block = 0; block < BLOCKS; block++) {
    const [kernel, gain, shift] = theta.slice(3 * block);
    x = nn.relu(batchNorm(lax.conv(x, kernel, [stride, stride], 'SAME'), gain, shift));
    if (network === 'pooled') x = maxPool(x);
  }
  const [linear, bias] = theta.slice(3 * BLOCKS);
  return np.matmul(x.transpose([0, 2, 3, 1]).reshape([images.shape[0], -1]), linear).add(bias);
}

function crossEntropy(logits: np.Array, labels: np.Array): np.Array {
  const images = labels.shape[0];
  return nn
    .logSoftmax(logits, -1)
    .mul(labels)
    .sum()
    .mul(-1 / images);
}

/** One step of the inner loop. */
function step(settings: JaxSettings, phi: Arrays, { images, labels }: JaxExamples): Arrays {
  const loss = (weights: Arrays) => crossEntropy(predict(settings.network, weights, images.ref), labels.ref);
  const gradients = grad(loss)(shared(phi)) as Arrays;
  images.dispose();
  labels.dispose();
  return phi.map((parameter, i) => {
    const gradient = settings.algorithm === 'maml' ? gradients[i] : lax.stopGradient(gradients[i]);
    return parameter.sub(gradient.mul(settings.innerLr));
  });
}

/** Query loss of a task after every step, and accuracy beside it: `[step, 2]`. */
function taskReports(settings: JaxSettings, theta: Arrays, { support, query }: JaxTask): np.Array {
  const reports: Arrays = [];
  let phi = theta;
  for (let taken = 0; taken <= settings.steps; taken++) {
    if (taken > 0) phi = step(settings, phi, sharedExamples(support));
    const logits = predict(settings.network, shared(phi), query.images.ref);
    const best = np.max(logits.ref, -1, { keepdims: true });
    const right = lax.stopGradient(np.equal(logits.ref, best).astype(np.float32));
    const accuracy = np.sum(right.mul(query.labels.ref)).mul(1 / query.labels.shape[0]);
    reports.push(np.stack([crossEntropy(logits, query.labels.ref), accuracy]));
  }
  for (const array of [...phi, support.images, support.labels, query.images, query.labels]) array.dispose();
  return np.stack(reports);
}

/** Meta-gradient and reports `[step, 2]` of a meta-batch. */
export function metaGradient(settings: JaxSettings) {
  const ofTask = (theta: Arrays, task: JaxTask) => taskReports(settings, theta, task);
  return (theta: Arrays, tasks: JaxTask): [Arrays, np.Array] => {
    const means = (weights: Arrays) => np.mean(vmap(ofTask, [null, 0])(weights, tasks), 0);
    // The meta-loss is one of the reports. (`grad` with an auxiliary result loses track of it when nested.)
    const [reports, pullBack] = vjp(means, [theta]);
    const isMetaLoss = Array.from({ length: settings.steps + 1 }, (_, taken) => [
      taken === settings.steps ? 1 : 0,
      0,
    ]);
    const [gradients] = pullBack(np.array(isMetaLoss)) as [Arrays];
    pullBack.dispose();
    return [gradients, reports];
  };
}

/** What moves from one meta-iteration to the next. */
export type JaxState = { theta: Arrays; first: Arrays; second: Arrays };

/**
 * A meta-iteration with Adam, compiled.
 *
 * The last argument is `outerLr` with Adam's corrections of the moments' start at zero: `[rate, correction]`.
 */
export function compiledIteration(settings: JaxSettings) {
  const gradientOf = metaGradient(settings);
  return jit((state: JaxState, tasks: JaxTask, rates: np.Array): [JaxState, np.Array] => {
    const [gradients, reports] = gradientOf(shared(state.theta), tasks);
    const first = state.first.map((m, i) => m.mul(ADAM.beta1).add(gradients[i].ref.mul(1 - ADAM.beta1)));
    const second = state.second.map((v, i) =>
      v.mul(ADAM.beta2).add(np.square(gradients[i]).mul(1 - ADAM.beta2)),
    );
    const theta = state.theta.map((parameter, i) => {
      const size = np.sqrt(second[i].ref.mul(rates.ref.slice(1))).add(ADAM.epsilon);
      return parameter.sub(first[i].ref.mul(rates.ref.slice(0)).mul(np.reciprocal(size)));
    });
    rates.dispose();
    return [{ theta, first, second }, reports];
  });
}

/** The compiled iteration's last argument for Adam's `update`-th move (from 1). */
export function adamRates(outerLr: number, update: number): np.Array {
  return np.array([outerLr / (1 - ADAM.beta1 ** update), 1 / (1 - ADAM.beta2 ** update)]);
}
