type Kernel = (...pointersAndNumbers: number[]) => void;

/** What the `*.assembly.ts` files beside the ops export, compiled into one module. */
export type KernelExports = Record<
  | 'weighPixels'
  | 'addFilterGradient'
  | 'turnFilters'
  | 'batchNormRelu'
  | 'batchNormReluGradient'
  | 'batchNormReluTangent'
  | 'gatherAtMax'
  | 'scatterToMax'
  | 'addScaled',
  Kernel
>;
