import { dispose, grad, type Tensor } from '@tensorflow/tfjs-core';
import {
  type Adapt,
  type Algorithm,
  adam,
  adamRates,
  algorithms,
  classifier,
  constantGradient,
  type Device,
  flatten,
  gradientDescent,
  headDescent,
  type InnerGradient,
  type Model,
  type NetworkName,
  networks,
  type ParameterSpec,
  rateDescent,
  regressor,
  report,
  runOnce,
  sinusoid,
  type TaskBatch,
  throughAdaptation,
  unflatten,
  type Values,
  weightsOfTask,
} from '#maml';
import {
  type Compare,
  compareLosses,
  compareNorms,
  compareTensors,
  equal,
  TOLERANCE,
} from './golden-compare.ts';

/** A tensor of a golden file, row-major. */
export interface GoldenTensor {
  shape: number[];
  data: number[];
}

type GoldenTensors = Record<string, GoldenTensor>;
type GoldenEpisode = Record<'support_x' | 'support_y' | 'query_x' | 'query_y', GoldenTensor>;

/** The parts of a golden file that this project reads; the file's own README tells the rest. */
export interface GoldenCase {
  case: string;
  config: { net: string; algo: string; filters: number; ways: number; tasks: number; steps: number } & {
    inner_lr?: number;
    outer_lr?: number;
  };
  params: GoldenTensors;
  /** Meta-SGD's rates. */
  alpha?: GoldenTensors;
  episode?: GoldenEpisode;
  episodes?: GoldenEpisode[];
  expected: Record<string, unknown>;
}

export interface GoldenResult {
  case: string;
  quantity: string;
  relativeError: number;
  pass: boolean;
}

/** A meta-gradient of a case: of the weights, or of the rates that lie behind them. */
interface GoldenGradient {
  of: 'weights' | 'rates';
  by: Algorithm;
}

/** How a case adapts, and the meta-gradients that its file holds by their names there. */
interface GoldenAlgorithm {
  adapt: Adapt;
  gradients: Record<string, GoldenGradient>;
  /** Whether it lowers a loss, which the file then holds. */
  hasLoss: boolean;
}

/** Exact and first order, of the weights, over one kind of descent. */
function byDescent(descent: (gradient: InnerGradient) => Adapt): GoldenAlgorithm {
  const exact = throughAdaptation(descent(grad));
  const first = throughAdaptation(descent(constantGradient));
  return {
    adapt: exact.adapt,
    gradients: {
      meta_grad_exact: { of: 'weights', by: exact },
      meta_grad_fomaml: { of: 'weights', by: first },
    },
    hasLoss: true,
  };
}

const byRates = byDescent(rateDescent);
const { meta_grad_exact: exactRates, meta_grad_fomaml: firstRates } = byRates.gradients;

/** By the files' names for them. */
const goldenAlgorithms: Record<string, GoldenAlgorithm> = {
  maml: byDescent(gradientDescent),
  anil: byDescent(headDescent),
  metasgd: {
    ...byRates,
    gradients: {
      ...byRates.gradients,
      alpha_grad_exact: { ...exactRates, of: 'rates' },
      alpha_grad_first_order: { ...firstRates, of: 'rates' },
    },
  },
  reptile: {
    adapt: algorithms.reptile.adapt,
    gradients: { reptile_direction: { of: 'weights', by: algorithms.reptile } },
    hasLoss: false,
  },
};

/** A case's model, and what its flat weights are made of. */
interface Subject {
  model: Model;
  groups: ParameterSpec[][];
  tasks: number;
}

function subjectOf({ config }: GoldenCase): Subject {
  const { tasks } = config;
  if (config.net === 'sinusoid') {
    return { model: regressor, groups: sinusoid.parameters({ filters: 0, ways: 0 }), tasks };
  }
  const name = (config.net === 'pooledblog' ? 'pooled-blog' : config.net) as NetworkName;
  const network = networks[name];
  return { model: classifier(network, config), groups: network.parameters(config), tasks };
}

/** Golden arrays as the engine's flat weights; a convolution's bias, which it does not carry, is left out. */
function toFlat(groups: ParameterSpec[][], ...golden: GoldenTensors[]): Values {
  const parts = golden.map((tensors) => {
    const arrays = groups
      .flat()
      .map(({ name, shape }) => ({ name, shape, data: Float32Array.from(tensors[name].data) }));
    return flatten(groups, arrays);
  });
  const data = Float32Array.from(parts.flatMap((part) => Array.from(part)));
  return { shape: [data.length], data };
}

/** Flat weights under the names of the golden parameters; what the engine does not carry is `missing`. */
function toNamed(
  groups: ParameterSpec[][],
  flat: Float32Array,
  params: GoldenTensors,
  missing: (name: string) => number[],
): Record<string, ArrayLike<number>> {
  const found = new Map(unflatten(groups, flat).map(({ name, data }) => [name, data]));
  return Object.fromEntries(Object.keys(params).map((name) => [name, found.get(name) ?? missing(name)]));
}

const episodeValues = (episode: GoldenEpisode): Values[] => [
  episode.support_x,
  episode.support_y,
  episode.query_x,
  episode.query_y,
];

const batchOf = (tasks: number, [sx, sy, qx, qy]: Tensor[]): TaskBatch => ({
  tasks,
  support: { x: sx, y: sy },
  query: { x: qx, y: qy },
});

const scalar = (value: number): Values => ({ shape: [1], data: [value] });

/** `[task][step]` as in the golden files, from `[task]` of each step. */
function perTaskRows(steps: Float32Array[]): number[][] {
  return Array.from(steps[0], (_, task) => steps.map((step) => step[task]));
}

/** Checks the quantities of a case with one meta-batch. */
async function checkEpisode(
  device: Device,
  golden: GoldenCase,
  { adapt, gradients, hasLoss }: GoldenAlgorithm,
  episode: GoldenEpisode,
  compare: Compare,
): Promise<void> {
  const { config, expected, params, alpha } = golden;
  const { steps } = config;
  const { model, groups, tasks } = subjectOf(golden);
  const learnt = alpha === undefined ? toFlat(groups, params) : toFlat(groups, params, alpha);
  const inputs = [learnt, scalar(config.inner_lr ?? Number.NaN), ...episodeValues(episode)];

  const isClassifier = model !== regressor;
  const [fast, ...figures] = await runOnce(device, inputs, (theta, rate, ...tensors) => {
    const batch = batchOf(tasks, tensors);
    const path = adapt(model, theta, tasks, batch.support, { rate, steps });
    const losses = (set: TaskBatch['support']) =>
      path.map((phi) => model.loss(model.predict(phi, set.x), set.y));
    const answers = path.map((phi) => model.predict(phi, batch.query.x));
    const reports = isClassifier ? [report(answers, batch.query.y)] : [];
    return [path[steps], ...losses(batch.support), ...losses(batch.query), ...reports];
  });
  const perStep = (first: number) => perTaskRows(figures.slice(first, first + steps + 1));
  compare('support_loss', compareLosses(perStep(0), expected.support_loss));
  const queryLoss = perStep(steps + 1);
  compare('query_loss', compareLosses(queryLoss, expected.query_loss));
  if (hasLoss) {
    const finals = queryLoss.map((row) => row[steps]);
    const metaLoss = finals.reduce((a, b) => a + b, 0) / finals.length;
    compare('meta_loss', compareLosses([[metaLoss]], [[expected.meta_loss]]));
  }
  if (isClassifier) {
    const both = figures[2 * (steps + 1)];
    const queries = episode.query_y.data.length / tasks;
    const accuracies = Array.from({ length: steps + 1 }, (_, step) => {
      const first = (steps + 1 + step) * tasks;
      return both.subarray(first, first + tasks).map((hits) => hits / queries);
    });
    compare('query_accuracy', equal(perTaskRows(accuracies), expected.query_accuracy));
  }

  const firstTask = toNamed(
    groups,
    weightsOfTask(groups, fast, tasks, 0),
    params,
    (name) => params[name].data,
  );
  compare(
    'fast_weights_task0',
    compareTensors(firstTask, expected.fast_weights_task0, TOLERANCE.fastWeights),
  );

  for (const [quantity, { of, by }] of Object.entries(gradients)) {
    const [gradient] = await runOnce(device, inputs, (theta, rate, ...tensors) => {
      const result = by.metaGradient(model, theta, batchOf(tasks, tensors), { rate, steps });
      dispose(result.queryOutputs);
      return [result.gradient];
    });
    const part = of === 'weights' ? gradient : gradient.subarray(gradient.length / 2);
    const found = toNamed(groups, part, params, (name) => params[name].data.map(() => 0));
    compare(quantity, compareTensors(found, expected[quantity], TOLERANCE.gradient));
  }
}

/** Checks a case that meta-trains with Adam over several meta-batches. */
async function checkAdam(
  device: Device,
  golden: GoldenCase,
  episodes: GoldenEpisode[],
  compare: Compare,
): Promise<void> {
  const { config, expected, params } = golden;
  const { steps } = config;
  const { model, groups, tasks } = subjectOf(golden);
  const start = toFlat(groups, params);
  const zeros = { shape: start.shape, data: new Float32Array(start.data.length) };
  let state: Values[] = [start, zeros, zeros];
  const metaLosses: number[] = [];
  const norms: number[] = [];
  const compareMoved = (quantity: string) => {
    const theta = Float32Array.from(state[0].data);
    const found = toNamed(groups, theta, params, (name) => params[name].data);
    compare(quantity, compareTensors(found, expected[quantity], TOLERANCE.adam, params));
  };

  for (const [i, episode] of episodes.entries()) {
    const rates = Array.from(adamRates(config.outer_lr as number, i + 1));
    const inputs = [
      ...state,
      scalar(config.inner_lr as number),
      { shape: [3], data: rates },
      ...episodeValues(episode),
    ];
    const [losses, gradient, ...moved] = await runOnce(device, inputs, (...tensors) => {
      const [theta, first, second, rate, adamTensor, ...rest] = tensors;
      const batch = batchOf(tasks, rest);
      const { gradient: mean, queryOutputs } = algorithms.maml.metaGradient(model, theta, batch, {
        rate,
        steps,
      });
      const loss = model.loss(queryOutputs[steps], batch.query.y);
      dispose(queryOutputs);
      return [loss, mean, ...adam(theta, mean, first, second, adamTensor)];
    });
    metaLosses.push(losses.reduce((a, b) => a + b, 0) / losses.length);
    norms.push(Math.hypot(...unflatten(groups, gradient).flatMap(({ data }) => Array.from(data))));
    if (i === 0) {
      const found = toNamed(groups, gradient, params, (name) => params[name].data.map(() => 0));
      compare(
        'meta_grad_iteration1',
        compareTensors(found, expected.meta_grad_iteration1, TOLERANCE.gradient),
      );
    }
    state = moved.map((data) => ({ shape: start.shape, data }));
    if (i === 0) compareMoved('params_after_iteration1');
  }
  compare('meta_loss', compareLosses([metaLosses], [expected.meta_loss]));
  compare('meta_grad_global_norm', compareNorms(norms, expected.meta_grad_global_norm));
  compareMoved('params_final');
}

/**
 * Computes a golden case on a device and compares every quantity with the reference.
 *
 * @throws Error for a case of an algorithm or network that this project does not have
 */
export async function checkGoldenCase(device: Device, json: unknown): Promise<GoldenResult[]> {
  const golden = json as GoldenCase;
  const { algo, net } = golden.config ?? {};
  const algorithm = goldenAlgorithms[algo === 'adam' ? 'maml' : algo];
  if (algorithm === undefined) throw new Error(`unknown algorithm "${algo}" (network "${net}")`);
  const results: GoldenResult[] = [];
  const compare: Compare = (quantity, { error, pass }) => {
    results.push({ case: golden.case, quantity, relativeError: error, pass });
  };
  if (golden.episodes) await checkAdam(device, golden, golden.episodes, compare);
  else if (golden.episode) await checkEpisode(device, golden, algorithm, golden.episode, compare);
  else throw new Error('no episode in the file');
  return results;
}
