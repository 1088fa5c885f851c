import { type Architecture, usual } from './architecture.ts';

/** The reference blog's text: stride 2 and padding 2, batch norm, 2x2 max pool, ReLU; 28-7-2-1-1. */
export const pooledBlog: Architecture = {
  ...usual,
  blocks: [
    { convolution: { inSide: 28, outSide: 15, kernel: 3, stride: 2, pad: 2 }, pool: true },
    { convolution: { inSide: 7, outSide: 5, kernel: 3, stride: 2, pad: 2 }, pool: true },
    { convolution: { inSide: 2, outSide: 2, kernel: 3, stride: 2, pad: 2 }, pool: true },
    { convolution: { inSide: 1, outSide: 2, kernel: 3, stride: 2, pad: 2 }, pool: true },
  ],
};
