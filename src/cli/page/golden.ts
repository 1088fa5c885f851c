import { dispose, slice, type Tensor, tensor, zerosLike } from '@tensorflow/tfjs-core';
import {
  type Algorithm,
  accuracy,
  adamUpdate,
  adapt,
  algorithms,
  classifier,
  type Model,
  type NetworkName,
  networks,
  type ParameterSpec,
  perTask,
  regressor,
  sinusoid,
  type TaskBatch,
  type Weights,
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
    inner_lr: number;
    outer_lr?: number;
  };
  params: GoldenTensors;
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

const load = ({ data, shape }: GoldenTensor) => tensor(data, shape, 'float32');

function modelOf({ config }: GoldenCase): { model: Model; specs: ParameterSpec[] } {
  if (config.net === 'sinusoid')
    return { model: regressor, specs: sinusoid.parameters({ filters: 0, ways: 0 }) };
  const name = (config.net === 'pooledblog' ? 'pooled-blog' : config.net) as NetworkName;
  return { model: classifier(networks[name]), specs: networks[name].parameters(config) };
}

function batchOf(episode: GoldenEpisode, tasks: number): TaskBatch {
  return {
    tasks,
    support: { x: load(episode.support_x), y: load(episode.support_y) },
    query: { x: load(episode.query_x), y: load(episode.query_y) },
  };
}

/** The engine's tensors under their golden names; a convolution's bias, which it does not carry, is `missing`. */
async function named(
  specs: ParameterSpec[],
  values: Tensor[],
  golden: GoldenTensors,
  missing: (name: string) => number[],
): Promise<Record<string, ArrayLike<number>>> {
  const result: Record<string, ArrayLike<number>> = {};
  await Promise.all(specs.map(async ({ name }, i) => (result[name] = await values[i].data())));
  for (const name of Object.keys(golden)) result[name] ??= missing(name);
  return result;
}

/** `[task][step]` as in the golden files, from one `[task]` tensor per step. */
async function perTaskRows(values: Tensor[]): Promise<number[][]> {
  const steps = await Promise.all(values.map((value) => value.data()));
  return Array.from(steps[0], (_, task) => steps.map((step) => step[task]));
}

/** Checks the quantities of a case with one meta-batch. */
async function checkEpisode(golden: GoldenCase, episode: GoldenEpisode, compare: Compare): Promise<void> {
  const { config, expected, params } = golden;
  const { model, specs } = modelOf(golden);
  const theta: Weights = specs.map(({ name }) => load(params[name]));
  const batch = batchOf(episode, config.tasks);
  const inner = { rate: config.inner_lr, steps: config.steps };
  const zeroGradient = (name: string) => params[name].data.map(() => 0);

  const path = adapt(model, perTask(theta, batch.tasks), batch.support, inner);
  const losses = (set: TaskBatch['support']) =>
    path.map((phi) => model.loss(model.predict(phi, set.x), set.y));
  compare('support_loss', compareLosses(await perTaskRows(losses(batch.support)), expected.support_loss));
  const queryLoss = await perTaskRows(losses(batch.query));
  compare('query_loss', compareLosses(queryLoss, expected.query_loss));
  const finals = queryLoss.map((row) => row[config.steps]);
  const metaLoss = finals.reduce((a, b) => a + b, 0) / finals.length;
  compare('meta_loss', compareLosses([[metaLoss]], [[expected.meta_loss]]));
  if (expected.query_accuracy) {
    const found = path.map((phi) => accuracy(model.predict(phi, batch.query.x), batch.query.y));
    compare('query_accuracy', equal(await perTaskRows(found), expected.query_accuracy as number[][]));
  }

  const firstTask = path[config.steps].map((weights) => slice(weights, 0, 1));
  const fast = await named(specs, firstTask, params, (name) => params[name].data);
  const goldenFast = expected.fast_weights_task0 as GoldenTensors;
  compare('fast_weights_task0', compareTensors(fast, goldenFast, TOLERANCE.fastWeights));

  const byQuantity: Record<string, Algorithm> = {
    meta_grad_exact: algorithms.maml,
    meta_grad_fomaml: algorithms.fomaml,
  };
  for (const [quantity, algorithm] of Object.entries(byQuantity)) {
    const { gradients } = algorithm(model, theta, batch, inner);
    const found = await named(specs, gradients, params, zeroGradient);
    compare(quantity, compareTensors(found, expected[quantity] as GoldenTensors, TOLERANCE.gradient));
  }
}

/** Checks a case that meta-trains with Adam over several meta-batches. */
async function checkAdam(golden: GoldenCase, episodes: GoldenEpisode[], compare: Compare): Promise<void> {
  const { config, expected, params } = golden;
  const { model, specs } = modelOf(golden);
  const start: Weights = specs.map(({ name }) => load(params[name]));
  let theta = start;
  let moments = theta.map((parameter) => ({ first: zerosLike(parameter), second: zerosLike(parameter) }));
  const metaLosses: number[] = [];
  const norms: number[] = [];
  const unmoved = (name: string) => params[name].data;
  const compareMoved = async (quantity: string) => {
    const goldenMoved = expected[quantity] as GoldenTensors;
    const found = await named(specs, theta, params, unmoved);
    compare(quantity, compareTensors(found, goldenMoved, TOLERANCE.adam, params));
  };

  for (const [i, episode] of episodes.entries()) {
    const batch = batchOf(episode, config.tasks);
    const inner = { rate: config.inner_lr, steps: config.steps };
    const { gradients, queryOutputs } = algorithms.maml(model, theta, batch, inner);
    const losses = await model.loss(queryOutputs[config.steps], batch.query.y).data<'float32'>();
    metaLosses.push(losses.reduce((a, b) => a + b, 0) / losses.length);
    const found = await named(specs, gradients, params, (name) => params[name].data.map(() => 0));
    norms.push(Math.hypot(...Object.values(found).flatMap((values) => Array.from(values))));
    if (i === 0) {
      const goldenGradient = expected.meta_grad_iteration1 as GoldenTensors;
      compare('meta_grad_iteration1', compareTensors(found, goldenGradient, TOLERANCE.gradient));
    }
    const moved = theta.map((parameter, p) =>
      adamUpdate(parameter, gradients[p], moments[p], config.outer_lr as number, i + 1),
    );
    theta = moved.map(({ parameter }) => parameter);
    moments = moved.map((update) => update.moments);
    dispose(queryOutputs);
    if (i === 0) await compareMoved('params_after_iteration1');
  }
  compare('meta_loss', compareLosses([metaLosses], [expected.meta_loss]));
  compare('meta_grad_global_norm', compareNorms(norms, expected.meta_grad_global_norm as number[]));
  await compareMoved('params_final');
}

/**
 * Computes a golden case on the current backend and compares every quantity with the reference.
 *
 * @throws Error for a case of an algorithm or network that this project does not have
 */
export async function checkGoldenCase(json: unknown): Promise<GoldenResult[]> {
  const golden = json as GoldenCase;
  const { algo, net } = golden.config ?? {};
  if (algo !== 'maml' && algo !== 'adam') throw new Error(`unknown algorithm "${algo}" (network "${net}")`);
  const results: GoldenResult[] = [];
  const compare: Compare = (quantity, { error, pass }) => {
    results.push({ case: golden.case, quantity, relativeError: error, pass });
  };
  if (golden.episodes) await checkAdam(golden, golden.episodes, compare);
  else if (golden.episode) await checkEpisode(golden, golden.episode, compare);
  else throw new Error('no episode in the file');
  return results;
}
