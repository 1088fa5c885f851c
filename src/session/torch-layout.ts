import { algorithmNames, type LearntShape, learntGroups, networkNames, RATE } from '#facts';
import type { AlgorithmName, NamedArray, ParameterSpec, RunSettings } from '#maml';
import { CheckpointError, sizeOf, type Tensor } from './safetensors.ts';

/** What fixes the shapes of a network's parameters. */
export type NetworkShape = Pick<RunSettings, 'network' | 'filters' | 'ways'>;

/** What begins the names of arrays that are learnt beside the network's. */
const LEARNED = 'learned.';

/** One parameter under both names. `axes[i]` is the engine's axis that becomes PyTorch's axis i. */
interface Entry {
  engine: string;
  torch: string;
  /** The engine's shape as saved, and split so that `axes` can reorder it. */
  shape: number[];
  split: number[];
  axes: number[];
  torchShape: number[];
}

const NORM: Record<string, string> = { gamma: 'weight', beta: 'bias' };

/** How PyTorch has a parameter of the engine. */
function entryOf({ name, shape }: ParameterSpec, filters: number): Entry {
  if (name.startsWith(`${RATE}/`)) {
    const entry = entryOf({ name: name.slice(RATE.length + 1), shape, start: 'alpha' }, filters);
    return { ...entry, engine: name, torch: `${RATE}.${entry.torch}` };
  }
  const [, layer, block, part] = /^(\D+)(\d*)\/(.+)$/.exec(name) ?? [];
  const inBlock = `blocks.${Number(block) - 1}`;
  if (layer === 'conv') {
    const [height, width, into, out] = shape;
    // HWIO to OIHW.
    const order = { split: shape, axes: [3, 2, 0, 1], torchShape: [out, into, height, width] };
    return { engine: name, torch: `${inBlock}.conv.weight`, shape, ...order };
  }
  if (layer === 'linear' && part === 'kernel') {
    const [features, ways] = shape;
    const side = Math.sqrt(features / filters);
    // Features flattened (h, w, c) to (c, h, w).
    const order = { split: [side, side, filters, ways], axes: [3, 2, 0, 1], torchShape: [ways, features] };
    return { engine: name, torch: 'linear.weight', shape, ...order };
  }
  const torch = layer === 'bn' ? `${inBlock}.norm.${NORM[part]}` : `${layer}.${part}`;
  return { engine: name, torch, shape, split: shape, axes: [0], torchShape: shape };
}

/** All that is learnt, in the engine's order. */
function layoutOf(shape: LearntShape): Entry[] {
  return learntGroups(shape)
    .flat()
    .map((spec) => entryOf(spec, shape.filters));
}

/** A network's own parameters. */
const ofNetwork = (network: NetworkShape) => layoutOf({ ...network, algorithm: 'maml' });

const fits = (tensor: Tensor | undefined, { torchShape }: Entry) =>
  tensor?.shape.join() === torchShape.join();

/** Calls `visit` with the flat index of every value in the engine's order, and in the permuted one. */
function forEachPair(
  split: readonly number[],
  axes: readonly number[],
  visit: (engine: number, torch: number) => void,
): void {
  const strides = split.map((_, axis) => sizeOf(split.slice(axis + 1)));
  const permuted = axes.map((axis) => split[axis]);
  const total = sizeOf(split);
  for (let torch = 0; torch < total; torch++) {
    let rest = torch;
    let engine = 0;
    for (let i = axes.length - 1; i >= 0; i--) {
      engine += (rest % permuted[i]) * strides[axes[i]];
      rest = Math.floor(rest / permuted[i]);
    }
    visit(engine, torch);
  }
}

/**
 * The engine's parameters as PyTorch tensors. `blocks.N.conv.bias` is zero: the batch norm after it
 * subtracts any bias, so the engine carries none, and PyTorch computes the same with it or without.
 */
export function toTorch(parameters: readonly NamedArray[], network: LearntShape): Map<string, Tensor> {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter.data]));
  const tensors = new Map<string, Tensor>();
  for (const { engine, torch, split, axes, torchShape } of layoutOf(network)) {
    const source = byName.get(engine);
    if (source?.length !== sizeOf(split))
      throw new CheckpointError(`The run has no parameter ${engine} of that shape.`);
    const data = new Float32Array(source.length);
    forEachPair(split, axes, (from, to) => {
      data[to] = source[from];
    });
    tensors.set(torch, { shape: torchShape, data });
    if (torch.endsWith('conv.weight') && !torch.startsWith(LEARNED)) {
      const bias = torch.replace(/weight$/, 'bias');
      tensors.set(bias, { shape: [network.filters], data: new Float32Array(network.filters) });
    }
  }
  return tensors;
}

/**
 * The reverse of `toTorch`; convolution biases are ignored.
 *
 * @throws CheckpointError naming a tensor that is missing or has another shape than the network's.
 */
export function fromTorch(
  tensors: ReadonlyMap<string, Tensor>,
  network: LearntShape,
  prefix = '',
): NamedArray[] {
  return layoutOf(network).map((entry) => {
    const { engine, torch, shape, split, axes, torchShape } = entry;
    const tensor = tensors.get(prefix + torch);
    if (tensor === undefined) throw new CheckpointError(`Tensor ${prefix}${torch} is missing.`);
    if (!fits(tensor, entry)) {
      throw new CheckpointError(
        `Tensor ${prefix}${torch} has shape [${tensor.shape}]; ${network.network} with ${network.filters} filters and ${network.ways} ways has [${torchShape}].`,
      );
    }
    const data = new Float32Array(tensor.data.length);
    forEachPair(split, axes, (to, from) => {
      data[to] = tensor.data[from];
    });
    return { name: engine, shape, data };
  });
}

/**
 * The tensors of a file that a run has no use for, by name; convolution biases change nothing.
 *
 * @throws CheckpointError for one that another algorithm has learnt: without it the weights adapt in another way
 */
export function unusedBy(shape: LearntShape, names: Iterable<string>): string[] {
  const used = new Set(layoutOf(shape).map(({ torch }) => torch));
  const unused = [...names].filter((name) => !used.has(name) && !/^blocks\.\d+\.conv\.bias$/.test(name));
  const learned = unused.find((name) => name.startsWith(LEARNED));
  if (learned === undefined) return unused;
  throw new CheckpointError(`Tensor ${learned} is nothing that ${shape.algorithm} learns with this network.`);
}

/** The algorithm that learns what these tensors hold beside a network's own; undefined where there is nothing. */
export function algorithmOf(network: NetworkShape, tensors: Iterable<string>): AlgorithmName | undefined {
  const learned = new Set([...tensors].filter((name) => name.startsWith(LEARNED)));
  if (learned.size === 0) return undefined;
  const own = ofNetwork(network).length;
  return algorithmNames.find((algorithm) => {
    const added = layoutOf({ ...network, algorithm }).slice(own);
    return added.length > 0 && added.every(({ torch }) => learned.has(torch));
  });
}

/**
 * The networks whose weights tensors of these shapes may be: those that use most of them, in the order of
 * the list of networks. Empty where they are of none.
 */
export function networksOf(tensors: ReadonlyMap<string, Tensor>): NetworkShape[] {
  const filters = tensors.get('blocks.0.conv.weight')?.shape[0];
  const ways = tensors.get('linear.bias')?.shape[0];
  if (filters === undefined || ways === undefined) return [];
  const fitting = networkNames
    .map((network) => ({ network, filters, ways }))
    .filter((network) => ofNetwork(network).every((entry) => fits(tensors.get(entry.torch), entry)));
  const most = Math.max(...fitting.map((network) => ofNetwork(network).length));
  return fitting.filter((network) => ofNetwork(network).length === most);
}
