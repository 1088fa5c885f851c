import type { ConvGeometry } from '../ops/conv.ts';
import { linearParameters, type NetworkSize, type ParameterSpec } from './network.ts';

const KERNEL = 3;

export interface Block {
  convolution: ConvGeometry;
  /** Whether a 2x2 max pool follows. */
  pool: boolean;
}

/** A convolutional network as data: what it learns can be told without tensors. */
export type Architecture = readonly Block[];

/** Side of the map that leaves the last block. */
function lastSide(blocks: Architecture): number {
  const { convolution, pool } = blocks[blocks.length - 1];
  return pool ? convolution.outSide >> 1 : convolution.outSide;
}

/**
 * What a convolutional network learns, in the order of its forward function.
 *
 * The convolutions have no bias: batch norm subtracts it, so it changes nothing and its gradient is zero.
 */
export function parametersOf(blocks: Architecture, { filters, ways }: NetworkSize): ParameterSpec[][] {
  const convolutions = blocks.flatMap((_, i): ParameterSpec[][] => [
    [
      {
        name: `conv${i + 1}/kernel`,
        shape: [KERNEL, KERNEL, i === 0 ? 1 : filters, filters],
        start: 'glorot',
      },
    ],
    [
      { name: `bn${i + 1}/gamma`, shape: [filters], start: 'ones' },
      { name: `bn${i + 1}/beta`, shape: [filters], start: 'zeros' },
    ],
  ]);
  return [...convolutions, ...linearParameters('linear', lastSide(blocks) ** 2 * filters, ways)];
}
