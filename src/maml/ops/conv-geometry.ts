import type { Attributes } from './op.ts';

/** A square convolution's geometry: sides in pixels, `pad` before the first row and column. */
export type ConvGeometry = {
  inSide: number;
  outSide: number;
  kernel: number;
  stride: number;
  pad: number;
};

/** Attributes are handed on as they are, so that a geometry stays the same object: tables hang on it. */
export const asGeometry = (attributes: Attributes) => attributes as ConvGeometry;
