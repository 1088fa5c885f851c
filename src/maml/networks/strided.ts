import type { Architecture } from './architecture.ts';

/** The paper's code: four stride-2 convolutions, padded as TensorFlow's SAME; 28-14-7-4-2. */
export const strided: Architecture = [
  { convolution: { inSide: 28, outSide: 14, kernel: 3, stride: 2, pad: 0 }, pool: false },
  { convolution: { inSide: 14, outSide: 7, kernel: 3, stride: 2, pad: 0 }, pool: false },
  { convolution: { inSide: 7, outSide: 4, kernel: 3, stride: 2, pad: 1 }, pool: false },
  { convolution: { inSide: 4, outSide: 2, kernel: 3, stride: 2, pad: 0 }, pool: false },
];
