import type { NamedArray, RunSettings } from '#maml';
import { CheckpointError, sizeOf, type Tensor } from './safetensors.ts';

/** Convolutional blocks of every network here. */
const BLOCKS = 4;
const KERNEL = 3;

/** What fixes the shapes of a network's parameters. */
export type NetworkShape = Pick<RunSettings, 'network' | 'filters' | 'ways'>;

/** Side of the last feature map, which the linear layer reads whole. */
function featureSide(network: NetworkShape['network']): number {
  return network === 'strided' ? 2 : 1;
}

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

/** All parameters of a network in the engine's order. */
function layoutOf({ network, filters, ways }: NetworkShape): Entry[] {
  const entries: Entry[] = [];
  const vector = (engine: string, torch: string, length: number): Entry => {
    const shape = [length];
    return { engine, torch, shape, split: shape, axes: [0], torchShape: shape };
  };
  for (let block = 0; block < BLOCKS; block++) {
    const channels = block === 0 ? 1 : filters;
    const kernel = [KERNEL, KERNEL, channels, filters];
    entries.push(
      // HWIO to OIHW.
      {
        engine: `conv${block + 1}/kernel`,
        torch: `blocks.${block}.conv.weight`,
        shape: kernel,
        split: kernel,
        axes: [3, 2, 0, 1],
        torchShape: [filters, channels, KERNEL, KERNEL],
      },
      vector(`bn${block + 1}/gamma`, `blocks.${block}.norm.weight`, filters),
      vector(`bn${block + 1}/beta`, `blocks.${block}.norm.bias`, filters),
    );
  }
  const side = featureSide(network);
  const features = side * side * filters;
  entries.push(
    // Features flattened (h, w, c) to (c, h, w).
    {
      engine: 'linear/kernel',
      torch: 'linear.weight',
      shape: [features, ways],
      split: [side, side, filters, ways],
      axes: [3, 2, 0, 1],
      torchShape: [ways, features],
    },
    vector('linear/bias', 'linear.bias', ways),
  );
  return entries;
}

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
export function toTorch(parameters: readonly NamedArray[], network: NetworkShape): Map<string, Tensor> {
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
    if (torch.endsWith('conv.weight')) {
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
  network: NetworkShape,
  prefix = '',
): NamedArray[] {
  return layoutOf(network).map(({ engine, torch, shape, split, axes, torchShape }) => {
    const tensor = tensors.get(prefix + torch);
    if (tensor === undefined) throw new CheckpointError(`Tensor ${prefix}${torch} is missing.`);
    if (tensor.shape.join() !== torchShape.join()) {
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
