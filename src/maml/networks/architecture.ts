import type { ConvGeometry } from '../ops/conv.ts';
import { linearParameters, type NetworkSize, type ParameterSpec } from './network.ts';

const KERNEL = 3;

export interface Block {
  convolution: ConvGeometry;
  /** Whether a 2x2 max pool follows. */
  pool: boolean;
}

/** A convolutional network as data: what it learns can be told without tensors. */
export interface Architecture {
  blocks: readonly Block[];
  /** The batch norm of every block. */
  norm: {
    /** Whether it learns a gain beside its shift. */
    gain: boolean;
    /** Whether the inner loop moves what it learns; if not, meta-training alone does. */
    adapts: boolean;
    /** Added to the variance inside the root; absent: 1e-5, as in PyTorch. */
    epsilon?: number;
  };
  /** The linear layer: what it reads of the last block's map, and how its weights start. */
  head: { reads: 'map' | 'mean'; start: ParameterSpec['start'] };
}

/** Norm and head as nearly everybody writes them. */
export const usual: Pick<Architecture, 'norm' | 'head'> = {
  norm: { gain: true, adapts: true },
  head: { reads: 'map', start: 'glorot' },
};

/** Numbers of each filter that the linear layer reads. */
function featuresPerFilter({ blocks, head }: Architecture): number {
  if (head.reads === 'mean') return 1;
  const { convolution, pool } = blocks[blocks.length - 1];
  return (pool ? convolution.outSide >> 1 : convolution.outSide) ** 2;
}

/**
 * What a convolutional network learns, in the order of its forward function.
 *
 * The convolutions have no bias: batch norm subtracts it, so it changes nothing and its gradient is zero.
 */
export function parametersOf(architecture: Architecture, { filters, ways }: NetworkSize): ParameterSpec[][] {
  const { blocks, norm, head } = architecture;
  const fixed = norm.adapts ? {} : ({ adapts: false } as const);
  const convolutions = blocks.flatMap((_, i): ParameterSpec[][] => {
    const kernel = [KERNEL, KERNEL, i === 0 ? 1 : filters, filters];
    const gain: ParameterSpec = { name: `bn${i + 1}/gamma`, shape: [filters], start: 'ones', ...fixed };
    const shift: ParameterSpec = { name: `bn${i + 1}/beta`, shape: [filters], start: 'zeros', ...fixed };
    return [
      [{ name: `conv${i + 1}/kernel`, shape: kernel, start: 'glorot' }],
      norm.gain ? [gain, shift] : [shift],
    ];
  });
  const features = featuresPerFilter(architecture) * filters;
  return [...convolutions, ...linearParameters('linear', features, ways, head.start)];
}
