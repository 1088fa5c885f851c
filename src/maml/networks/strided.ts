import { type Architecture, usual } from './architecture.ts';

/** The convolutions of the paper's code: four of stride 2, padded as TensorFlow's SAME; 28-14-7-4-2. */
export const strided: Architecture = {
  ...usual,
  blocks: [
    { convolution: { inSide: 28, outSide: 14, kernel: 3, stride: 2, pad: 0 }, pool: false },
    { convolution: { inSide: 14, outSide: 7, kernel: 3, stride: 2, pad: 0 }, pool: false },
    { convolution: { inSide: 7, outSide: 4, kernel: 3, stride: 2, pad: 1 }, pool: false },
    { convolution: { inSide: 4, outSide: 2, kernel: 3, stride: 2, pad: 0 }, pool: false },
  ],
};
