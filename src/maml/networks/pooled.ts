import { type Architecture, usual } from './architecture.ts';

/** The reference repository's notebooks: stride-1 convolutions, each with a 2x2 max pool; 28-14-7-3-1. */
export const pooled: Architecture = {
  ...usual,
  blocks: [28, 14, 7, 3].map((side) => ({
    convolution: { inSide: side, outSide: side, kernel: 3, stride: 1, pad: 1 },
    pool: true,
  })),
};
