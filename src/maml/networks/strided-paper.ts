import type { Architecture } from './architecture.ts';
import { strided } from './strided.ts';

/** The network of the paper's own code for Omniglot: docs/paper.md. The epsilon is TensorFlow's. */
export const stridedPaper: Architecture = {
  blocks: strided.blocks,
  norm: { gain: false, adapts: false, epsilon: 1e-3 },
  head: { reads: 'mean', start: 'normal' },
};
